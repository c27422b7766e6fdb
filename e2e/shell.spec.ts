import { expect, test, type Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { advance, expectCheck, list, openPage, openPaused } from './harness.ts';

async function find(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or run' }).fill(text);
}

test('the palette finds objects, moments and commands by keyboard alone', async ({ page }) => {
  await openPaused(page, 60);
  await find(page, 'node-2');
  expect(await faultsOf(page, '[role="dialog"]')).toEqual([]);
  await expect(page.getByRole('option', { selected: true })).toContainText('node-2');
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('node-2');
  await find(page, '09:00:30');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => window.podarium.now().viewMs)).toBe(30_000);
  await find(page, 'dark col');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a kubectl line runs in the terminal', async ({ page }) => {
  await openPaused(page, 60);
  await find(page, 'get pods');
  await page.keyboard.press('Enter');
  await expect(page.locator('.terminal-body .xterm-rows')).toContainText('web-');
});

test('the map of keys tells them, and single keys can be switched off', async ({ page }) => {
  await openPaused(page, 60);
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'Keys' });
  await expect(map).toContainText('Step back');
  expect(await faultsOf(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  expect(await faultsOf(page, '[role="dialog"]')).toEqual([]);
  await settings.getByRole('radiogroup', { name: 'Single keys' }).getByRole('radio', { name: 'Off' }).click();
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await page.keyboard.press('?');
  await find(page, 'settings');
  await expect(map).toHaveCount(0);
});

test('something broken has three problems to find, and what was there comes back', async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => window.podarium.kubectl('create configmap mine --from-literal=a=b'));
  await find(page, 'start a cluster');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Start a cluster' });
  await expect(dialog).toBeVisible();
  expect(await faultsOf(page, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole('radio', { name: /Something broken/ }).check();
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText('A new cluster has started.')).toBeVisible();
  await advance(page, 30);
  await expectCheck(page, 'deployments.apps/default/shop status.readyReplicas == 2');
  const words = (await list(page, '/api/v1/namespaces/default/pods')).map(({ status }) =>
    JSON.stringify(status),
  );
  for (const reason of ['ImagePull', 'CreateContainerConfigError', 'Unschedulable'])
    expect(
      words.some((word) => word.includes(reason)),
      reason,
    ).toBe(true);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect
    .poll(async () =>
      (await list(page, '/api/v1/namespaces/default/configmaps')).map((one) => one.metadata.name),
    )
    .toContain('mine');
});

test('the live manifests are saved as one file', async ({ page }) => {
  await openPaused(page, 60);
  await find(page, 'save the manifests');
  await page.keyboard.press('Enter');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'One YAML file' }).click();
  expect((await saved).suggestedFilename()).toBe('manifests.yaml');
  expect(await faultsOf(page, '[role="dialog"]')).toEqual([]);
});
