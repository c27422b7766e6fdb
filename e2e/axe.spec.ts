/** Axe finds nothing wrong with any view, in light and dark colours, on a desk and on a telephone. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { desktopViews, openOther, otherPages, phoneViews } from './views.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, as lines that say where. */
async function faultsOf(page: Page, within = 'html', onlyColours = false): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .include(within)
    .exclude('.tooltip')
    .options({ resultTypes: ['violations'] });
  const { violations } = await (
    onlyColours ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe.withTags(tags)
  ).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}

/** Colours stand still, so that none is read on its way to another. */
test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function expectNoFaults(page: Page, within?: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect.soft(await faultsOf(page, within, theme === 'dark'), `in ${theme} colours`).toEqual([]);
  }
}

/** Ways to these are not found yet, or what axe finds in them is not mended yet. */
const unsettled: ReadonlySet<string> = new Set([
  'the timeline with the lens',
  'the timeline with bookmarks, one being named',
  'the timeline with a stretch compared',
  'a broken engine',
  'toasts',
]);

for (const { name, open, within } of desktopViews)
  test(name, async ({ page }) => {
    test.fixme(unsettled.has(name));
    await open(page);
    await expectNoFaults(page, within);
  });

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  for (const { name, open } of phoneViews)
    test(`${name} on a telephone`, async ({ page }) => {
      test.fixme(unsettled.has(name));
      await open(page);
      await expectNoFaults(page);
    });
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
