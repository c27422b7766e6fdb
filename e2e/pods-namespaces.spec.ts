import { expect, test, type Page } from '@playwright/test';
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

/** Runs a line on an empty screen, and gives the screen once it holds the text. */
async function answer(page: Page, line: string, text: RegExp | string): Promise<string> {
  await typeLine(page, 'clear');
  await typeLine(page, line);
  await stepUntil(page, says(screenOf(page), text), 5);
  return (await screenOf(page).innerText()).replaceAll('\u00a0', ' ');
}

test('two containers of a pod cannot listen on one port', async ({ page }) => {
  await openStepping(page);
  await writeAndApply(
    page,
    `apiVersion: v1
kind: Pod
metadata:
  name: rivals
spec:
  containers:
  - name: first
    image: nginx:1.27
  - name: second
    image: nginx:1.27
`,
  );
  await stepUntil(page, says(cardOf(page, 'rivals'), /Back-off\d+s/), 20);
  const inspector = await lookAt(page, 'rivals');
  await expect(inspector).toContainText('Container second exited with code 1');
  await expect(containerIn(inspector, 'first')).toContainText('Running');
  await expect(containerIn(inspector, 'first')).toContainText('0 restarts');
  await expect(containerIn(inspector, 'second')).toContainText('CrashLoopBackOff');
  await inspector.getByRole('tab', { name: 'Logs' }).click();
  await inspector.getByLabel('Container').selectOption('second');
  await expect(inspector).toContainText('bind() to 0.0.0.0:80 failed (98: Address already in use)');
});

const sharing = `apiVersion: v1
kind: Pod
metadata:
  name: sharing
spec:
  terminationGracePeriodSeconds: 1
  volumes:
  - name: shared
    emptyDir: {}
  containers:
  - name: writer
    image: busybox:1.36
    command: ["sleep", "4000"]
    volumeMounts: [{name: shared, mountPath: /data}]
  - name: reader
    image: busybox:1.36
    command: ["sleep", "5000"]
    volumeMounts: [{name: shared, mountPath: /in}]
`;

test('a file in an emptyDir outlives a container and not its pod', async ({ page }) => {
  await openStepping(page);
  await writeAndApply(page, sharing);
  await stepUntil(page, says(row(page, 'pods/default/sharing'), 'Running 2/2'), 8);
  const inspector = await lookAt(page, 'sharing');
  await openTerminal(page);
  await typeLine(
    page,
    `kubectl exec sharing -c writer -- sh -c 'echo ours > /data/note; echo mine > /tmp/own'`,
  );
  await step(page, 1);
  await answer(page, 'kubectl exec sharing -c reader -- cat /in/note', 'ours');

  await inspector.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Make writer exit with 1' }).click();
  await stepUntil(page, says(containerIn(inspector, 'writer'), /Running.*1 restart/), 5);
  await answer(page, 'kubectl exec sharing -c writer -- cat /data/note', 'ours');
  await answer(
    page,
    'kubectl exec sharing -c writer -- cat /tmp/own',
    "can't open '/tmp/own': No such file or directory",
  );

  await typeLine(page, 'kubectl delete pod sharing --wait=false');
  await stepUntil(page, async () => (await row(page, 'pods/default/sharing').count()) === 0, 5);
  await writeAndApply(page, sharing);
  await stepUntil(page, says(row(page, 'pods/default/sharing'), 'Running 2/2'), 8);
  await answer(
    page,
    'kubectl exec sharing -c reader -- cat /in/note',
    "can't open '/in/note': No such file or directory",
  );
});

test('containers see each other in ps only where they share processes', async ({ page }) => {
  await openStepping(page);
  const together = sharing
    .replace('name: sharing', 'name: together')
    .replace('spec:', 'spec:\n  shareProcessNamespace: true');
  await writeAndApply(page, `${sharing}---\n${together}`, '2 objects applied');
  for (const pod of ['sharing', 'together'])
    await stepUntil(page, says(row(page, `pods/default/${pod}`), 'Running 2/2'), 8);
  await openTerminal(page);

  const alone = await answer(page, 'kubectl exec sharing -c reader -- ps', /sleep 5000/);
  expect(alone).toMatch(/^ +1 root .* sleep 5000/m);
  expect(alone).not.toContain('sleep 4000');
  expect(alone).not.toContain('/pause');

  const all = await answer(page, 'kubectl exec together -c reader -- ps', /sleep 5000/);
  expect(all).toMatch(/^ +1 .* \/pause/m);
  expect(all).toContain('sleep 4000');
});
