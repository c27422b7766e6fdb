import { expect, test } from '@playwright/test';
import {
  cardOf,
  clipboard,
  containerIn,
  lookAt,
  openStepping,
  says,
  step,
  stepUntil,
  writeAndApply,
} from './pod-journey.ts';
import { advance, apply, openPaused, row } from './harness.ts';

test.use(clipboard);

/** A pod whose one container takes so much memory and keeps it. */
const eater = (name: string, memory: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  nodeName: node-3
  containers:
  - name: app
    image: polinux/stress
    command: ["stress", "--vm", "1", "--vm-bytes", "${memory}", "--vm-hang", "0"]
    resources: {${more}}
`;

test('a container over its memory limit is OOMKilled, and its back-off counts down', async ({ page }) => {
  await openStepping(page);
  await writeAndApply(page, eater('hungry', '250M', 'limits: {memory: 100Mi}'));
  await stepUntil(page, says(cardOf(page, 'hungry'), 'OOMKilled137'), 8);
  const inspector = await lookAt(page, 'hungry');
  const killed = 'Container app was killed because it used more memory than its limit of 100Mi';
  await expect(inspector).toContainText(`${killed}. The kubelet starts it again at once.`);
  await expect(containerIn(inspector, 'app')).toContainText('exit code 137 (SIGKILL)');

  await stepUntil(page, says(cardOf(page, 'hungry'), /Back-off\d+s/), 8);
  await expect(inspector).toContainText(`${killed}, 2 times so far.`);
  await expect(containerIn(inspector, 'app')).toContainText('OOMKilled, exit code 137 (SIGKILL)');
  const secondsLeft = async (): Promise<number> =>
    Number(/(\d+)s/.exec((await cardOf(page, 'hungry').textContent()) ?? '')?.[1]);
  const left = await secondsLeft();
  expect(left).toBeLessThanOrEqual(10);
  await step(page, 3);
  await expect.poll(secondsLeft).toBe(left - 3);
  await expect(inspector).toContainText(`The kubelet starts it again in ${left - 3} s`);

  await cardOf(page, 'hungry').dblclick();
  const box = page.getByRole('figure', { name: 'hungry' });
  await expect(box).toContainText(`CrashLoopBackOff 0/1 · ${left - 3}s`);
  await expect(box).toContainText('after OOMKilled, exit 137');
  await stepUntil(page, says(row(page, 'pods/default/hungry'), '2 restarts'), 12);
});

test('a node short of memory evicts what asked for none first', async ({ page }) => {
  await openStepping(page);
  const guaranteed = 'limits: {cpu: 100m, memory: 1500Mi}';
  const manifests = [
    eater('guaranteed', '1380M', guaranteed),
    eater('burstable', '1380M', 'requests: {memory: 1500Mi}'),
    // All together leave less than the 100Mi at which a kubelet evicts, and more than nothing.
    eater('best-effort', '900M'),
  ];
  await writeAndApply(page, manifests.join('---\n'), '3 objects applied');
  await stepUntil(page, says(row(page, 'pods/default/best-effort'), 'Running'), 8);
  const inspector = await lookAt(page, 'best-effort');
  await stepUntil(page, says(cardOf(page, 'best-effort'), 'Evicted'), 15);
  await expect(inspector).toContainText('Its node evicted it. The node was low on resource: memory.');
  await expect(inspector).toContainText(/Container app was using \w+, request is 0/);
  await expect(page.locator('.machine[data-object="nodes//node-3"]')).toContainText('memory-pressure');
  // The others use more, but no more than they asked for.
  await step(page, 15);
  for (const pod of ['burstable', 'guaranteed'])
    await expect(row(page, `pods/default/${pod}`)).toContainText('Running 1/1 0 restarts');
});

test('on a phone the story of a pod fits its sheet', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPaused(page);
  await apply(page, eater('hungry', '250M', 'limits: {memory: 100Mi}'));
  await advance(page, 10);
  await cardOf(page, 'hungry').click();
  const sheet = page.getByRole('slider', { name: 'Height of the sheet' });
  await sheet.press('ArrowUp');
  await sheet.press('ArrowUp');
  const inspector = page.locator('.inspector');
  await expect(inspector).toContainText('2 times so far');
  await expect(containerIn(inspector, 'app')).toContainText('CrashLoopBackOff');
  const misplaced = await inspector.evaluate((root) => {
    const parts = [
      ...root.querySelectorAll<HTMLElement>('h2, h3, p, section, section > *, li, [role="tab"]'),
    ];
    const wide = parts.filter((part) => {
      const { left, right, width } = part.getBoundingClientRect();
      return width > 0 && (left < 0 || right > innerWidth || part.scrollWidth > part.clientWidth + 1);
    });
    const blocks = [...root.querySelectorAll('.inspector-say, .container-card, .conditions, h3')];
    const boxes = blocks.map((block) => block.getBoundingClientRect());
    const overlapping = boxes.filter((box, at) => at > 0 && box.top < boxes[at - 1]!.bottom - 1);
    return [
      ...wide.map((part) => `wide: ${part.textContent}`),
      ...overlapping.map(({ top }) => `over: ${top}`),
    ];
  });
  expect(misplaced).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
