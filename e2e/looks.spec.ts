/** What the eye would notice: nothing is cut off, nothing jumps, what one chose is seen. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { openPaused } from './harness.ts';
import { aPod, openWorld, select } from './world.ts';

async function boxOf(part: Locator) {
  const box = await part.boundingBox();
  if (box === null) throw new Error('it is not drawn');
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

/** Fails unless the middle of what is drawn is the middle of the room that it has. */
async function expectCentred(page: Page, drawn: Locator): Promise<void> {
  const offCentre = async (): Promise<number> => {
    const [room, all] = await Promise.all([
      boxOf(page.locator('.cluster-canvas')),
      Promise.all((await drawn.all()).map(boxOf)),
    ]);
    const left = Math.min(...all.map(({ x }) => x));
    const right = Math.max(...all.map((box) => box.right));
    if (left < room.x || right > room.right) return Number.POSITIVE_INFINITY;
    return Math.abs((left + right) / 2 - (room.x + room.right) / 2);
  };
  await expect.poll(offCentre).toBeLessThan(4);
}

for (const view of ['Ownership', 'Network'])
  test(`the view ${view} stands in the middle of the canvas`, async ({ page }) => {
    await openPaused(page);
    await page.getByRole('radio', { name: view, exact: true }).click();
    await expectCentred(page, page.locator('.namespace-band, .view-band').first());
  });

test('all tabs of the inspector are seen', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPaused(page);
  await select(page, await aPod(page));
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const list = await boxOf(inspector.getByRole('tablist'));
  const last = await boxOf(inspector.getByRole('tab').last());
  expect(last.right).toBeLessThanOrEqual(list.right);
});

test('the text of a manifest stays where it is when the editor comes', async ({ page }) => {
  // The editor may come before anybody looks: where the still text stood is noted as it is drawn.
  await page.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      const line = document.querySelector('.editor-still .code-line > span');
      if (line === null) return;
      observer.disconnect();
      const { x, y } = line.getBoundingClientRect();
      Object.assign(window, { stillAt: { x, y } });
    }).observe(document, { childList: true, subtree: true });
  });
  await openPaused(page);
  const line = page.locator('.monaco-editor .view-line').first();
  await page.locator('.code-line, .view-line').first().click();
  await line.waitFor();
  const before = await page.evaluate(
    () => (window as unknown as { stillAt: { x: number; y: number } }).stillAt,
  );
  // Monaco draws its lines anew as its colours come.
  await expect(async () => {
    const after = await boxOf(line);
    expect(Math.abs(after.x - before.x)).toBeLessThanOrEqual(1);
    expect(Math.abs(after.y - before.y)).toBeLessThanOrEqual(1);
  }).toPass({ timeout: 5000 });
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('what is chosen is seen above the sheet that tells of it', async ({ page }) => {
    await openWorld(page);
    const key = 'pods/default/crasher';
    await page.locator(`[role="treegrid"] [data-key="${key}"]`).dispatchEvent('click');
    const sheet = page.locator('.phone-sheet');
    await expect(sheet).toBeVisible();
    await expect
      .poll(async () => {
        const pod = await boxOf(page.locator(`.pod-place[data-pod="${key}"]`));
        return pod.bottom <= (await boxOf(sheet)).y;
      })
      .toBe(true);
  });

  test('messages leave the time controls free', async ({ page }) => {
    await openWorld(page);
    await page.keyboard.press('Control+z');
    const toast = page.locator('.toast').first();
    await expect(toast).toBeVisible();
    expect((await boxOf(toast)).bottom).toBeLessThanOrEqual((await boxOf(page.locator('.phone-bar'))).y);
  });
});

for (const [width, height] of [
  [390, 844],
  [1440, 900],
  [2560, 1440],
] as const)
  test(`nothing is wider than a page of ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openWorld(page);
    const whole = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth, scrollHeight];
    });
    expect(whole).toEqual([width, height]);
  });
