import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { expectCheck, openPaused } from './harness.ts';

const tabs = (page: Page) => page.getByRole('tablist', { name: 'Manifest files' });
const tab = (page: Page, name: string) => tabs(page).getByRole('tab', { name });

test('a file is renamed, closed and opened again as it was', async ({ page }) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'New file, template or open' }).click();
  await page.getByRole('menuitem', { name: 'New file' }).click();
  await tab(page, 'new.yaml').focus();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'New name of new.yaml' })).toBeFocused();
  await page.keyboard.type('cart');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'cart.yaml')).toHaveAttribute('aria-selected', 'true');

  await page.getByTitle('Close cart.yaml').click();
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
  await expect(page.getByRole('alert').filter({ hasText: 'three.yaml is not a text file' })).toBeVisible();
  await expect(tab(page, 'three.yaml')).toHaveCount(0);
});

test('a template becomes a file, another one is put into it, and both are deleted again', async ({
  page,
}) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'New file, template or open' }).click();
  await page.getByRole('menuitem', { name: 'From a template…' }).click();
  await page.getByRole('searchbox', { name: 'Search templates' }).fill('settings');
  await expect(page.getByRole('region', { name: 'Preview of ConfigMap' })).toContainText('colour: blue');
  await page.getByRole('button', { name: 'As a new file' }).click();
  await expect(tab(page, 'configmap.yaml')).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'New file, template or open' }).click();
  await page.getByRole('menuitem', { name: 'From a template…' }).click();
  await page.getByRole('searchbox', { name: 'Search templates' }).fill('secret');
  await page.getByRole('button', { name: 'Insert here' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.editor-foot [role="status"]')).toHaveText('2 objects applied');
  await expectCheck(page, 'secrets/default/password exists');

  await page.getByRole('button', { name: 'More for this file' }).click();
  await page.getByRole('menuitem', { name: 'Delete these objects…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete these objects?' });
  await expect(dialog).toContainText('ConfigMap settings');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expectCheck(page, 'secrets/default/password absent');
  await expectCheck(page, 'configmaps/default/settings absent');
  await page
    .locator('.toast', { hasText: '2 objects deleted' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expectCheck(page, 'configmaps/default/settings exists');
});

test('all files are downloaded as a zip that can be dropped again', async ({ page }) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'New file, template or open' }).click();
  await page.getByRole('menuitem', { name: 'New file' }).click();
  await page.getByRole('button', { name: 'More for this file' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download all as .zip' }).click();
  const zip = await readFile(await (await download).path());
  const transfer = await page.evaluateHandle(
    (bytes) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([new Uint8Array(bytes)], 'manifests.zip'));
      return dropped;
    },
    [...zip],
  );
  await page.dispatchEvent('.editor', 'drop', { dataTransfer: transfer });
  await expect(tab(page, 'web-2.yaml')).toBeVisible();
  await expect(tab(page, 'new-2.yaml')).toBeVisible();
});

test('without a file there are three ways to begin', async ({ page }) => {
  await openPaused(page);
  await page.getByTitle('Close web.yaml').click();
  await expect(page.getByRole('heading', { name: 'No file is open' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open files…' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'From a template…' })).toBeVisible();
  await page.getByRole('button', { name: 'Write here' }).click();
  await expect(tab(page, 'new.yaml')).toHaveAttribute('aria-selected', 'true');
});

test('a zip that would unpack to too much is refused, whatever it says of itself', async ({ page }) => {
  await openPaused(page);
  const bomb = zipSync({ 'bomb.yaml': strToU8(' '.repeat(40_000_000)) });
  const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
  for (let at = 0; at + 4 < bomb.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 1000, true);
  }
  const many = zipSync(
    Object.fromEntries(
      Array.from({ length: 30 }, (_none, at) => [`${at}.yaml`, strToU8(' '.repeat(1_000_000))]),
    ),
  );
  for (const [name, zip] of Object.entries({ 'bomb.zip': bomb, 'many.zip': many })) {
    const transfer = await page.evaluateHandle(
      ([called, bytes]) => {
        const dropped = new DataTransfer();
        dropped.items.add(new File([new Uint8Array(bytes)], called));
        return dropped;
      },
      [name, [...zip]] as const,
    );
    await page.dispatchEvent('.editor', 'drop', { dataTransfer: transfer });
    await expect(page.getByRole('alert').filter({ hasText: name })).toContainText('nothing of it is opened');
  }
  await expect(tabs(page).getByRole('tab')).toHaveCount(1);
});
