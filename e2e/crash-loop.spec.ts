import { expect, test } from '@playwright/test';
import { advance, apply, eventsOf, expectCheck, openPage, row } from './harness.ts';

const crasher = `apiVersion: v1
kind: Pod
metadata:
  name: crasher
spec:
  containers:
  - name: c
    image: busybox
    command: ["sh", "-c", "sleep 1; exit 3"]
`;

test('a container that fails restarts in place with growing waits', async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => window.podarium.pause());
  await apply(page, crasher);
  const restartsAt: number[] = [];
  for (let second = 0; second < 700; second++) {
    await advance(page, 1);
    const restarts = await page.evaluate(
      () =>
        [0, 1, 2, 3, 4, 5, 6, 7].filter((count) =>
          window.podarium.check(`pods/default/crasher status.containerStatuses[0].restartCount >= ${count}`),
        ).length - 1,
    );
    if (restarts > restartsAt.length) restartsAt.push(second);
  }
  const waits = restartsAt.slice(1).map((second, index) => second - restartsAt[index]!);
  const expected = [10, 20, 40, 80, 160, 300];
  for (const [index, wait] of waits.entries()) {
    // A second of life, and the kubelet's own looks, come on top of each wait.
    expect(wait, `wait ${index}`).toBeGreaterThanOrEqual(expected[index]!);
    expect(wait, `wait ${index}`).toBeLessThan(expected[index]! + 20);
  }
  expect(waits.length).toBeGreaterThanOrEqual(4);
  await expectCheck(
    page,
    'pods/default/crasher status.containerStatuses[0].state.waiting.reason == CrashLoopBackOff',
  );
  await expectCheck(
    page,
    'pods/default/crasher status.containerStatuses[0].lastState.terminated.exitCode == 3',
  );
  await expectCheck(
    page,
    'pods/default/crasher status.containerStatuses[0].lastState.terminated.reason == Error',
  );
  await expect(row(page, 'pods/default/crasher')).toContainText(/Back-off|CrashLoopBackOff/);
  expect((await eventsOf(page, 'crasher')).join('\n')).toMatch(
    /BackOff: Back-off restarting failed container c in pod crasher_default\(/,
  );
});

test('failing a container by the menu of its pod', async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => window.podarium.pause());
  await advance(page, 20);
  const pod = row(page, 'pods/default/')
    .or(page.locator('[role="treegrid"] [data-key^="pods/default/web-"]'))
    .first();
  const key = await pod.getAttribute('data-key');
  await page.evaluate(
    (name) =>
      window.podarium.fault({
        type: 'ContainerExit',
        exitCode: 7,
        target: { namespace: 'default', pod: name },
      }),
    key!.split('/')[2],
  );
  await advance(page, 5);
  await expectCheck(page, `${key} status.containerStatuses[0].restartCount == 1`);
  await expectCheck(page, `${key} status.containerStatuses[0].lastState.terminated.exitCode == 7`);
  await advance(page, 30);
  await expect(row(page, key!)).toContainText('Ready');
});
