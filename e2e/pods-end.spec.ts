import { expect, test, type Locator, type Page } from '@playwright/test';
import {
  cardOf,
  clipboard,
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

async function deleteFromMenu(page: Page, inspector: Locator): Promise<void> {
  await inspector.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
}

test('a sidecar starts first, outlives the app and stops last', async ({ page }) => {
  await openStepping(page);
  await writeAndApply(
    page,
    `apiVersion: v1
kind: Pod
metadata:
  name: shipping
spec:
  initContainers:
  - name: shipper
    image: busybox:1.36
    restartPolicy: Always
    command: ["sh", "-c", "trap 'echo shipper: told to stop; sleep 2; exit 0' TERM; while true; do echo shipper: ships; sleep 1; done"]
  containers:
  - name: app
    image: busybox:1.36
    command: ["sh", "-c", "trap 'echo app: told to stop; sleep 5; echo app: done; exit 0' TERM; while true; do sleep 1; done"]
`,
  );
  await stepUntil(page, says(row(page, 'pods/default/shipping'), 'Running 2/2'), 10);
  const inspector = await lookAt(page, 'shipping');
  await expect(inspector.getByRole('region', { name: 'shipper' })).toContainText('sidecar');
  await expect(inspector).toContainText('All 2 containers run and are ready.');

  await openTerminal(page);
  await typeLine(page, 'clear');
  await typeLine(page, 'kubectl logs -f shipping --all-containers --tail=1');
  await deleteFromMenu(page, inspector);
  await stepUntil(page, says(screenOf(page), 'app: told to stop'), 3);
  await expect(inspector).toContainText('Sidecars stop last: shipper.');
  await expect(row(page, 'pods/default/shipping')).toContainText('Terminating');
  await stepUntil(page, says(screenOf(page), 'app: done'), 7);
  await expect(screenOf(page)).toContainText('shipper: ships');
  await expect(screenOf(page)).not.toContainText('shipper: told to stop');
  await stepUntil(page, says(screenOf(page), 'shipper: told to stop'), 3);
  await stepUntil(page, async () => (await row(page, 'pods/default/shipping').count()) === 0, 5);
});

test('a preStop hook delays the signal, and both have one grace period', async ({ page }) => {
  await openStepping(page);
  await writeAndApply(
    page,
    `apiVersion: v1
kind: Pod
metadata:
  name: polite
spec:
  terminationGracePeriodSeconds: 30
  containers:
  - name: web
    image: nginx:1.27
    lifecycle:
      preStop:
        exec: {command: ["sleep", "10"]}
`,
  );
  await stepUntil(page, says(row(page, 'pods/default/polite'), 'Running 1/1'), 10);
  const inspector = await lookAt(page, 'polite');
  await deleteFromMenu(page, inspector);
  await stepUntil(page, says(cardOf(page, 'polite'), /Terminating2\ds/), 3);
  await expect(inspector).toContainText('The preStop hook of web runs before the signal to stop.');
  await step(page, 7);
  // nginx itself would have been gone at once.
  await expect(row(page, 'pods/default/polite')).toContainText('Terminating');
  const more = await stepUntil(page, async () => (await cardOf(page, 'polite').count()) === 0, 8);
  expect(more).toBeLessThanOrEqual(5);
  await expect(inspector).toContainText('Not there at the moment shown');
});

test('what does not listen is killed when the grace period is over', async ({ page }) => {
  await openStepping(page);
  await writeAndApply(
    page,
    `apiVersion: v1
kind: Pod
metadata:
  name: stubborn
spec:
  terminationGracePeriodSeconds: 12
  containers:
  - name: app
    image: busybox:1.36
    command: ["sh", "-c", "trap 'echo I stay' TERM; while true; do sleep 1; done"]
`,
  );
  await stepUntil(page, says(row(page, 'pods/default/stubborn'), 'Running 1/1'), 10);
  const inspector = await lookAt(page, 'stubborn');
  await openTerminal(page);
  await typeLine(page, 'kubectl delete pod stubborn --wait=false');
  await expect(screenOf(page)).toContainText('pod "stubborn" deleted');
  await step(page, 2);
  await expect(inspector).toContainText('Its containers have 10 s left to stop by themselves.');
  await expect(cardOf(page, 'stubborn')).toContainText('Terminating10s');
  await inspector.getByRole('tab', { name: 'Logs' }).click();
  await expect(inspector).toContainText('I stay');
  await step(page, 8);
  await expect(cardOf(page, 'stubborn')).toContainText('Terminating2s');
  await stepUntil(page, async () => (await cardOf(page, 'stubborn').count()) === 0, 5);
});
