import { expect, test, type Page } from '@playwright/test';
import { openPaused } from './harness.ts';

const foot = (page: Page) => page.locator('.editor-foot');
const toggle = (page: Page) => page.getByRole('button', { name: 'Compare with live' });

/** Puts a text into the open file as a dropped file is put beside it. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, content]) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([content!], file!));
      return dropped;
    },
    [name, text],
  );
  await page.dispatchEvent('.editor', 'drop', { dataTransfer: transfer });
}

const settings = (colour: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  colour: ${colour}\n`;

test('a manifest is compared with what the cluster has', async ({ page }) => {
  await openPaused(page);
  await drop(page, 'settings.yaml', settings('blue'));
  await expect(foot(page)).toContainText('not in the cluster yet');
  await page.keyboard.press('Control+Enter');
  await expect(foot(page)).toContainText('same as live');

  await page.evaluate(() =>
    window.podarium.kubectl(`patch configmap settings -p '{"data":{"colour":"green"}}'`),
  );
  await expect(foot(page)).toContainText('Live: colour green');

  await toggle(page).click();
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  const diff = page.locator('.monaco-diff-editor');
  await expect(diff).toContainText('colour: green');
  await expect(diff).toContainText('colour: blue');

  await page.keyboard.press('Control+Enter');
  await expect(foot(page)).toContainText('same as live');
  await toggle(page).click();
  await expect(diff).toHaveCount(0);
});

test('each document of a file is compared by itself', async ({ page }) => {
  await openPaused(page);
  await page.evaluate((text) => window.podarium.apply(text), settings('blue'));
  await drop(
    page,
    'both.yaml',
    `${settings('red')}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n`,
  );
  await expect(foot(page)).toContainText('Live: colour blue');
  await toggle(page).click();
  const choice = page.getByRole('combobox', { name: 'Document' });
  await expect(choice.locator('option')).toHaveText([
    'ConfigMap settings: 1 field differs',
    'Namespace shop: not in the cluster yet',
  ]);
  await choice.selectOption({ index: 1 });
  await expect(page.locator('.monaco-diff-editor')).toContainText('kind: Namespace');
});
