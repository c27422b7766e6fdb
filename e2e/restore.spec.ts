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

/** The names of the branches that are kept. */
const keptBranches = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open('podarium', 1);
        opening.addEventListener('success', () => {
          const all = opening.result.transaction('sessions').objectStore('sessions').getAll();
          all.addEventListener('success', () =>
            resolve(
              all.result.flatMap(
                ({ branches }) => branches?.branches.map((one: { name: string }) => one.name) ?? [],
              ),
            ),
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

test('all branches come back, and the panels and the view', async ({ page }) => {
  await withConfigMap(page);
  await page.evaluate(async () => {
    await window.podarium.seek(1000);
    await window.podarium.fork('another way');
    await window.podarium.kubectl('create configmap elsewhere --from-literal=a=b');
  });
  await page.getByRole('radio', { name: 'Ownership' }).click();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await expect.poll(() => keptBranches(page)).toEqual(['main', 'another way']);
  const before = await page.evaluate(() => window.podarium.stateHash());
  await page.reload();
  await ready(page);
  expect(await page.evaluate(() => window.podarium.stateHash())).toBe(before);
  await expect(page.getByRole('tab', { name: 'Terminal' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('radio', { name: 'Ownership' })).toBeChecked();
  await page.getByRole('button', { name: 'Branch another way', exact: true }).click();
  await page.getByRole('menuitem', { name: 'main', exact: true }).click();
  await expect.poll(() => names(page)).toContain('mine');
});

test('an engine that stops is started again at the same moment', async ({ page }) => {
  await withConfigMap(page);
  const before = await page.evaluate(() => window.podarium.stateHash());
  const [worker] = page.workers();
  await worker?.evaluate(() => void setTimeout(() => reportError(new Error('it ran out of memory'))));
  const alert = page.getByRole('alert').filter({ hasText: 'it ran out of memory' });
  await expect(alert).toBeVisible();
  await alert.getByRole('button', { name: 'Start it again' }).click();
  await expect(alert).toHaveCount(0);
  await expect.poll(() => names(page)).toContain('mine');
  expect(await page.evaluate(() => window.podarium.stateHash())).toBe(before);
});

test('a page that broke twice while it restored begins anew and offers what it kept', async ({ page }) => {
  await withConfigMap(page);
  await page.evaluate(() => sessionStorage.setItem('podarium.restoring', '2'));
  await page.reload();
  await ready(page);
  await expect(page.getByRole('alert')).toContainText('broke twice');
  await expect(page.getByRole('button', { name: 'Save it as a file' })).toBeVisible();
  expect(await names(page)).not.toContain('mine');
});

for (const [how, forbid] of [
  ['is missing', () => Object.defineProperty(window, 'indexedDB', { value: undefined })],
  [
    'refuses',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('not here', 'SecurityError');
      };
    },
  ],
] as const)
  test(`a reload returns where one was, also where IndexedDB ${how}`, async ({ page }) => {
    await page.addInitScript(forbid);
    await openPage(page);
    await page.evaluate(async () => {
      await window.podarium.pause();
      await window.podarium.kubectl('create configmap mine --from-literal=a=b');
    });
    await expect
      .poll(() =>
        page.evaluate(() => {
          const key = `podarium.session.${sessionStorage.getItem('podarium.tab')}`;
          return (localStorage.getItem(key) ?? '').includes('configmaps');
        }),
      )
      .toBe(true);
    await page.reload();
    await ready(page);
    expect(await names(page)).toContain('mine');
  });

test('where nothing can be kept the page lives, and the settings say so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('forbidden', 'SecurityError');
      },
    });
  });
  await openPage(page);
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toContainText('keep nothing');
});

test('a storage that is full is said once, with what to do', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
    const put = Storage.prototype.setItem;
    Storage.prototype.setItem = function (this: Storage, key: string, value: string) {
      if (this === localStorage && key.startsWith('podarium.session.') && value !== '')
        throw new DOMException('no room', 'QuotaExceededError');
      put.call(this, key, value);
    };
  });
  await openPage(page);
  const told = page.getByRole('alert').filter({ hasText: 'no room left' });
  await expect(told).toBeVisible();
  const saved = page.waitForEvent('download');
  await told.getByRole('button', { name: 'Save the run as a file' }).click();
  expect((await saved).suggestedFilename()).toBe('podarium-run.json');
  await page.evaluate(() => window.podarium.kubectl('create configmap mine --from-literal=a=b'));
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toContainText('no room left');
  await expect(told).toHaveCount(0);
});
