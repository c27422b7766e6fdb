import { expect, test, type Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { advance, expectCheck, list, openPage, openPaused, ready } from './harness.ts';

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

test('the palette begins a manifest of any kind, and offers it again first', async ({ page }) => {
  await openPaused(page);
  await find(page, 'statefuls new');
  const option = page.getByRole('option', { name: /^New StatefulSet…/ });
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  const files = page.getByRole('tablist', { name: 'Manifest files' });
  await expect(files.getByRole('tab', { name: 'statefulset.yaml' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('textbox', { name: 'Manifest statefulset.yaml' }).focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toContainText('New StatefulSet…');
  await page.getByRole('combobox', { name: 'Find or run' }).fill('');
  await expect(page.getByRole('option', { name: /^New Deployment…/ })).toHaveCount(0);
});

test('an object is opened and compared with live from the palette', async ({ page }) => {
  await openPaused(page, 60);
  await find(page, 'open configmap kube-root default');
  await page.getByRole('option', { name: /^Open kube-root-ca.crt in the editor/ }).click();
  const files = page.getByRole('tablist', { name: 'Manifest files' });
  await expect(files.getByRole('tab', { name: 'configmap-kube-root-ca.crt.yaml' })).toBeVisible();
  await find(page, 'web compare service');
  await page.getByRole('option', { name: /^Compare web with live.*Service/ }).click();
  await expect(files.getByRole('tab', { name: 'web.yaml' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('.compare-pane')).toBeVisible();
});

test('the palette explains a field, step by step', async ({ page }) => {
  await openPaused(page, 60);
  await find(page, 'explain a field');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Find or run' })).toHaveValue('explain ');
  await page.keyboard.type('deployment.spec.repl');
  await expect(page.getByRole('option', { selected: true })).toContainText(
    'Explain deployment.spec.replicas',
  );
  await page.keyboard.press('Enter');
  await expect(page.locator('.terminal-body .xterm-rows')).toContainText('FIELD: replicas');
});

test('branches are gone to, and entries say their keys', async ({ page }) => {
  await openPaused(page, 60);
  await page.evaluate(() => window.podarium.fork('another way'));
  await find(page, 'branch main');
  await expect(page.getByRole('option', { selected: true })).toContainText('Go to branch main');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Branch main', exact: true })).toBeVisible();
  await find(page, 'redo settings');
  await expect(page.getByRole('option')).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Find or run' }).fill('settings');
  await expect(page.getByRole('option', { selected: true }).locator('kbd')).toHaveText('Ctrl ,');
});

test('what is chosen about motion and contrast wins over the system, also before the first paint', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce', contrast: 'more' });
  await openPaused(page);
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-motion', 'reduced');
  await expect(root).toHaveAttribute('data-contrast', 'more');
  const moves = () =>
    page.evaluate(() => getComputedStyle(document.querySelector('.button')!).transitionDuration !== '0s');
  expect(await moves()).toBe(false);
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('radiogroup', { name: 'Motion' }).getByRole('radio', { name: 'Full' }).click();
  await settings.getByRole('radiogroup', { name: 'Contrast' }).getByRole('radio', { name: 'Usual' }).click();
  await expect(root).toHaveAttribute('data-motion', 'full');
  await expect(root).toHaveAttribute('data-contrast', 'usual');
  expect(await moves()).toBe(true);
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      document.title = JSON.stringify({ ...document.documentElement.dataset });
    });
  });
  await page.reload();
  await ready(page);
  expect(JSON.parse(await page.title())).toMatchObject({ motion: 'full', contrast: 'usual' });
  await page.emulateMedia({ reducedMotion: 'no-preference', contrast: 'no-preference' });
  await page.keyboard.press('Control+,');
  await settings.getByRole('radiogroup', { name: 'Motion' }).getByRole('radio', { name: 'Reduced' }).click();
  await settings.getByRole('radiogroup', { name: 'Contrast' }).getByRole('radio', { name: 'High' }).click();
  await expect(root).toHaveAttribute('data-motion', 'reduced');
  await expect(root).toHaveAttribute('data-contrast', 'more');
  expect(await moves()).toBe(false);
  expect(await faultsOf(page)).toEqual([]);
});

test('one line embeds the cluster, and says what it does', async ({ page }) => {
  await openPaused(page, 60);
  await find(page, 'embed');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'A living figure for your page' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('A "node" dies');
  const line = dialog.getByRole('textbox', { name: 'The line' });
  await expect(line).toHaveValue(
    /^<iframe src="[^"]+embed\.html\?[^"]*#p1:d:[^"]+" title="A &quot;node&quot; dies"/,
  );
  expect(await faultsOf(page)).toEqual([]);
  const figure = await page.context().newPage();
  await figure.setContent(await line.inputValue());
  const frame = figure.frameLocator('iframe');
  await expect(frame.getByText('A "node" dies')).toBeVisible();
  await expect(frame.locator('[role="treegrid"] [data-key^="pods/default/web-"]')).toHaveCount(4);
});

test('hints tick themselves off, go when they are done, and do not come again', async ({ page }) => {
  await openPaused(page, 30);
  const hints = page.getByRole('complementary', { name: 'Three things to try' });
  await expect(hints.getByRole('listitem')).toHaveCount(3);
  await page.setViewportSize({ width: 1200, height: 800 });
  await expect(hints.getByRole('listitem')).toHaveText([/Choose a node.*1 of 3/]);
  await page.evaluate(async () => {
    await window.podarium.request({
      method: 'PATCH',
      path: '/apis/podarium.dev/v1alpha1/machines/node-2',
      contentType: 'application/merge-patch+json',
      body: { spec: { power: 'Off' } },
    });
    await window.podarium.seek(10_000);
  });
  await expect(hints.getByRole('listitem')).toHaveText([/Choose a node/]);
  await hints.getByRole('button', { name: 'Don’t show these again' }).click();
  await expect(hints).toHaveCount(0);
  await page.reload();
  await ready(page);
  await find(page, 'show what to try');
  await expect(hints).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(hints).toBeVisible();
});
