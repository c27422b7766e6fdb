/** What the inspector tells beyond words: the running statechart, who wrote the YAML, what joins objects. */
import { expect, test, type Page } from '@playwright/test';
import { advance, apply, openPaused, row } from './harness.ts';

async function inspect(page: Page, key: string) {
  await row(page, key).focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(key.split('/')[2]!);
  return inspector;
}

const talker =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: talker}\nspec: {volumes: [{name: site, configMap: {name: pages, optional: true}}], containers: [{name: c, image: busybox, command: [sh, -c, "echo hello there; sleep 5; exit 4"]}]}';

test('the statechart counts the way so far and says what can happen next', async ({ page }) => {
  await openPaused(page, 10);
  await apply(page, talker);
  await advance(page, 40);
  const inspector = await inspect(page, 'pods/default/talker');
  await inspector.getByRole('tab', { name: 'States' }).click();
  await expect(inspector.getByRole('img', { name: /container c.*crashLoopBackOff$/ })).toBeVisible();
  await expect(inspector).toContainText(/In .* the wait ends/);
  await expect(inspector.getByRole('region', { name: 'Its waits' })).toContainText(
    'doubling, at most 5 minutes',
  );
  await inspector.getByText('Its way so far').click();
  await expect(inspector).toContainText('running → terminated: 3×');

  await inspector.getByRole('button', { name: 'Open large' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: /crashLoopBackOff$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await inspector.getByRole('button', { name: 'The pod', exact: true }).click();
  await expect(inspector.getByRole('img', { name: /Where the pod is.*running.notReady$/ })).toBeVisible();
  await inspector.getByRole('button', { name: 'Delete the pod' }).click();
  await advance(page, 60);
  await expect(inspector).toContainText('Not there at the moment shown');
});

test('the YAML says who manages a field and opens in the editor', async ({ page }) => {
  await openPaused(page);
  const inspector = await inspect(page, 'nodes//node-1');
  await inspector.getByRole('tab', { name: 'YAML' }).click();
  const owners = inspector.getByRole('group', { name: 'Who manages its fields' });
  await owners.getByRole('button').first().click();
  await expect(inspector.locator('.code-line[data-lit]').first()).toBeVisible();
  await inspector.getByRole('button', { name: 'Show status' }).click();
  await expect(inspector.locator('.code-status')).toHaveCount(1);
  await inspector.getByRole('searchbox').fill('podCIDR: ');
  await expect(inspector.locator('.code-line[data-found]').first()).toContainText('podCIDR: ');
  await inspector.getByRole('button', { name: 'Edit this' }).click();
  await expect(page.getByText('Opened in the editor.')).toBeVisible();
});

test('relations lead to other objects, and what is missing is said', async ({ page }) => {
  await openPaused(page, 10);
  await apply(page, talker);
  await advance(page, 4);
  const inspector = await inspect(page, 'pods/default/talker');
  await inspector.getByRole('tab', { name: 'Relations' }).click();
  await expect(inspector.locator('.related-missing')).toContainText('pages');
  await inspector.getByRole('button', { name: /node-\d/ }).click();
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(/^node-\d$/);
});
