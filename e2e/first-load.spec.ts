/** What is fetched when: the picture before the engine that lives it, and nothing large before anybody needs it. */
import { expect, test, type Page } from '@playwright/test';
import { ready } from './harness.ts';

/** Files that the page asked for so far, without the marks of their contents. */
function watchFiles(page: Page): () => readonly string[] {
  const names: string[] = [];
  page.on('request', (request) => names.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''));
  return () => names;
}

const pods = (page: Page) => page.locator('[role="treegrid"] [data-key^="pods/default/web-"]');

test('the first picture is there before its engine, which goes on from it', async ({ page }) => {
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/cluster.worker-*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/');
  await expect(pods(page)).toHaveCount(4);
  const names = await pods(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')));
  expect(await page.evaluate(() => window.podarium.now().headMs)).toBe(3000);
  // What is asked of a cluster that has not come waits for it.
  const asked = page.evaluate(() => window.podarium.pause());
  release();
  await asked;
  await ready(page);
  await page.evaluate(() => window.podarium.advance(20_000));
  expect(await pods(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')))).toEqual(
    names,
  );
});

test('the page comes with typefaces of its own size, in few files', async ({ page }) => {
  const files = watchFiles(page);
  await page.goto('/');
  await expect(pods(page)).toHaveCount(4);
  await page.evaluate(() => document.fonts.ready);
  const fonts = files().filter((name) => name.endsWith('.woff2'));
  expect(fonts.map((name) => name.replace(/-[\w-]{8}\.woff2$/, '')).toSorted()).toEqual([
    'inter',
    'jetbrains-mono',
  ]);
});

test('a figure that is only looked at has no engine', async ({ page }) => {
  const files = watchFiles(page);
  await page.goto('/embed.html');
  await expect(pods(page)).toHaveCount(4);
  const start = page.getByRole('button', { name: 'Start this cluster' });
  await expect(start).toBeEnabled();
  expect(files()).not.toContain('embed-engine.js');
  await start.click();
  await expect.poll(() => page.evaluate(() => window.podarium.now().headMs)).toBeGreaterThan(20_000);
  expect(files()).toContain('embed-engine.js');
});
