import { expect, test, type Page } from '@playwright/test';
import { list, openPage, ready } from './harness.ts';

const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('podarium', 1);
        opening.addEventListener('success', () => {
          if (!opening.result.objectStoreNames.contains('sessions')) return resolve(0);
          const all = opening.result.transaction('sessions').objectStore('sessions').getAll();
          all.addEventListener('success', () =>
            resolve(Math.max(0, ...all.result.map(({ run }) => run?.commands?.length ?? 0))),
          );
        });
      }),
  );

async function withConfigMap(page: Page): Promise<void> {
  await openPage(page);
  await page.evaluate(async () => {
    await window.podarium.pause();
    await window.podarium.kubectl('create configmap mine --from-literal=a=b');
  });
  await expect.poll(() => kept(page)).toBe(3);
}

const names = async (page: Page) =>
  (await list(page, '/api/v1/namespaces/default/configmaps')).map((one) => one.metadata.name);

test('a reload returns where one was, and one may start afresh', async ({ page }) => {
  await withConfigMap(page);
  const before = await page.evaluate(() => window.podarium.stateHash());
  await page.reload();
  await ready(page);
  expect(await page.evaluate(() => window.podarium.stateHash())).toBe(before);
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await expect.poll(() => names(page)).not.toContain('mine');
});

test('another tab has a session of its own', async ({ page, context }) => {
  await withConfigMap(page);
  const other = await context.newPage();
  await openPage(other);
  expect(await names(other)).not.toContain('mine');
  await page.reload();
  await ready(page);
  expect(await names(page)).toContain('mine');
});

test('a damaged record is offered as a file, and the page begins anew', async ({ page }) => {
  await withConfigMap(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('podarium', 1);
        opening.addEventListener('success', () => {
          const store = opening.result.transaction('sessions', 'readwrite').objectStore('sessions');
          const put = store.put({ version: 1, run: 'nonsense' }, sessionStorage.getItem('podarium.tab')!);
          put.addEventListener('success', () => resolve());
        });
      }),
  );
  await page.reload();
  await ready(page);
  await expect(page.getByRole('alert')).toContainText('could not be restored');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save it as a file' }).click();
  expect((await saved).suggestedFilename()).toBe('podarium-session.json');
  expect(await names(page)).not.toContain('mine');
});

test('a link wins over the own session, which waits', async ({ page }) => {
  await openPage(page);
  const link = await page.evaluate(() => window.podarium.link());
  await withConfigMap(page);
  await page.goto('about:blank');
  await page.goto(link);
  await ready(page);
  expect(await names(page)).not.toContain('mine');
  await page.getByRole('button', { name: 'Return to it' }).click();
  await expect.poll(() => names(page)).toContain('mine');
});
