/** The page in another language, in a disguise that shows forgotten words, and from right to left. */
import { expect, test, type Page } from '@playwright/test';
import { openPage, ready } from './harness.ts';

test('the language is chosen by keyboard, shown at once, and kept', async ({ page }) => {
  await openPage(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Settings');
  await page.keyboard.press('Enter');
  const choice = page.getByRole('combobox', { name: 'Language' });
  await choice.focus();
  await page.keyboard.press('D');
  const german = page.getByRole('dialog', { name: 'Einstellungen' });
  await expect(german).toBeVisible();
  await expect(german.getByRole('combobox', { name: 'Sprache' })).toBeFocused();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Etwas stören' })).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(page.getByRole('button', { name: 'Etwas stören' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('the address asks for a language, and no other is seen before it', async ({ page }) => {
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (/Break something|Simulated/.test(document.body?.innerText ?? '')) document.title = 'English seen';
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await openPage(page, '/?lang=de');
  await expect(page.getByRole('button', { name: 'Etwas stören' })).toBeVisible();
  await expect(page).not.toHaveTitle('English seen');
});

const dialog = (page: Page) => page.getByRole('dialog').waitFor();

const views: readonly { name: string; open: (page: Page) => Promise<void> }[] = [
  { name: 'the page', open: async () => {} },
  ...['summary', 'states', 'relations', 'yaml', 'events', 'logs'].map((tab, at) => ({
    name: `the inspector: ${tab}`,
    open: async (page: Page) => {
      await select(page, 'pods/');
      await page.locator('.inspector-tabs [role="tab"]').nth(at).click();
    },
  })),
  { name: 'a node', open: (page) => select(page, 'nodes/') },
  { name: 'the palette', open: (page) => page.keyboard.press('Control+k').then(() => dialog(page)) },
  { name: 'the settings', open: (page) => page.keyboard.press('Control+,').then(() => dialog(page)) },
  { name: 'the keys', open: (page) => page.keyboard.press('?').then(() => dialog(page)) },
  {
    name: 'the fault form',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('⟦Çàûšé à fàûlt');
      await page.keyboard.press('Enter');
      await page.locator('.fault-dialog, [role="dialog"] form').first().waitFor();
    },
  },
  {
    name: 'the comparison',
    open: async (page) => {
      await page.evaluate(() => window.podarium.fork());
      await page.keyboard.press('c');
      await page.locator('.compare').waitFor();
    },
  },
  { name: 'the phone', open: (page) => page.setViewportSize({ width: 390, height: 844 }) },
];

for (const { name, open } of views)
  test(`disguised, no word is plain English: ${name}`, async ({ page }) => {
    await openStill(page, 'en-XA');
    await open(page);
    await settle(page);
    const own = await wordsOfCluster(page);
    const plain = await plainTexts(page);
    expect(plain.filter((text) => !isOwn(text, own))).toEqual([]);
  });

for (const language of ['de', 'ar-XB'])
  test(`in ${language} nothing overlaps or is cut off`, async ({ page }) => {
    await openStill(page, language);
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'de' ? 'ltr' : 'rtl');
    await select(page, 'pods/');
    for (const width of [1440, 1280, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await settle(page);
      expect.soft(await misfits(page), `${width} px wide`).toEqual([]);
    }
  });

