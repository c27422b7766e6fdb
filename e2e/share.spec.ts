import { expect, test } from '@playwright/test';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCluster } from '../src/engine/index.ts';
import { clusterOptionsOf } from '../src/bridge/scenario.ts';
import { advance, apply, nginxDeployment, openPage, ready } from './harness.ts';

test('a link opens the same cluster in a fresh browser, in the page thread, and in Node', async ({
  page,
  browser,
  baseURL,
}) => {
  await openPage(page);
  await page.evaluate(() => window.podarium.pause());
  await advance(page, 15);
  await apply(page, nginxDeployment);
  await advance(page, 12.345);
  await page.evaluate(() => window.podarium.fault({ type: 'OOMKill', target: { labels: { app: 'nginx' } } }));
  await advance(page, 7);
  const hash = await page.evaluate(() => window.podarium.stateHash());
  const run = await page.evaluate(() => window.podarium.snapshot());
  const link = await page.evaluate(() => window.podarium.link());
  expect(link).toMatch(/#p1:d:[\w-]+$/);

  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link);
  await ready(fresh);
  expect(await fresh.evaluate(() => window.podarium.stateHash())).toBe(hash);
  expect(await fresh.evaluate(() => window.podarium.now().viewMs)).toBe(run.viewMs);

  const embedded = await (await browser.newContext()).newPage();
  await embedded.goto(`${baseURL}/embed.html${new URL(link).hash}`);
  await ready(embedded);
  expect(await embedded.evaluate(() => window.podarium.stateHash())).toBe(hash);

  const cluster = createCluster(clusterOptionsOf(run.seed, run.scenario));
  for (const command of run.commands) {
    cluster.advanceTo(command.timeMs);
    cluster.request(command.request);
  }
  cluster.advanceTo(run.viewMs);
  expect(cluster.stateHash()).toBe(hash);
});

test('a forged link says so and starts a cluster all the same', async ({ page }) => {
  for (const forged of ['#p1:d:AAAA', '#p1:d:%%%', '#p7:x:abc', `#p1:d:${'A'.repeat(500)}`]) {
    await page.goto('about:blank');
    await openPage(page, `/${forged}`);
    await expect(page.getByText(/link/i).first()).toBeVisible();
    expect(await page.evaluate(() => window.podarium.check('nodes//node-1 exists'))).toBe(true);
  }
});

test.describe('the embed on a page of another origin', () => {
  let server: Server;
  let origin: string;

  test.beforeAll(async ({ baseURL }) => {
    server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><body style="margin:0"><iframe title="cluster" sandbox="allow-scripts"
        src="${baseURL}/embed.html?theme=dark&title=A%20node%20dies" width="720" height="420" style="border:0"></iframe>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  test.afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('lives in a sandboxed frame, still until started, in the theme it is given', async ({ page }) => {
    await page.goto(origin);
    const figure = page.frameLocator('iframe');
    const start = figure.getByRole('button', { name: 'Start this cluster' });
    await expect(start).toBeEnabled();
    await expect(figure.getByText('A node dies')).toBeVisible();
    await expect(figure.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(figure.locator('[role="treegrid"] [data-key^="pods/default/web-"]')).toHaveCount(4);
    await start.click();
    await figure.getByRole('button', { name: 'Cut the power of node-2' }).click();
    await expect(figure.getByRole('button', { name: 'Power on node-2' })).toBeVisible();
  });
});
