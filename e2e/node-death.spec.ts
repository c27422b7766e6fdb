import { expect, test } from '@playwright/test';
import { advance, apply, chooseFrom, eventsOf, expectCheck, openPage, pods, row } from './harness.ts';

/** Which node a pod stands on. */
const on = (node: string) => (pod: { spec: { nodeName?: string } }) => pod.spec.nodeName === node;

test('a killed worker: silence, taints, eviction, replacements, and the return', async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => window.podarium.pause());
  await apply(
    page,
    'apiVersion: v1\nkind: Pod\nmetadata: {name: lone}\nspec:\n  nodeName: node-2\n  containers: [{name: c, image: nginx}]',
  );
  await advance(page, 20);
  const before = await pods(page);
  const lost = before.filter(on('node-2')).filter((pod) => pod.metadata.name !== 'lone');
  expect(lost.length).toBeGreaterThan(0);

  await chooseFrom(page, 'Break something', ['Cut the power of a node', 'node-2']);
  await expectCheck(page, 'machines.podarium.dev//node-2 spec.power == Off');

  await advance(page, 39);
  await expectCheck(page, 'nodes//node-2 status.conditions[type=Ready].status == True');
  await advance(page, 21);
  await expectCheck(page, 'nodes//node-2 status.conditions[type=Ready].status == Unknown');
  await expectCheck(page, 'nodes//node-2 status.conditions[type=Ready].reason == NodeStatusUnknown');
  await expectCheck(
    page,
    'nodes//node-2 spec.taints[effect=NoExecute].key == node.kubernetes.io/unreachable',
  );
  await expect(row(page, 'nodes//node-2')).toContainText('NotReady');
  for (const pod of lost)
    await expect(row(page, `pods/default/${pod.metadata.name}`)).toContainText('Unknown');

  await advance(page, 330);
  const during = await pods(page);
  for (const pod of lost)
    expect(
      during.find((other) => other.metadata.uid === pod.metadata.uid)?.metadata.deletionTimestamp,
    ).toBeTruthy();
  const replacements = during.filter(
    (pod) => !before.some((other) => other.metadata.uid === pod.metadata.uid),
  );
  expect(replacements).toHaveLength(lost.length);
  for (const pod of replacements) {
    expect(pod.spec.nodeName).not.toBe('node-2');
    expect(lost.map((old) => old.metadata.name)).not.toContain(pod.metadata.name);
    expect(lost.map((old) => old.status.podIP)).not.toContain(pod.status.podIP);
  }
  expect(await eventsOf(page, 'node-2')).toContain('NodeNotReady: Node node-2 status is now: NodeNotReady');
  const name = lost[0]!.metadata.name;
  expect(await eventsOf(page, name)).toContain(
    `TaintManagerEviction: Marking for deletion Pod default/${name}`,
  );

  await chooseFrom(page, 'Break something', ['Power on node-2']);
  await expectCheck(page, 'machines.podarium.dev//node-2 spec.power == On');
  await advance(page, 60);
  const after = await pods(page);
  await expectCheck(page, 'nodes//node-2 status.conditions[type=Ready].status == True');
  for (const pod of lost) expect(after.map((other) => other.metadata.uid)).not.toContain(pod.metadata.uid);
  // Nothing owns a bare pod, so nothing replaces it.
  expect(after.map((pod) => pod.metadata.name)).not.toContain('lone');
});
