import { expect, test, type Page } from '@playwright/test';
import { openPaused } from './harness.ts';

const tabs = (page: Page) => page.getByRole('tablist', { name: 'Manifest files' });
const tab = (page: Page, name: string) => tabs(page).getByRole('tab', { name });

test('a file is renamed, closed and opened again as it was', async ({ page }) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'New file' }).click();
  await tab(page, 'new.yaml').focus();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'New name of new.yaml' })).toBeFocused();
  await page.keyboard.type('cart');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'cart.yaml')).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'Close cart.yaml' }).click();
  await expect(tab(page, 'cart.yaml')).toHaveCount(0);
  await page.getByRole('button', { name: 'Open again' }).click();
  await expect(tab(page, 'cart.yaml')).toHaveAttribute('aria-selected', 'true');
});

test('the object of a manifest is shown on the canvas', async ({ page }) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'More for this file' }).click();
  await page.getByRole('menuitem', { name: 'Show on the canvas' }).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('web');
});

test('several files are dropped at once, and what is no text is refused', async ({ page }) => {
  await openPaused(page);
  const transfer = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(['kind: Pod\n'], 'one.yaml'));
    dropped.items.add(new File(['kind: Job\n'], 'two.yml'));
    dropped.items.add(new File([new Uint8Array([0, 1, 2])], 'three.yaml'));
    return dropped;
  });
  await page.dispatchEvent('.editor', 'drop', { dataTransfer: transfer });
  await expect(tab(page, 'one.yaml')).toBeVisible();
  await expect(tab(page, 'two.yml')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('three.yaml is not a text file');
  await expect(tab(page, 'three.yaml')).toHaveCount(0);
});
