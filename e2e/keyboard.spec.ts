import { expect, test, type Locator, type Page } from '@playwright/test';
import { openPage, openPaused } from './harness.ts';

const now = (page: Page) => page.evaluate(() => window.podarium.now());
const focusedKey = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('data-key') ?? '');

test('arrows walk through machines and pods, Enter selects', async ({ page }) => {
  await openPaused(page);
  const rows = page.locator('[role="treegrid"] [role="row"]');
  await expect(page.locator('[role="treegrid"] [role="row"][tabindex="0"]')).toHaveCount(1);
  await page.locator('[role="treegrid"] [data-key="nodes//node-1"]').focus();
  await page.keyboard.press('ArrowRight');
  const pod = await focusedKey(page);
  expect(pod).toMatch(/^pods\/default\/web-/);
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(pod.split('/')[2]!);
  await expect(page.locator(`[role="treegrid"] [data-key="${pod}"]`)).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('ArrowLeft');
  expect(await focusedKey(page)).toBe('nodes//node-1');
  await page.keyboard.press('End');
  expect(await focusedKey(page)).toBe(await rows.last().getAttribute('data-key'));
  await page.keyboard.press('Home');
  expect(await focusedKey(page)).toBe(await rows.first().getAttribute('data-key'));
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
});

test('the whole page can be reached with the tab key', async ({ page }) => {
  await openPaused(page);
  const reached = new Set<string>();
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab');
    reached.add(
      await page.evaluate(() => {
        const { activeElement } = document;
        if (activeElement?.closest('[role="treegrid"]')) return 'the cluster';
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim() ?? '';
      }),
    );
    if (reached.has('Moment shown') && reached.has('Lives of objects')) break;
  }
  for (const name of [
    'Share',
    'the cluster',
    'Break something',
    'Fork here',
    'Moment shown',
    'Lives of objects',
  ])
    expect([...reached], name).toContain(name);
});

test('the text holds nobody who comes by, and indents for those who write', async ({ page }) => {
  await openPaused(page);
  const text = page.getByRole('textbox', { name: 'Manifest web.yaml' });
  const written = () =>
    page.evaluate(() => document.querySelector('.editor-monaco .view-line')?.textContent ?? '');
  await text.first().focus();
  await expect(page.locator('.editor-monaco .monaco-editor.focused')).toBeVisible();
  const before = await written();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Apply' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Home');
  await page.keyboard.type('x');
  await page.keyboard.press('Tab');
  await expect.poll(written).not.toBe(`x${before}`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Apply' })).toBeFocused();
});

test('Space plays and pauses, full stop and comma step', async ({ page }) => {
  await openPage(page);
  await page.locator('body').press(' ');
  await expect.poll(async () => (await now(page)).playing).toBe(false);
  const paused = await now(page);
  await page.keyboard.press('.');
  await expect.poll(async () => (await now(page)).headMs).toBeGreaterThanOrEqual(paused.headMs);
  await page.keyboard.press(',');
  await expect.poll(async () => (await now(page)).viewMs).toBeLessThan(paused.headMs);
  await page.keyboard.press('l');
  await expect.poll(async () => (await now(page)).viewMs === (await now(page)).headMs).toBe(true);
  await page.keyboard.press(' ');
  await expect.poll(async () => (await now(page)).playing).toBe(true);
});

test('the moment is a slider', async ({ page }) => {
  await openPaused(page, 60);
  const slider = page.getByRole('slider', { name: 'Moment shown' });
  await slider.focus();
  await expect(slider).toHaveAttribute('aria-valuenow', '60000');
  await slider.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuenow', '59000');
  await slider.press('Shift+ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuenow', '49000');
  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
  await expect(page.locator('[role="treegrid"] [data-key^="pods/"]')).toHaveCount(0);
  await slider.press('End');
  await expect(slider).toHaveAttribute('aria-valuenow', '60000');
  await expect(page.locator('[role="treegrid"] [data-key^="pods/default/web-"]')).toHaveCount(4);
});

test('F6 goes from part to part and back to where one was; the first stop leads to the cluster', async ({
  page,
}) => {
  await openPaused(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Go to the cluster' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await focusedKey(page)).toMatch(/^nodes\//);
  await page.keyboard.press('ArrowDown');
  const left = await focusedKey(page);
  await page.keyboard.press('F6');
  await expect(page.getByRole('region', { name: 'Time', exact: true }).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('F6');
  await expect(page.locator('.timeline-panel :focus')).toHaveCount(1);
  await page.keyboard.press('Shift+F6');
  await page.keyboard.press('Shift+F6');
  expect(await focusedKey(page)).toBe(left);
  await page.keyboard.press('Shift+F6');
  await expect(page.locator('.editor-panel :focus')).toHaveCount(1);
  await page.keyboard.press('Shift+F6');
  await expect(page.locator('.top-bar :focus')).toHaveCount(1);
});

test('what happens is told in words, merged, and can be switched off', async ({ page }) => {
  await openPaused(page);
  const news = page.getByRole('log', { name: 'What happens' });
  await expect(news).toBeAttached();
  await page.getByRole('radio', { name: '10×' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  const heard = await listenTo(news);
  await page.evaluate(() => window.podarium.kubectl('scale deployment web --replicas=7'));
  await expect(news).toContainText(/is ready|became ready/);
  // A moment that time has left again is no news.
  expect((await heard()).filter((text) => text.includes('Shown'))).toEqual([]);
  await page.keyboard.press('Control+,');
  const choice = page.getByRole('radiogroup', { name: 'Tell what happens' });
  await choice.getByRole('radio', { name: 'Off' }).click();
  await page.keyboard.press('Escape');
  const told = await news.allTextContents();
  await page.evaluate(() => window.podarium.kubectl('scale deployment web --replicas=9'));
  await expect(page.locator('[role="treegrid"] [data-key^="pods/default/web-"]')).toHaveCount(9);
  expect(told.join(' ')).toContain((await news.allTextContents()).join(' '));
});

/** Returns what gives all that a live region has said since. */
async function listenTo(region: Locator): Promise<() => Promise<readonly string[]>> {
  const said = await region.evaluateHandle((element) => {
    const texts: string[] = [];
    const listen = (): unknown => texts.push(element.textContent ?? '');
    new MutationObserver(listen).observe(element, { childList: true, subtree: true, characterData: true });
    return texts;
  });
  return () => said.jsonValue();
}
