/** Work that takes long says how far it is, leaves the page alive, and ends when nobody wants it any more. */
import { expect, type Page, test } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { advance, apply, nginxDeployment, openPaused, pods } from './harness.ts';

const dayMs = 86_400_000;
const large = nginxDeployment.replace('replicas: 3', 'replicas: 100');

/** Begins to run on, and gives how it ended: `there`, or the name of the error. */
function runOn(page: Page, byMs: number): Promise<string> {
  return page.evaluate(
    (ms) =>
      window.podarium.advance(window.podarium.now().headMs + ms).then(
        () => 'there',
        (error: Error) => error.name,
      ),
    byMs,
  );
}

const now = (page: Page): Promise<number> => page.evaluate(() => window.podarium.now().headMs);

test('thirty days with many pods are cancelled by Escape; the cluster is whole and goes on', async ({
  page,
}) => {
  test.slow();
  await openPaused(page);
  await apply(page, large);
  await advance(page, 30);
  const fromMs = await now(page);
  const ended = runOn(page, 30 * dayMs);
  const bar = page.getByRole('progressbar');
  await expect(bar).toBeVisible();
  await expect(page.getByRole('region', { name: 'Long work' })).toContainText(/Running on to Apr 1 09:\d\d/);
  await expect(page.locator('.work-bar [role=status]')).toHaveText(/Escape cancels/);
  await expect.poll(() => now(page)).toBeGreaterThan(fromMs);
  // The page is alive meanwhile: what is asked about the past is answered, panels answer too.
  const row = page.locator('[role="treegrid"] [data-key^="pods/default/nginx-"]').first();
  await row.press('Enter');
  await expect(page.locator('.why-chain li').first()).toBeVisible({ timeout: 40_000 });
  expect(await faultsOf(page, '.work-bar > section')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  expect(await ended).toBe('AbortError');
  await expect(page.getByText(/^Stopped at .*\d\d:\d\d:\d\d\.$/)).toBeVisible();
  const stoppedMs = await now(page);
  expect(stoppedMs).toBeLessThan(fromMs + 30 * dayMs);
  const hash = await page.evaluate(() => window.podarium.stateHash());
  await page.evaluate(async () => window.podarium.restore(await window.podarium.snapshot()));
  expect(await now(page)).toBe(stoppedMs);
  expect(await page.evaluate(() => window.podarium.stateHash())).toBe(hash);
});

test('a menu runs on to tomorrow, and the bar says how far it is', async ({ page }) => {
  await openPaused(page);
  const fromMs = await now(page);
  await page.getByRole('button', { name: 'Skip to' }).click();
  await page.getByRole('menuitem', { name: 'Run on' }).click();
  await page.getByRole('menuitem', { name: 'To the same time tomorrow' }).click();
  await expect.poll(() => now(page), { timeout: 60_000 }).toBe(fromMs + dayMs);
  await expect(page.getByRole('progressbar')).toBeHidden();
});

test('a run that takes long to load is cancelled, and what there was is still there', async ({ page }) => {
  await openPaused(page);
  const before = await pods(page);
  const nowMs = await now(page);
  const ended = page.evaluate(async (viewMs) => {
    const run = await window.podarium.snapshot();
    return window.podarium.restore({ ...run, viewMs }).then(
      () => 'there',
      (error: Error) => error.name,
    );
  }, 300 * dayMs);
  const bar = page.getByRole('region', { name: 'Long work' });
  await expect(bar).toContainText('Making the cluster again');
  expect((await pods(page)).map(({ metadata }) => metadata.uid)).toEqual(
    before.map(({ metadata }) => metadata.uid),
  );
  await bar.getByRole('button', { name: /^Cancel/ }).click();
  expect(await ended).toBe('AbortError');
  await expect(page.getByText('Cancelled. Everything is as it was.')).toBeVisible();
  expect(await now(page)).toBe(nowMs);
  await advance(page, 5);
  expect(await now(page)).toBe(nowMs + 5000);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('long work is cancelled by touch', async ({ page }) => {
    await openPaused(page);
    const ended = runOn(page, 300 * dayMs);
    const cancel = page.getByRole('region', { name: 'Long work' }).getByRole('button');
    await expect(cancel).toBeVisible();
    const box = (await cancel.boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(44);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    await cancel.tap();
    expect(await ended).toBe('AbortError');
  });
});
