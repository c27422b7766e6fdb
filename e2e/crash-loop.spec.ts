import { expect, test, type Page } from '@playwright/test';
import { advance, apply, chooseFrom, eventsOf, expectCheck, openPaused, row } from './harness.ts';

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

interface Life {
  readonly startedAt: string;
  readonly finishedAt: string;
}

/**
 * When the container began and ended each of its lives. At first a look every second, then every five: the waits
 * grow, so the last state of each look misses none.
 */
async function livesOf(page: Page, pod: string, seconds: number): Promise<readonly Life[]> {
  const found = await page.evaluate(
    async ([name, span]) => {
      const lives = new Map<string, Life>();
      const { podarium } = window;
      const startMs = podarium.now().headMs;
      for (let second = 0; second < span; second += second < 10 ? 1 : 5) {
        await podarium.advance(startMs + second * 1000);
        const answer = await podarium.request({
          method: 'GET',
          path: `/api/v1/namespaces/default/pods/${name}`,
        });
        const status = (
          answer.body as {
            status: {
              containerStatuses?: { state?: { terminated?: Life }; lastState?: { terminated?: Life } }[];
            };
          }
        ).status.containerStatuses?.[0];
        const life = status?.state?.terminated ?? status?.lastState?.terminated;
        if (life !== undefined) lives.set(life.startedAt, life);
      }
      return [...lives.values()];
    },
    [pod, seconds] as const,
  );
  return found;
}

test('a container that fails restarts in place with growing waits', async ({ page }) => {
  await openPaused(page, 10);
  await apply(page, crasher);
  const lives = await livesOf(page, 'crasher', 1300);
  const waits = lives
    .slice(1)
    .map(({ startedAt }, index) => (Date.parse(startedAt) - Date.parse(lives[index]!.finishedAt)) / 1000);
  // The first restart is at once.
  expect(waits[0]).toBeLessThan(5);
  for (const [index, expected] of [10, 20, 40, 80, 160, 300, 300].entries()) {
    const wait = waits[index + 1] ?? 0;
    expect(wait, `wait ${index}`).toBeGreaterThanOrEqual(expected);
    // The kubelet looks at a pod anew every minute and a half at most.
    expect(wait, `wait ${index}`).toBeLessThan(expected + 20);
  }
  const status = 'pods/default/crasher status.containerStatuses[0]';
  await expectCheck(page, `${status}.state.waiting.reason == CrashLoopBackOff`);
  await expectCheck(page, `${status}.lastState.terminated.exitCode == 3`);
  await expectCheck(page, `${status}.lastState.terminated.reason == Error`);
  await expectCheck(page, `${status}.restartCount == ${lives.length - 1}`);
  await expect(row(page, 'pods/default/crasher')).toContainText('CrashLoopBackOff');
  expect((await eventsOf(page, 'crasher')).join('\n')).toMatch(
    /BackOff: Back-off restarting failed container c in pod crasher_default\(/,
  );
});

test('ten good minutes end a back-off', async ({ page }) => {
  await openPaused(page, 10);
  await apply(
    page,
    'apiVersion: v1\nkind: Pod\nmetadata: {name: lone}\nspec: {containers: [{name: c, image: nginx}]}',
  );
  await advance(page, 15);
  const fail = (): Promise<unknown> =>
    page.evaluate(() =>
      window.podarium.fault({
        type: 'ContainerExit',
        exitCode: 7,
        target: { namespace: 'default', pod: 'lone' },
      }),
    );
  const status = 'pods/default/lone status.containerStatuses[0]';
  await fail();
  await advance(page, 5);
  await expectCheck(page, `${status}.restartCount == 1`);
  await fail();
  await advance(page, 5);
  await expectCheck(page, `${status}.state.waiting.reason == CrashLoopBackOff`);
  await advance(page, 620);
  await expectCheck(page, `${status}.restartCount == 2`);
  await fail();
  await advance(page, 5);
  await expectCheck(page, `${status}.restartCount == 3`);
  await expectCheck(page, `${status}.lastState.terminated.exitCode == 7`);
  await expectCheck(page, `${status}.ready == true`);
});

test('failing a container from the menu', async ({ page }) => {
  await openPaused(page);
  const key = await page
    .locator('[role="treegrid"] [data-key^="pods/default/web-"]')
    .first()
    .getAttribute('data-key');
  await chooseFrom(page, 'Break something', ['Make a container exit with 1', key!.split('/')[2]!]);
  await advance(page, 5);
  await expectCheck(page, `${key} status.containerStatuses[0].restartCount == 1`);
  await expectCheck(page, `${key} status.containerStatuses[0].lastState.terminated.exitCode == 1`);
  await advance(page, 30);
  await expect(row(page, key!)).toContainText('Running 1/1 1 restart');
});
