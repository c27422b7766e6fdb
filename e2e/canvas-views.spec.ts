/** The canvas' other ways of looking: who owns whom, how requests find pods, arrows, what is missing, search, follow. */
import { expect, test } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { advance, apply, openPaused, pods, row } from './harness.ts';

const world = `
apiVersion: v1
kind: Pod
metadata: {name: mailer}
spec:
  containers:
  - {name: mailer, image: busybox, command: [sleep, "60"], envFrom: [{configMapRef: {name: site-config}}]}
---
apiVersion: v1
kind: Service
metadata: {name: smtp}
spec: {selector: {app: postfix}, ports: [{port: 25}]}
---
apiVersion: v1
kind: Service
metadata: {name: front}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: cache}
spec:
  replicas: 1
  serviceName: cache-headless
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec: {containers: [{name: redis, image: redis}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  defaultBackend: {service: {name: api, port: {number: 80}}}
`;

const view = (name: string) => ({ name, exact: true });

test.beforeEach(async ({ page }) => {
  await openPaused(page);
  await apply(page, world);
  await advance(page, 20);
});

test('the trees of owners say what is wanted, what is ready and what is missing', async ({ page }) => {
  await page.getByRole('radio', view('Ownership')).click();
  const tree = page.getByRole('treegrid', { name: 'Who owns whom' });
  await expect(tree.locator('[data-key="deployments.apps/default/web"]')).toContainText('4 of 4 ready');
  const [first] = (await pods(page)).filter(({ metadata }) => metadata.name.startsWith('web'));
  await expect(row(page, `pods/default/${first!.metadata.name}`)).toContainText('Running');
  await expect(tree).toContainText('Service cache-headless is missing');
  await expect(page.locator('.ghost-tag', { hasText: 'Service cache-headless is missing' })).toBeVisible();
  // All that is drawn is said.
  const drawn = await page
    .locator('.view-scene :is([data-object], [data-pod])')
    .evaluateAll((found) =>
      found.map((one) => one.getAttribute('data-object') ?? one.getAttribute('data-pod') ?? ''),
    );
  expect(drawn.length).toBeGreaterThan(8);
  for (const key of new Set(drawn)) await expect(row(page, key).first()).toBeAttached();
  await page.locator('.object-card[data-object^="replicasets.apps"]').first().click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('ReplicaSet');
});

test('the network says how a request comes in and where the valve is', async ({ page }) => {
  await page.getByRole('radio', view('Network')).click();
  const tree = page.getByRole('treegrid', { name: 'How requests find their pods' });
  await expect(row(page, 'services/default/front')).toContainText('every node, port 30080');
  await expect(row(page, 'services/default/front')).toContainText('app=web');
  await expect(row(page, 'services/default/smtp')).toContainText('app=postfix');
  await expect(tree).toContainText('No pod matches app=postfix');
  await expect(tree).toContainText('Service api is missing');
  await expect(page.locator('.net-missing')).toContainText('Service api is missing');
  await expect(page.locator('.net-label', { hasText: 'app=postfix' })).toBeVisible();
  const drawn = await page
    .locator('.view-scene :is([data-object], [data-pod])')
    .evaluateAll((found) =>
      found.map((one) => one.getAttribute('data-object') ?? one.getAttribute('data-pod') ?? ''),
    );
  for (const key of new Set(drawn)) await expect(row(page, key).first()).toBeAttached();
});

test('what is missing stands beside who asks for it on the machines', async ({ page }) => {
  await expect(page.locator('.ghost-tag', { hasText: 'ConfigMap site-config is missing' })).toBeVisible();
  await expect(row(page, 'pods/default/mailer')).toContainText(
    'ConfigMap site-config is missing (named in envFrom)',
  );
  await expect(row(page, 'services/default/smtp')).toContainText('No pod matches app=postfix');
});

test('arrows say what made them, and so does the tree grid', async ({ page }) => {
  const [first] = (await pods(page)).filter(({ metadata }) => metadata.name.startsWith('web'));
  const pod = row(page, `pods/default/${first!.metadata.name}`);
  await pod.focus();
  await page.keyboard.press('Enter');
  await expect(pod).toContainText('owned by ReplicaSet web-');
  await expect(pod).toContainText('selected by Service web (app=web)');
  await expect(page.locator('.arrows')).toHaveCount(0);
  await page.getByRole('button', { name: 'Arrows to what it belongs to' }).press('Enter');
  await expect(page.locator('.arrow-label', { hasText: 'app=web' })).toBeVisible();
  await page.locator('.arrow-card', { hasText: 'ReplicaSet' }).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('ReplicaSet');
});

