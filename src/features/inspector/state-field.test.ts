import { expect, it } from 'vitest';
import { whyOf } from '../../bridge/why.ts';
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import { TestCluster } from '../../testing/test-cluster.ts';
import { stateFieldOf } from './state-field.ts';

const pod = (container: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: p }
spec: { containers: [{ name: c, ${container} }] }`;

it.each([
  ["image: 'nginx:1.28'", 'Running', 'status.conditions[Ready].status', false],
  [
    "image: busybox, command: ['sh', '-c', 'exit 1']",
    'CrashLoopBackOff',
    'status.containerStatuses[c].state.waiting.reason',
    true,
  ],
  [
    "image: nginx, resources: { requests: { cpu: '99' } }",
    'Pending',
    'status.conditions[PodScheduled].status',
    true,
  ],
])('the state of %s is said by a field that has an answer', (container, word, field, isTrouble) => {
  const cluster = TestCluster.with(1).apply(pod(container)).advance(25);
  const object = cluster.cluster.get('pods', 'default', 'p') as Pod;
  expect(stateFieldOf({ resource: 'pods', object }, false)).toEqual({ word, field, isTrouble });
  expect(whyOf(cluster.cluster, 'pods/default/p', field).length).toBeGreaterThan(0);
});

it('a machine that fell silent is NotReady, and the power cut answers why', () => {
  const cluster = TestCluster.with(2).advance(5).killMachine('node-2').advance(70);
  const object = cluster.cluster.get('nodes', '', 'node-2') as Node;
  const found = stateFieldOf({ resource: 'nodes', object }, false)!;
  expect(found).toMatchObject({ word: 'NotReady', isTrouble: true });
  expect(whyOf(cluster.cluster, 'nodes//node-2', found.field).at(-1)).toMatchObject({ type: 'COMMAND' });
});

it('an Event is asked about by its own change, and leads back to what was applied', () => {
  const cluster = TestCluster.with(1).apply(pod("image: 'nginx:nope'")).advance(40);
  const event = cluster.cluster.view
    .list('events')
    .find((one) => (one as { reason?: string }).reason === 'BackOff')!;
  const steps = whyOf(cluster.cluster, `events/default/${event.metadata!.name}`);
  expect(steps[0]).toMatchObject({ what: 'BackOff', author: expect.stringContaining('kubelet') });
  expect(steps.at(-1)).toMatchObject({ type: 'COMMAND' });
});
