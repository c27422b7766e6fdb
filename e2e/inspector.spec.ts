import { expect, test, type Page } from '@playwright/test';
import { advance, apply, openPaused, row } from './harness.ts';

async function inspect(page: Page, key: string) {
  await row(page, key).focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(key.split('/')[2]!);
  return inspector;
}

test('a pod: summary, states, YAML, Events and logs', async ({ page }) => {
  await openPaused(page, 10);
  await apply(
    page,
    'apiVersion: v1\nkind: Pod\nmetadata: {name: talker}\nspec: {containers: [{name: c, image: busybox, command: [sh, -c, "echo hello there; sleep 5; exit 4"]}]}',
  );
  await advance(page, 4);
  const inspector = await inspect(page, 'pods/default/talker');
  const tab = (name: RegExp) => inspector.getByRole('tab', { name }).click();
  await expect(inspector).toContainText('Its container runs and is ready');
  await expect(inspector).toContainText('Conditions');

  await tab(/^States/);
  await expect(inspector.getByRole('img', { name: /container c.*ready$/ })).toBeVisible();
  await expect(inspector.locator('.statechart .state[data-current]')).toHaveCount(1);
  await expect(inspector.locator('.phase-strip [aria-current]')).toHaveText('Running');

  await tab(/^Logs/);
  await expect(inspector).toContainText('hello there');
  await tab(/^Events/);
  for (const reason of ['Scheduled', 'Pulling', 'Pulled', 'Created', 'Started'])
    await expect(inspector).toContainText(reason);
  await tab(/^YAML/);
  await expect(inspector).toContainText('restartPolicy: Always');

  // The second exit, and the looks of the kubelet after it.
  await advance(page, 18);
  await tab(/^States/);
  await expect(inspector.getByRole('img', { name: /crashLoopBackOff$/ })).toBeVisible();
  await tab(/^Summary/);
  await expect(inspector).toContainText('exited with code 4');

  await page.evaluate(() =>
    window.podarium.request({
      method: 'DELETE',
      path: '/api/v1/namespaces/default/pods/talker',
      body: { gracePeriodSeconds: 0 },
    }),
  );
  await expect(inspector).toContainText('Not there at the moment shown');
});

test('a node and a Deployment', async ({ page }) => {
  await openPaused(page);
  const inspector = await inspect(page, 'nodes//node-1');
  await expect(inspector).toContainText('It is Ready and takes pods.');
  await inspector.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Cut the power' }).click();
  await advance(page, 70);
  await expect(inspector).toContainText('The control plane has not heard from it.');

  await page
    .getByRole('tree', { name: 'Lives of objects' })
    .getByRole('treeitem', { name: /^web .*Deployment/ })
    .click();
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('web');
  await expect(inspector).toContainText(/of 4 pods are ready/);
  await inspector.getByRole('tab', { name: /^Events/ }).click();
  await expect(inspector).toContainText('ScalingReplicaSet');
  await inspector.getByRole('tab', { name: /^YAML/ }).click();
  await expect(inspector).toContainText('progressDeadlineSeconds: 600');
  await expect(inspector.getByRole('tab', { name: /^Logs/ })).toHaveCount(0);
});

test('why: from a pod back to the command', async ({ page }) => {
  await openPaused(page);
  const key = await page
    .locator('[role="treegrid"] [data-key^="pods/default/web-"]')
    .first()
    .getAttribute('data-key');
  const inspector = await inspect(page, key!);
  await inspector.getByText('Why is it so?').click();
  await expect(inspector).toContainText(/You: /);
});
