import { expect, test } from '@playwright/test';
import {
  cardOf,
  clipboard,
  containerIn,
  lookAt,
  openStepping,
  openTerminal,
  says,
  screenOf,
  step,
  stepUntil,
  typeLine,
  writeAndApply,
} from './pod-journey.ts';
import { row } from './harness.ts';

test.use(clipboard);

const gate = `apiVersion: v1
kind: Pod
metadata:
  name: gate
spec:
  initContainers:
  - name: wait-for-db
    image: busybox:1.36
    command: ["sh", "-c", "until nslookup db.default.svc.cluster.local; do sleep 2; done"]
  - name: migrate
    image: busybox:1.36
    command: ["sh", "-c", "sleep 3; echo migrated"]
  containers:
  - name: app
    image: nginx:1.27
`;

const database = `---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector: {app: db}
  ports: [{port: 5432}]
`;

test('an init container holds everything up until what it waits for is there', async ({ page }) => {
  await openStepping(page);
  await writeAndApply(page, gate);
  await stepUntil(page, says(cardOf(page, 'gate'), 'Init0 of 2'), 5);
  const inspector = await lookAt(page, 'gate');
  await step(page, 10);
  await expect(row(page, 'pods/default/gate')).toContainText('Init:0/2');
  await expect(inspector).toContainText(
    '0 of 2 init containers are done. The rest waits until wait-for-db has ended well.',
  );
  await expect(containerIn(inspector, 'wait-for-db')).toContainText('Running');
  for (const name of ['migrate', 'app'])
    await expect(containerIn(inspector, name)).toContainText('PodInitializing');

  await writeAndApply(page, gate + database);
  await stepUntil(page, says(cardOf(page, 'gate'), 'Init1 of 2'), 8);
  await expect(inspector).toContainText('The rest waits until migrate has ended well.');
  await expect(containerIn(inspector, 'wait-for-db')).toContainText('Completed');
  await stepUntil(page, says(row(page, 'pods/default/gate'), 'Running 1/1 0 restarts'), 10);
  await expect(containerIn(inspector, 'migrate')).toContainText('Completed');
  await expect(inspector).toContainText('Its container runs and is ready.');
});

test('the liveness probe waits for the startup probe, and then it kills', async ({ page }) => {
  await openStepping(page);
  await writeAndApply(
    page,
    `apiVersion: v1
kind: Pod
metadata:
  name: slow-starter
spec:
  terminationGracePeriodSeconds: 3
  containers:
  - name: app
    image: busybox:1.36
    command: ["sh", "-c", "sleep 20; touch /tmp/up; sleep 3600"]
    startupProbe:
      exec: {command: ["cat", "/tmp/up"]}
      periodSeconds: 5
      failureThreshold: 10
    livenessProbe:
      exec: {command: ["cat", "/tmp/up"]}
      periodSeconds: 2
      failureThreshold: 1
`,
  );
  await stepUntil(page, says(cardOf(page, 'slow-starter'), 'Not ready0/1'), 5);
  const inspector = await lookAt(page, 'slow-starter');
  // Long enough for nine failures of the liveness probe, and one would be too many.
  await step(page, 18);
  await expect(inspector).toContainText('its startup probe has not passed yet');
  const app = containerIn(inspector, 'app');
  await expect(app).toContainText("Startup probe failed: cat: can't open '/tmp/up'");
  await expect(app).toContainText('0 restarts');
  await stepUntil(page, says(inspector, 'Its container runs and is ready.'), 10);
  await step(page, 5);
  await expect(app).toContainText('0 restarts');

  await openTerminal(page);
  await typeLine(page, 'kubectl exec slow-starter -- rm /tmp/up');
  await stepUntil(page, says(app, '1 restart'), 15);
  await expect(app).toContainText('Error, exit code 137 (SIGKILL)');
  await inspector.getByRole('tab', { name: /^Events/ }).click();
  await expect(inspector).toContainText('Container app failed liveness probe, will be restarted');
});

test('a failing readiness probe takes a pod out of its Service, a passing one puts it back', async ({
  page,
}) => {
  await openStepping(page);
  await writeAndApply(
    page,
    `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: {app: shop}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels: {app: shop}
spec:
  containers:
  - name: app
    image: nginx:1.27
    lifecycle: {postStart: {exec: {command: ["touch", "/tmp/healthy"]}}}
    readinessProbe:
      exec: {command: ["cat", "/tmp/healthy"]}
      periodSeconds: 2
      failureThreshold: 2
`,
  );
  await stepUntil(page, says(row(page, 'pods/default/shop'), 'Running 1/1'), 10);
  const inspector = await lookAt(page, 'shop');
  await expect(inspector).toContainText('Service shop sends it requests.');
  const service = page.locator('[data-id="services/default/shop"]');
  await expect(service).toContainText('1 of 1 endpoints ready');

  await openTerminal(page);
  await typeLine(page, 'kubectl exec shop -- rm /tmp/healthy');
  await stepUntil(page, says(cardOf(page, 'shop'), 'Not ready0/1'), 8);
  await expect(inspector).toContainText('its readiness probe fails. Service shop leaves it out.');
  await expect(containerIn(inspector, 'app')).toContainText('Readiness probe failed: cat:');
  await expect(service).toContainText('0 of 1 endpoints ready');
  await typeLine(page, 'clear');
  await typeLine(page, 'kubectl exec deploy/web -- curl -s -m 2 http://shop');
  await stepUntil(page, says(screenOf(page), 'command terminated with exit code 7'), 5);

  await typeLine(page, 'kubectl exec shop -- touch /tmp/healthy');
  await stepUntil(page, says(inspector, 'Service shop sends it requests.'), 8);
  await expect(service).toContainText('1 of 1 endpoints ready');
  await expect(row(page, 'pods/default/shop')).toContainText('Running 1/1 0 restarts');
  await typeLine(page, 'kubectl exec deploy/web -- curl -s -m 2 http://shop');
  await stepUntil(page, says(screenOf(page), 'Welcome to nginx!'), 5);
});

test('an image that is not there is waited for, and another one cures it at once', async ({ page }) => {
  const typo = `apiVersion: v1
kind: Pod
metadata:
  name: typo
spec:
  containers:
  - name: web
    image: nginx:1.99-no-such
`;
  await openStepping(page);
  await writeAndApply(page, typo);
  await stepUntil(page, says(cardOf(page, 'typo'), 'Pull failed'), 5);
  const inspector = await lookAt(page, 'typo');
  await expect(containerIn(inspector, 'web')).toContainText('ErrImagePull');
  await stepUntil(page, says(cardOf(page, 'typo'), 'Pull back-off'), 20);
  await expect(row(page, 'pods/default/typo')).toContainText('ImagePullBackOff 0/1');
  await expect(inspector).toContainText(
    'The image nginx:1.99-no-such could not be fetched: docker.io/library/nginx:1.99-no-such: not found.',
  );
  await expect(containerIn(inspector, 'web')).toContainText('Back-off pulling image "nginx:1.99-no-such"');

  await writeAndApply(page, typo.replace('1.99-no-such', '1.27'));
  const seconds = await stepUntil(page, says(row(page, 'pods/default/typo'), 'Running 1/1 0 restarts'), 10);
  expect(seconds).toBeLessThan(8);
  await expect(containerIn(inspector, 'web')).toContainText('nginx:1.27');
});
