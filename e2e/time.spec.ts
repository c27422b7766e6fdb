import { expect, test } from '@playwright/test';
import { advance, apply, nginxDeployment, openPage, pods } from './harness.ts';

test('any earlier moment is shown whole; acting there begins a branch; the old one stays', async ({
  page,
}) => {
  await openPage(page);
  await page.evaluate(() => window.podarium.pause());
  await advance(page, 20);
  const early = await page.evaluate(() => window.podarium.now().headMs);
  const earlyPods = (await pods(page)).map((pod) => pod.metadata.name);
  await apply(page, nginxDeployment);
  await advance(page, 30);
  const late = await page.evaluate(() => window.podarium.now().headMs);
  const latePods = (await pods(page)).map((pod) => pod.metadata.name);
  expect(latePods).toHaveLength(earlyPods.length + 3);

  await page.evaluate((timeMs) => window.podarium.seek(timeMs), early);
  expect((await pods(page)).map((pod) => pod.metadata.name)).toEqual(earlyPods);
  await expect(page.locator('[role="treegrid"] [data-key^="pods/default/nginx-"]')).toHaveCount(0);

  const earlyHash = await page.evaluate(() => window.podarium.stateHash());
  await apply(page, nginxDeployment.replace('replicas: 3', 'replicas: 1'));
  await advance(page, 30);
  await expect(page.locator('[role="treegrid"] [data-key^="pods/default/nginx-"]')).toHaveCount(1);
  const branch = await page.evaluate(() => window.podarium.now().headMs);
  expect(branch).toBe(early + 30_000);

  await page
    .getByRole('button', { name: /branch/i })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'main' }).click();
  await expect(page.locator('[role="treegrid"] [data-key^="pods/default/nginx-"]')).toHaveCount(3);
  expect(await page.evaluate(() => window.podarium.now().headMs)).toBe(late);
  expect((await pods(page)).map((pod) => pod.metadata.name)).toEqual(latePods);

  await page.evaluate((timeMs) => window.podarium.seek(timeMs), early);
  expect(await page.evaluate(() => window.podarium.stateHash())).toBe(earlyHash);
});

test('one step or many give the same state', async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => window.podarium.pause());
  const run = await page.evaluate(() => window.podarium.snapshot());
  const once = await page.evaluate(async (snapshot) => {
    await window.podarium.restore(snapshot);
    await window.podarium.advance(60_000);
    return window.podarium.stateHash();
  }, run);
  const often = await page.evaluate(async (snapshot) => {
    await window.podarium.restore(snapshot);
    for (let timeMs = 3500; timeMs <= 60_000; timeMs += 500) await window.podarium.advance(timeMs);
    return window.podarium.stateHash();
  }, run);
  expect(often).toBe(once);
});
