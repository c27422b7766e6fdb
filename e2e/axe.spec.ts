/** Axe finds nothing wrong with any view, in light and dark colours, on a desk and on a telephone. */
import { expect, type Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { phone, test } from './shared-world.ts';
import { desktopViews, openOther, otherPages, phoneViews, type View } from './views.ts';
import { openWorld } from './world.ts';

/** Colours stand still, so that none is read on its way to another. */
test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function expectNoFaults(page: Page, within?: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect.soft(await faultsOf(page, within, theme === 'dark'), `in ${theme} colours`).toEqual([]);
  }
}

async function lookAt(page: Page, { start, show, leave, within }: View): Promise<void> {
  if (leave === undefined) await (start ?? openWorld)(page);
  await show(page);
  await expectNoFaults(page, within);
  await leave?.(page);
}

function testOf(view: View, suffix = ''): void {
  const name = `${view.name}${suffix}`;
  if (view.leave === undefined) test(name, ({ page }) => lookAt(page, view));
  else if (suffix === '') test(name, ({ deskPage }) => lookAt(deskPage, view));
  else test(name, ({ phonePage }) => lookAt(phonePage, view));
}

for (const view of desktopViews) testOf(view);

test.describe('on a telephone', () => {
  test.use(phone);
  for (const view of phoneViews) testOf(view, ' on a telephone');
});

for (const path of otherPages)
  for (const theme of ['light', 'dark'])
    test(`${path} in ${theme} colours`, async ({ page }) => {
      await openOther(page, path, theme);
      expect(await faultsOf(page)).toEqual([]);
      const start = page.getByRole('button', { name: 'Start this cluster' });
      if ((await start.count()) === 0) return;
      await start.click();
      expect(await faultsOf(page)).toEqual([]);
    });
