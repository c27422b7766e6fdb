import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openPaused, ready, row } from './harness.ts';

/** What axe finds, as lines that say where. */
async function faultsOf(page: Page, within = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in ${theme} colours`, () => {
    test.use({ colorScheme: theme });

    test('the page', async ({ page }) => {
      await openPaused(page);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      expect(await faultsOf(page)).toEqual([]);
    });

    test('the page with the inspector open', async ({ page }) => {
      await openPaused(page);
      await row(page, 'nodes//node-1').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      const inspector = page.getByRole('region', { name: 'Inspector' });
      for (const name of [/^Summary/, /^States/, /^YAML/, /^Events/, /^Logs/]) {
        await inspector.getByRole('tab', { name }).click();
        expect(await faultsOf(page, '.inspector-panel'), String(name)).toEqual([]);
      }
    });

    test('the form for causing a fault', async ({ page }) => {
      await openPaused(page);
      await page.getByRole('button', { name: 'Break something' }).click();
      await page.getByRole('menuitem', { name: 'Another fault…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Cause a fault' });
      await dialog.getByRole('button', { name: 'Cause it' }).click();
      await expect(dialog).toContainText('Which pod?');
      expect(await faultsOf(page)).toEqual([]);
      for (const kind of ['MemoryLeak', 'ProbeFailure', 'ImageUnpullable', 'MemoryPressure']) {
        await dialog.getByRole('radio', { name: kind }).check();
        expect(await faultsOf(page, '.fault-dialog'), kind).toEqual([]);
      }
    });

    test('the page on a telephone', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await openPaused(page);
      expect(await faultsOf(page)).toEqual([]);
    });

    test('the gallery', async ({ page }) => {
      await page.goto(`/gallery.html?theme=${theme}`);
      await expect(page.locator('#root > *').first()).toBeVisible();
      expect(await faultsOf(page)).toEqual([]);
    });

    test('the embed', async ({ page }) => {
      await page.goto(`/embed.html?theme=${theme}`);
      await ready(page);
      expect(await faultsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Start this cluster' }).click();
      expect(await faultsOf(page)).toEqual([]);
    });
  });
}
