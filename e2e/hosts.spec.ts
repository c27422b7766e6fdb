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
