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

/** Opens an object as the palette finds it. */
async function find(page: Page, name: string) {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Find or run' });
  await box.fill(name);
  await page.getByRole('option', { name }).first().click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(name);
  return inspector;
}

test('every kind says what it is up to; what a Secret holds is shown when asked; what is only stored is said', async ({
  page,
}) => {
  await openPaused(page, 10);
  await apply(
    page,
    'apiVersion: v1\nkind: Secret\nmetadata: {name: vault-keys}\nstringData: {password: open-sesame}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny-everything}\nspec: {podSelector: {}, policyTypes: [Ingress]}',
  );
  await advance(page, 5);
  const inspector = await inspect(page, 'nodes//node-1');
  await expect(inspector).toContainText(/of 110 asked for/);

  await find(page, 'vault-keys');
  await expect(inspector).toContainText('encoded, not encrypted');
  await expect(inspector).not.toContainText('open-sesame');
  await inspector.getByRole('button', { name: 'Show password' }).click();
  await expect(inspector).toContainText('open-sesame');

  await find(page, 'deny-everything');
  await expect(inspector).toContainText('All pods of its namespace are to take only the traffic');
  await expect(inspector).toContainText('nothing here acts on them yet');
});

test('the menu acts as kubectl would, and shows the line', async ({ page }) => {
  await openPaused(page, 20);
  await page
    .getByRole('tree', { name: 'Lives of objects' })
    .getByRole('treeitem', { name: /^web .*Deployment/ })
    .click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector).toContainText('4 of 4 pods are ready');
  await expect(inspector).toContainText('Revision 1');
  const act = async (name: string) => {
    await inspector.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await act('Scale…');
  const dialog = page.getByRole('dialog', { name: 'Scale web' });
  await dialog.getByLabel('Pods').fill('2');
  await expect(dialog).toContainText('kubectl scale deployment web --replicas=2');
  await dialog.getByRole('button', { name: 'Scale it' }).click();
  await expect(page.getByText('deployment.apps/web scaled')).toBeVisible();
  await advance(page, 40);
  await expect(inspector).toContainText('2 of 2 pods are ready');
  await act('Pause the rollout');
  await expect(inspector).toContainText('Its rollout is paused');

  await inspect(page, 'nodes//node-2');
  await act('Cordon: no new pods');
  await expect(inspector).toContainText('no new pods come to it');
});

test('logs of all containers stand in order of time', async ({ page }) => {
  await openPaused(page, 10);
  await apply(
    page,
    'apiVersion: v1\nkind: Pod\nmetadata: {name: duet}\nspec: {containers: [{name: a, image: busybox, command: [sh, -c, "echo first; sleep 600"]}, {name: b, image: busybox, command: [sh, -c, "sleep 2; echo second; sleep 600"]}]}',
  );
  await advance(page, 12);
  const inspector = await inspect(page, 'pods/default/duet');
  await inspector.getByRole('tab', { name: 'Logs' }).click();
  await inspector.getByLabel('Container').selectOption('All containers');
  await expect(inspector.locator('.log-view pre')).toHaveText('[a] first\n[b] second');
  await inspector.getByRole('tab', { name: 'Events' }).click();
  await inspector.getByRole('button', { name: /^Created: one more/ }).click();
  await expect(inspector.locator('.event-other')).toHaveCount(1);
  await inspector.getByRole('tab', { name: 'YAML' }).click();
  await inspector.getByRole('searchbox').fill('busybox');
  await inspector.getByRole('searchbox').press('Enter');
  await expect(inspector.locator('.code-line[data-match]')).toContainText('busybox');
});
