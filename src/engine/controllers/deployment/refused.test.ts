import { describe, expect, it } from 'vitest';
import type { Deployment, ReplicaSet } from '../../api/generated/types.ts';
import type { View, Write } from '../../api/part.ts';
import type { Status } from '../../api/status-error.ts';
import { newReplicaSet } from './new-replica-set.ts';
import { refusedReplicaSet } from './refused.ts';

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'nginx' }] },
};
const deployment: Deployment = {
  metadata: { name: 'web', namespace: 'default', uid: 'd1' },
  spec: { replicas: 1, progressDeadlineSeconds: 600, selector: { matchLabels: { app: 'web' } }, template },
};
const wanted = newReplicaSet(deployment, []);
const create: Write = { verb: 'create', resource: 'replicasets.apps', object: wanted };

function status(reason: string, message: string): Status {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason, message, code: 409 };
}

function viewOf(taken: ReplicaSet): View {
  return { nowTimestamp: '2026-01-01T00:00:00Z', get: () => taken } as unknown as View;
}

describe('a ReplicaSet that was refused', () => {
  it('gets another name when its name is taken', () => {
    const foreign: ReplicaSet = { ...wanted, metadata: { ...wanted.metadata, ownerReferences: [] } };
    const [write] = refusedReplicaSet(deployment, create, status('AlreadyExists', ''), viewOf(foreign));
    expect(write).toMatchObject({ verb: 'updateStatus', object: { status: { collisionCount: 1 } } });
    const next = newReplicaSet((write as { object: Deployment }).object, []);
    expect(next.metadata?.name).not.toBe(wanted.metadata?.name);
  });

  it('counts no collision when it is our own', () => {
    expect(refusedReplicaSet(deployment, create, status('AlreadyExists', ''), viewOf(wanted))).toEqual([]);
  });

  it('is told of otherwise, as Event and condition', () => {
    const writes = refusedReplicaSet(deployment, create, status('Forbidden', 'no'), viewOf(wanted));
    const message = `Failed to create new replica set "${wanted.metadata?.name}": no`;
    expect(writes).toMatchObject([
      {
        object: {
          status: {
            conditions: [{ type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message }],
          },
        },
      },
      { event: { type: 'Warning', reason: 'ReplicaSetCreateError', message } },
    ]);
  });
});