test('a search counts, goes from match to match and ends with Escape', async ({ page }) => {
  await page.keyboard.press('/');
  const field = page.getByRole('textbox', { name: 'Find on the canvas' });
  await expect(field).toBeFocused();
  await page.keyboard.type('app=web');
  const status = page.getByRole('search').getByRole('status');
  await expect(status).toHaveText('4 matches');
  await expect(page.locator('.canvas-veil')).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('1 of 4');
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('2 of 4');
  await field.fill('state:ready ns:default node-1');
  await expect(status).toHaveText(/^\d match/);
  await field.fill('nobody-has-this');
  await expect(status).toHaveText('No match');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(page.locator('.canvas-veil')).toHaveCount(0);
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a finger goes from view to view and searches', async ({ page }) => {
    await page.getByRole('radio', view('Network')).tap();
    await expect(page.getByRole('treegrid', { name: 'How requests find their pods' })).toBeAttached();
    for (const name of ['Machines', 'Ownership', 'Network']) {
      const box = await page.getByRole('radio', view(name)).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
    }
    await page.getByRole('radio', view('Machines')).tap();
    await page.getByRole('button', { name: 'Find on the canvas' }).tap();
    await page.keyboard.type('kind:service');
    await expect(page.getByRole('search').getByRole('status')).toHaveText('3 matches');
    expect(await faultsOf(page, '.canvas-pane')).toEqual([]);
  });
});

test('a followed pod has a chip that ends it', async ({ page }) => {
  await row(page, 'pods/default/mailer').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Follow' }).click();
  const chip = page.locator('.follow-chip');
  await expect(chip).toContainText('Following mailer');
  await chip.getByRole('button', { name: 'stop' }).click();
  await expect(chip).toHaveCount(0);
});

test('whom one follows is followed in its successor, unless one stays', async ({ page }) => {
  const [first] = (await pods(page)).filter(({ metadata }) => metadata.name.startsWith('web'));
  const name = first!.metadata.name;
  await row(page, `pods/default/${name}`).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Follow' }).click();
  const chip = page.locator('.follow-chip');
  await expect(chip).toContainText(`Following ${name}`);
  await page.evaluate(async (pod) => {
    await window.podarium.kubectl(`kubectl delete pod ${pod} --wait=false`);
    await window.podarium.advance(window.podarium.now().headMs + 60_000);
  }, name);
  await expect(chip).toContainText(`${name} was replaced: following web-`);
  await chip.getByRole('button', { name: `stay with ${name}` }).click();
  await expect(chip).toContainText(`${name} is gone`);
});

test('the menu of an object lists the lines of kubectl, and one runs in the terminal', async ({ page }) => {
  await page.getByRole('radio', view('Ownership')).click();
  const deployment = row(page, 'deployments.apps/default/web');
  await deployment.focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'In the terminal' }).press('ArrowRight');
  await expect(page.getByRole('menuitem', { name: 'kubectl rollout restart deployment web' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'kubectl describe deployment web' }).click();
  await expect(page.locator('.xterm')).toContainText('kubectl describe deployment web');
});

test('hundreds of pods are painted from afar, counted, and still found', async ({ page }) => {
  await page.evaluate(async () => {
    await window.podarium.kubectl('kubectl create deployment crowd --image=nginx --replicas=150');
    await window.podarium.kubectl('kubectl expose deployment crowd --port=80');
    await window.podarium.advance(window.podarium.now().headMs + 120_000);
  });
  for (const name of ['Ownership', 'Network'] as const) {
    await page.getByRole('radio', view(name)).click();
    await page.getByRole('button', { name: 'Show the whole cluster' }).click();
    await expect(page.locator('.field-label', { hasText: /^crowd.* · 150 pods/ })).toBeVisible();
    await expect(page.locator('.field-picture').first()).toBeVisible();
    await expect(page.locator('.view-scene [data-pod]')).toHaveCount(0);
  }
  await page.keyboard.press('/');
  await page.keyboard.type('app=crowd kind:pod');
  await expect(page.getByRole('search').getByRole('status')).toHaveText('150 matches');
  await page.keyboard.press('Enter');
  await expect(page.locator('.net-endpoint[data-selected="true"]')).toBeVisible();
  expect(await faultsOf(page, '.canvas-pane')).toEqual([]);
});
