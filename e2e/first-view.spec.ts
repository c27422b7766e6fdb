import { expect, test, type Page } from '@playwright/test';
import { advance, expectCheck, list, openPage, pods, ready, row } from './harness.ts';

/** What the page asked of the network, and what it complained about. */
function watch(page: Page): { readonly foreign: string[]; readonly complaints: string[] } {
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== 'localhost' && !['data:', 'blob:'].includes(protocol)) foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { foreign, complaints };
}

async function expectLivingCluster(page: Page): Promise<void> {
  await expect(page.locator('[role="treegrid"] [data-object^="nodes/"]')).toHaveCount(4);
  await expect(page.locator('[role="treegrid"] [data-key^="pods/default/web-"]')).toHaveCount(4);
}

test('a visitor finds a living cluster', async ({ page }) => {
  const { foreign, complaints } = watch(page);
  await openPage(page);
  await expect(page.getByText('Simulated Kubernetes 1.36')).toBeVisible();
  await expectLivingCluster(page);
  expect(await page.evaluate(() => window.podarium.now().playing)).toBe(true);
  const before = await page.evaluate(() => window.podarium.now().headMs);
  await expect.poll(() => page.evaluate(() => window.podarium.now().headMs)).toBeGreaterThan(before + 500);

  await advance(page, 20);
  for (const name of ['control-plane', 'node-1', 'node-2', 'node-3'])
    await expectCheck(page, `nodes//${name} status.conditions[type=Ready].status == True`);
  for (const pod of await pods(page))
    await expect(row(page, `pods/default/${pod.metadata.name}`)).toContainText('Running 1/1');
  const slices = (await list(
    page,
    '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices',
  )) as unknown as readonly {
    readonly metadata: { readonly labels: Readonly<Record<string, string>> };
    readonly endpoints: readonly { readonly conditions: { readonly ready: boolean } }[];
  }[];
  const web = slices.filter((slice) => slice.metadata.labels['kubernetes.io/service-name'] === 'web');
  expect(
    web.flatMap((slice) => slice.endpoints).filter((endpoint) => endpoint.conditions.ready),
  ).toHaveLength(4);
  await expect(page.getByRole('button', { name: 'Break something' })).toBeVisible();
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});

test('lives without storage', async ({ page }) => {
  const { complaints } = watch(page);
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('storage is forbidden', 'SecurityError');
        },
      });
  });
  await openPage(page);
  await expectLivingCluster(page);
  await page.getByRole('button', { name: 'Dark colours' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(complaints).toEqual([]);
});

test('lives in a narrow window', async ({ page }) => {
  const { complaints } = watch(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await openPage(page);
  await expectLivingCluster(page);
  await expect(page.getByText('Simulated', { exact: true })).toBeVisible();
  // Nothing is wider than the screen.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(complaints).toEqual([]);
});

test('works offline once it is there', async ({ page, context }) => {
  await openPage(page);
  await context.setOffline(true);
  await advance(page, 60);
  await expectCheck(page, 'deployments.apps/default/web status.readyReplicas == 4');
  await context.setOffline(false);
  await page.reload();
  await ready(page);
});
