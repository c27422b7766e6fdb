import { expect, it } from 'vitest';
import type { Pod } from '../../engine/api/generated/types.ts';
import { expectedByLane, timedFaults } from './expected.ts';

const startedEpochMs = Date.parse('2026-01-01T09:00:00Z');
const tolerations = [
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
];
const pod = (name: string, more: object): Pod => ({ metadata: { name, namespace: 'shop' }, ...more }) as Pod;
const onNode = (name: string): Pod =>
  pod(name, { spec: { nodeName: 'node-2', containers: [], tolerations } });
const taint = {
  key: 'node.kubernetes.io/unreachable',
  effect: 'NoExecute',
  timeAdded: '2026-01-01T09:05:36Z',
};
const crashing = pod('mailer', {
  spec: { containers: [{ name: 'mailer' }] },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'mailer',
        restartCount: 3,
        state: {
          waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container=mailer' },
        },
        lastState: { terminated: { exitCode: 1, finishedAt: '2026-01-01T09:06:07Z' } },
      },
    ],
  },
});

it('expects the eviction of pods that tolerate a taint for a time, once for the node', () => {
  const nodes = [{ metadata: { name: 'node-2' }, spec: { taints: [taint] } }];
  const expected = expectedByLane([onNode('a'), onNode('b')], nodes, startedEpochMs);
  expect(expected.get('pods/shop/a')).toMatchObject([{ timeMs: 636_000, label: 'evicted' }]);
  expect(expected.get('nodes//node-2')).toMatchObject([{ timeMs: 636_000, label: 'evicts 2 pods' }]);
});

it('expects the end of a back-off and of a grace period', () => {
  const leaving = pod('cart', {
    metadata: { name: 'cart', namespace: 'shop', deletionTimestamp: '2026-01-01T09:06:42Z' },
  });
  const expected = expectedByLane([crashing, leaving], [], startedEpochMs);
  expect([...expected.values()].flat().map(({ timeMs, label }) => [timeMs, label])).toEqual([
    [407_000, 'starts again'],
    [402_000, 'is killed'],
  ]);
});

it('tells faults that have a time to come', () => {
  const fault = (phase?: 'Ended') => ({
    metadata: { name: 'f' },
    spec: { type: 'OOMKill' as const, startTime: '2026-01-01T09:08:00Z' },
    ...(phase === undefined ? {} : { status: { phase } }),
  });
  expect(timedFaults([fault(), fault('Ended')], startedEpochMs)).toMatchObject([
    { timeMs: 480_000, label: 'OOMKill, planned', hasStruck: false },
    { timeMs: 480_000, label: 'OOMKill', hasStruck: true },
  ]);
});
