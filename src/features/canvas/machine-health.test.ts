import { describe, expect, it } from 'vitest';
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import { machineHealth } from './machine-health.ts';

const unreachable = 'node.kubernetes.io/unreachable';
const lost: Node = {
  metadata: { name: 'node-2' },
  spec: { taints: [{ key: unreachable, effect: 'NoExecute', timeAdded: '2030-01-01T09:05:36Z' }] },
  status: {
    conditions: [{ type: 'Ready', status: 'Unknown', lastHeartbeatTime: '2030-01-01T09:00:00Z' }],
    addresses: [
      { type: 'Hostname', address: 'node-2' },
      { type: 'InternalIP', address: '10.0.0.12' },
    ],
  },
};

const pod = (tolerationSeconds?: number, deletionTimestamp?: string): Pod => ({
  metadata: { name: 'a', ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }) },
  spec: {
    containers: [],
    tolerations: [
      {
        key: unreachable,
        effect: 'NoExecute',
        operator: 'Exists',
        ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }),
      },
    ],
  },
});

const scene = (node: Node, pods: readonly Pod[]) => ({
  name: 'node-2',
  node,
  machine: undefined,
  pods,
  seats: [],
  system: [],
});

describe('a machine’s health', () => {
  it('counts down to the first eviction, by each pod’s own toleration', () => {
    const health = machineHealth(scene(lost, [pod(300), pod(60), pod()]));
    expect(health.eviction).toEqual({ endEpochMs: Date.parse('2030-01-01T09:06:36Z'), seconds: 60 });
  });

  it('leaves out pods that are being deleted already', () => {
    expect(machineHealth(scene(lost, [pod(300, '2030-01-01T09:10:36Z')])).eviction).toBeUndefined();
  });

  it('was last heard of when its lease was renewed, if that was later', () => {
    const health = machineHealth(scene(lost, []), '2030-01-01T09:04:50.000000Z');
    expect(health.lastReportEpochMs).toBe(Date.parse('2030-01-01T09:04:50Z'));
    expect(health).toMatchObject({ isLost: true, isReady: false, word: 'NotReady', address: '10.0.0.12' });
  });
});
