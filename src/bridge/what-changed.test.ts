import { expect, it } from 'vitest';
import { whatChanged } from './what-changed.ts';

const pod = (status: object, spec: object = {}, metadata: object = {}) => ({
  metadata: { name: 'a', ...metadata },
  spec,
  status,
});
const container = (state: object) => ({ phase: 'Running', containerStatuses: [{ name: 'web', state }] });

it('tells the node, the phase and the end first', () => {
  expect(whatChanged(pod({ phase: 'Pending' }), pod({ phase: 'Pending' }, { nodeName: 'node-3' }))).toBe(
    'spec.nodeName = node-3',
  );
  expect(whatChanged(pod({ phase: 'Pending' }), pod({ phase: 'Running', podIP: '10.1.1.1' }))).toBe(
    'status.phase Pending → Running',
  );
  expect(whatChanged(pod({}), pod({}, {}, { deletionTimestamp: '2026-01-01T00:00:00Z' }))).toBe(
    'metadata.deletionTimestamp set',
  );
});

it('names containers, conditions and taints', () => {
  expect(
    whatChanged(
      pod(container({ running: { startedAt: 'x' } })),
      pod(container({ terminated: { exitCode: 3, reason: 'Error', finishedAt: 'y' } })),
    ),
  ).toContain('status.containerStatuses[web].state.terminated.exitCode = 3');
  const node = (status: string, taints: object[]) => ({
    metadata: { name: 'node-1' },
    spec: { taints },
    status: { conditions: [{ type: 'Ready', status, lastHeartbeatTime: status }] },
  });
  const taint = { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' };
  expect(whatChanged(node('True', []), node('Unknown', []))).toBe(
    'status.conditions[Ready].status True → Unknown',
  );
  expect(whatChanged(node('True', []), node('True', [taint]))).toBe(
    'spec.taints[node.kubernetes.io/unreachable:NoExecute] added',
  );
});

it('says nothing of bookkeeping', () => {
  expect(whatChanged(pod({}, {}, { resourceVersion: '1' }), pod({}, {}, { resourceVersion: '2' }))).toBe('');
  expect(whatChanged(pod({ observedGeneration: 1 }), pod({ observedGeneration: 2 }))).toBe('');
});
