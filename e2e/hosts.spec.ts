import { expect, test, type Page } from '@playwright/test';
import type { Run } from '../src/bridge/protocol.ts';
import { nginxDeployment, openPage, ready, row } from './harness.ts';

/** The same cluster everywhere: a seed of its own instead of the page's. */
const beginning: Run = { seed: 'hosts', scenario: {}, commands: [], viewMs: 0 };

/** Apply, kill, look back, branch: what a person does, and the hash of the whole state after each step. */
async function journey(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    async ([run, manifest]) => {
      const { podarium } = window;
      const hashes: string[] = [];
      const note = async (): Promise<void> => void hashes.push(await podarium.stateHash());
      await podarium.restore(run);
      await podarium.advance(15_000);
      await podarium.apply(manifest);
      await podarium.advance(40_000);
      await note();
      await podarium.request({
        method: 'PATCH',
        path: '/apis/podarium.dev/v1alpha1/machines/node-2',
        contentType: 'application/merge-patch+json',
        body: { spec: { power: 'Off' } },
      });
      await podarium.advance(400_000);
      await note();
      await podarium.seek(30_000);
      await note();
      await podarium.fork();
      await podarium.fault({ type: 'OOMKill', target: { labels: { app: 'nginx' } } });
      await podarium.advance(90_000);
      await note();
      return hashes;
    },
    [beginning, nginxDeployment] as const,
  );
}

test('worker, page and embed live the same lives', async ({ page, browser, baseURL }) => {
  await openPage(page);
  expect(page.workers()).toHaveLength(1);
  const inWorker = await journey(page);
  expect(new Set(inWorker).size).toBe(4);

  const context = await browser.newContext();
  const withoutWorkers = await context.newPage();
  await withoutWorkers.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
  await withoutWorkers.goto(`${baseURL}/`);
  await ready(withoutWorkers);
  expect(withoutWorkers.workers()).toHaveLength(0);
  expect(await journey(withoutWorkers)).toEqual(inWorker);

  const embedded = await context.newPage();
  await embedded.goto(`${baseURL}/embed.html`);
  await ready(embedded);
  expect(embedded.workers()).toHaveLength(0);
  expect(await journey(embedded)).toEqual(inWorker);
  await context.close();
});

test('a policy that forbids workers is no hindrance', async ({ page, baseURL }) => {
  await page.route(`${baseURL}/`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': "worker-src 'none'" },
    });
  });
  await openPage(page);
  expect(page.workers()).toHaveLength(0);
  await expect(row(page, 'nodes//node-1')).toBeAttached();
});

test('a worker that dies is said, and the same run can be started again', async ({ page }) => {
  // Keeps hold of the page's worker, so that the test can make it fail as a defect of the engine would.
  await page.addInitScript(() => {
    const Original = window.Worker;
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        Object.assign(window, { lastWorker: this });
      }
    };
  });
  await page.goto('/');
  await ready(page);
  await page.evaluate(() =>
    (window as unknown as { lastWorker: Worker }).lastWorker.dispatchEvent(
      new ErrorEvent('error', { message: 'it broke', cancelable: true }),
    ),
  );
  const banner = page.getByRole('alert');
  await expect(banner).toContainText('The simulated cluster stopped: it broke');
  await banner.getByRole('button', { name: 'Start it again' }).click();
  await expect(banner).toHaveCount(0);
  await expect(page.locator('[role="treegrid"] [data-object^="nodes/"]')).toHaveCount(4);
});

test('the embedded figure speaks the language that it is asked for, or that of the page around it', async ({
  page,
  baseURL,
}) => {
  await page.goto(`${baseURL}/embed.html?lang=de`);
  await expect(page.getByRole('button', { name: 'Diesen Cluster starten' })).toBeEnabled();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.route(`${baseURL}/around.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><html lang="de-CH"><iframe src="embed.html" width="720" height="420"></iframe>',
    }),
  );
  await page.goto(`${baseURL}/around.html`);
  const figure = page.frameLocator('iframe');
  await expect(figure.getByRole('button', { name: 'Diesen Cluster starten' })).toBeEnabled();
  await expect(figure.getByText('Warteschlange')).not.toHaveCount(0);
});

test('the embedded figure is worked by keyboard alone: started, stopped, stepped, and its menu', async ({
  page,
  baseURL,
}) => {
  await page.goto(`${baseURL}/embed.html`);
  await ready(page);
  const viewMs = () => page.evaluate(() => window.podarium.now().viewMs);
  await page.keyboard.press(' ');
  await expect.poll(viewMs).toBeGreaterThan(20_000);
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  const stopped = await viewMs();
  await page.keyboard.press('.');
  await expect.poll(viewMs).toBeGreaterThan(stopped);
  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'High contrast' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: 'More', exact: true })).toBeFocused();
});

test('the embedded figure fills the screen, and is opened in the page at the moment that it shows', async ({
  page,
  baseURL,
}) => {
  await page.goto(`${baseURL}/embed.html`);
  await ready(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Full screen' }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.evaluate(() => document.exitFullscreen());
  await page.evaluate(() => window.podarium.advance(45_000));
  const hash = await page.evaluate(() => window.podarium.stateHash());
  const open = page.getByRole('link', { name: 'Open in Podarium' });
  await open.hover();
  await expect(open).toHaveAttribute('href', /index\.html#p1:d:/);
  const opened = page.waitForEvent('popup');
  await open.click();
  const whole = await opened;
  await ready(whole);
  expect(await whole.evaluate(() => window.podarium.stateHash())).toBe(hash);
});

test('what the forged address of a figure asks for is not heard', async ({ page, baseURL }) => {
  const asked = new URLSearchParams({
    theme: 'url(javascript:alert(1))',
    lang: '../../evil',
    title: '<img src=x onerror="window.hacked=1">\u202Efdp.exe' + 'x'.repeat(5000),
    break: '../../../api/v1/secrets',
    contrast: '__proto__',
    motion: 'constructor',
  });
  await page.goto(`${baseURL}/embed.html?${asked.toString()}`);
  await ready(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const title = page.locator('.embed-title');
  await expect(title).toHaveText(/^<img src=x/);
  expect((await title.innerText()).length).toBeLessThanOrEqual(80);
  await page.getByRole('button', { name: 'Start this cluster' }).click();
  await expect(page.getByRole('button', { name: 'Cut the power of node-2' })).toBeVisible();
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  for (const forged of ['#p1:d:AAAA', '#p9:x', `#p1:d:${'A'.repeat(300_000)}`, '#<script>']) {
    await page.goto('about:blank');
    await page.goto(`${baseURL}/embed.html${forged}`);
    await expect(page.getByRole('alert')).toContainText('link');
    await expect(page.getByRole('button', { name: 'Start this cluster' })).toBeDisabled();
  }
});
