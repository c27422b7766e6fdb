/** The tree grid is the canvas' twin: every word that the canvas draws of an object is in that object's row. */
import { expect, test, type Page } from '@playwright/test';
import { advance } from './harness.ts';
import { cutPower, openWorld } from './world.ts';

/** What the canvas draws of an object: its own words, without those of what stands on it. */
interface Drawn {
  readonly key: string;
  readonly words: readonly string[];
}

/** Kubectl's words where a card has no room for them. */
const whole: Readonly<Record<string, string>> = {
  Creating: 'ContainerCreating',
  'Back-off': 'CrashLoopBackOff',
  'Pull back-off': 'ImagePullBackOff',
  'Pull failed': 'ErrImagePull',
  'No image': 'ErrImageNeverPull',
  'Image name': 'InvalidImageName',
  'Config error': 'CreateContainerConfigError',
  'Create error': 'CreateContainerError',
  'Run error': 'RunContainerError',
  Deadline: 'DeadlineExceeded',
};

async function drawnOn(page: Page): Promise<readonly Drawn[]> {
  return page.evaluate(() => {
    const objects = ':is([data-object], [data-pod])';
    // What is pressed is in the row's menu; the tiles of kube-system have rows of their own.
    const apart = 'button, .visually-hidden, .api-server-write, .system-pods, .queue-message, .object-menu';
    const found = new Map<string, string[]>();
    for (const element of document.querySelectorAll<HTMLElement>(`.react-flow__viewport ${objects}`)) {
      const key = element.dataset['pod'] ?? element.dataset['object'] ?? '';
      const words = found.get(key) ?? [];
      found.set(key, words);
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() !== null) {
        const parent = walker.currentNode.parentElement;
        if (parent?.closest(objects) !== element || parent.closest(apart) !== null) continue;
        const text = walker.currentNode.textContent?.trim() ?? '';
        if (text !== '' && parent.checkVisibility({ visibilityProperty: true })) words.push(text);
      }
    }
    return [...found].map(([key, words]) => ({ key, words }));
  });
}

async function rowsOf(page: Page): Promise<ReadonlyMap<string, string>> {
  const rows = await page
    .locator('[role="treegrid"] [role="row"]')
    .evaluateAll((all) =>
      all.map((one) => [one.getAttribute('data-key') ?? '', one.textContent ?? ''] as const),
    );
  return new Map(rows);
}

/** Counts of what had no room are no words of the object. */
const countsMore = /^\+\d+$|\d+ more (reason|pod)s?/;

/** Whatever is drawn and not said, as lines. */
async function unsaid(page: Page): Promise<readonly string[]> {
  const drawn = await drawnOn(page);
  const rows = await rowsOf(page);
  return drawn.flatMap(({ key, words }) => {
    const row = rows.get(key);
    if (row === undefined) return [`${key} has no row`];
    return words
      .filter((word) => !countsMore.test(word) && !says(row, word))
      .map((word) => `${key}: ${word}`);
  });
}

function says(row: string, word: string): boolean {
  const parts = (whole[word] ?? word).split(/[\s,/:]+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.every((part) =>
    new RegExp(`(^|[^\\p{N}])${part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'iu').test(row),
  );
}

async function expectTwin(page: Page, atLeast: number): Promise<void> {
  await expect.poll(async () => (await drawnOn(page)).length).toBeGreaterThanOrEqual(atLeast);
  await expect.poll(() => unsaid(page)).toEqual([]);
}

test('what waits, crashes and lacks something is said as it is drawn', async ({ page }) => {
  await openWorld(page);
  await expectTwin(page, 12);
  await expect(page.locator('.queue-reason')).toContainText('Insufficient cpu');
});

test('a machine whose power is off, with its pods, is said as it is drawn', async ({ page }) => {
  await openWorld(page);
  await cutPower(page, 'node-2');
  await advance(page, 1);
  await expectTwin(page, 12);
  await advance(page, 80);
  await expect(page.locator('.machine-eviction')).toBeVisible();
  await expectTwin(page, 12);
  await advance(page, 320);
  await expectTwin(page, 12);
});

test('the story of the boards: ten states, namespaces, zones, taints and faults', async ({ page }) => {
  await page.goto('/gallery.html?page=story');
  await expectTwin(page, 20);
  const rows = await rowsOf(page);
  const seated = await page
    .locator('.machine [data-pod]:not(.system-pod)')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-pod') ?? ''));
  for (const band of await page.locator('.namespace-band > span').allTextContents()) {
    const [, namespace, count] = /^namespace (\S+) · (\d+) pods?$/.exec(band) ?? [];
    const inside = seated.filter((key) => key.startsWith(`pods/${namespace}/`));
    expect(inside, band).toHaveLength(Number(count));
    for (const key of inside) expect(rows.has(key), key).toBe(true);
  }
  const said = [...rows.values()].join('\n');
  for (const zone of await page.locator('.zone-frame > span').allTextContents()) expect(said).toContain(zone);
  for (const part of await page.locator('.ghost-tag span').allTextContents())
    expect(says(said, part), part).toBe(true);
});

test('from far away, each machine says how many of its pods are in trouble', async ({ page }) => {
  await page.goto('/gallery.html?page=crowd&machines=24&pods=42');
  await expectTwin(page, 24);
  const rows = await rowsOf(page);
  const troubled = page.locator('.machine:has(.machine-troubled)');
  expect(await troubled.count()).toBeGreaterThan(0);
  for (const machine of await troubled.all()) {
    const words = await machine.locator('.machine-troubled').getAttribute('title');
    expect(rows.get((await machine.getAttribute('data-object'))!)).toContain(words!);
  }
});