test('from right to left the panels are mirrored, and their edges move as they are drawn', async ({
  page,
}) => {
  await openStill(page, 'ar-XB');
  await select(page, 'pods/');
  const left = async (place: string) => (await page.locator(place).first().boundingBox())?.x ?? 0;
  expect(await left('.inspector-tabs')).toBeLessThan(await left('.canvas-pane'));
  expect(await left('.canvas-pane')).toBeLessThan(await left('.editor-body'));
  const edge = page.getByRole('separator', { name: 'Manifests' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  await edge.press('ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 16));
  const tabs = page.locator('.inspector-tabs [role="tab"]');
  await tabs.first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tabs.nth(1)).toBeFocused();
});

async function openStill(page: Page, language: string): Promise<void> {
  await openPage(page, `/?lang=${language}`);
  await page.evaluate(() => window.podarium.pause());
  await page.evaluate(() => window.podarium.advance(20_000));
}

/** The first row of the tree whose key begins so. */
async function select(page: Page, kind: string): Promise<void> {
  await page.locator(`[role="treegrid"] [data-key^="${kind}"]`).first().focus();
  await page.keyboard.press('Enter');
  await page.locator('.inspector-tabs').waitFor();
}

/** What was asked for is drawn: nothing is loading, and the page is calm for two frames. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Every value that the objects of the cluster hold: names, reasons, messages, as any client would print them. */
async function wordsOfCluster(page: Page): Promise<Set<string>> {
  const groups = ['/api/v1', '/apis/apps/v1'];
  const kinds = ['pods', 'nodes', 'services', 'events', 'namespaces', 'deployments', 'replicasets'];
  const words = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') words.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  for (const group of groups)
    for (const kind of kinds) {
      const path = `${group}/${kind}`;
      collect(await page.evaluate((at) => window.podarium.request({ method: 'GET', path: at }), path));
    }
  return words;
}

/** Kubernetes' own words that no object of a first cluster holds, what files and branches are called, a library. */
const known = new RegExp(
  `^(${[
    'Pod|Node|Service|Deployment|Namespace|ServiceAccount|status|Gi|Pending|Succeeded|Failed|Unknown',
    'ContainerExit|OOMKill|MemoryLeak|CPUHog|Hang|ProbeFailure|SlowStart|DiskFull|ImageUnpullable|cpu|memory|pods',
    'kubelet|deployment|replicaset|kube-apiserver|etcd|\\w+\\.yaml|main|branch \\d|React Flow( attribution)?',
  ].join('|')})$`,
);

/** Also the last part of a name, as pods are told apart by it. */
function isOwn(text: string, own: ReadonlySet<string>): boolean {
  const said = text.replace(/^(aria-label|title|placeholder): /, '');
  const isWord = (part: string) =>
    own.has(part) || known.test(part) || [...own].some((word) => word.endsWith(`-${part}`));
  return [' · ', ', ', ': '].some((between) => said.split(between).every(isWord));
}

/** Texts and names that stand in no message. */
async function plainTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Manifests, code, numbers and the names in a statechart are the same in every language.
    const islands =
      '.statechart .state-name, .editor-body, .monaco-editor, .xterm, .code-lines, code, pre, kbd, .mono, .numeric, script, style, noscript';
    const words = /\p{L}{2}/u;
    const isInMessage = (node: Node): boolean => {
      let around = node.parentNode;
      for (let levels = 0; around !== null && levels < 4; levels++, around = around.parentNode) {
        const before = document.createRange();
        before.setStart(around, 0);
        before.setEnd(node, 0);
        const text = before.toString();
        if (text.split('⟦').length > text.split('⟧').length) return true;
      }
      return (node.textContent ?? '').includes('⟦');
    };
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (!words.test(text) || element === null || element.closest(islands) !== null) continue;
      if (element.checkVisibility() && !isInMessage(node)) found.add(text);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (element.closest(islands) !== null) continue;
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const text = element.getAttribute(name) ?? '';
        if (words.test(text) && !text.includes('⟦')) found.add(`${name}: ${text}`);
      }
    }
    return [...found];
  });
}

/** Neighbours in a bar that overlap, buttons with words cut off, and a page wider than its window. */
async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const nameOf = (element: Element) =>
      (element.textContent || (element.getAttribute('class') ?? '')).slice(0, 40);
    const isSeen = (element: Element) => element.checkVisibility() && element.clientWidth > 1;
    for (const bar of document.querySelectorAll(
      '.top-bar, .phone-top, .dock-bar, .transport, .editor-foot',
    )) {
      const children = [...bar.children].filter(isSeen).map((child) => ({
        name: nameOf(child),
        box: child.getBoundingClientRect(),
      }));
      for (const [at, a] of children.entries())
        for (const b of children.slice(at + 1))
          if (a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1)
            if (a.box.top < b.box.bottom - 1 && b.box.top < a.box.bottom - 1)
              found.push(`${a.name} overlaps ${b.name}`);
    }
    for (const button of document.querySelectorAll('.button, [role="radio"], .menu-item')) {
      const cut = button.scrollWidth - button.clientWidth > 1;
      if (isSeen(button) && cut && getComputedStyle(button).overflowX !== 'visible')
        found.push(`cut off: ${nameOf(button)}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the window');
    return found;
  });
}
