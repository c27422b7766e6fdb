import { describe, expect, it } from 'vitest';
import type { Pod } from '../../engine/api/generated/types.ts';
import { clock, describePod, shortName } from './describe-pod.ts';

const owned = (name: string, kind: string, owner: string, labels: Record<string, string> = {}): Pod => ({
  metadata: {
    name,
    namespace: 'default',
    labels,
    ownerReferences: [{ apiVersion: 'apps/v1', kind, name: owner, uid: 'u', controller: true }],
  },
});

describe('short names', () => {
  it('drop the hash of the template and keep the suffix', () => {
    const pod = owned('web-6d4b75cb6d-x7kd9', 'ReplicaSet', 'web-6d4b75cb6d', {
      'pod-template-hash': '6d4b75cb6d',
    });
    expect(shortName(pod)).toEqual({ name: 'web', suffix: 'x7kd9', isSuffixWord: false });
  });

  it('keep the ordinal of a StatefulSet and say what it is', () => {
    expect(shortName(owned('redis-0', 'StatefulSet', 'redis'))).toEqual({
      name: 'redis-0',
      suffix: 'StatefulSet',
      isSuffixWord: true,
    });
  });

  it('keep the whole name of a bare pod', () => {
    expect(shortName({ metadata: { name: 'my-pod' } })).toEqual({
      name: 'my-pod',
      suffix: 'Pod',
      isSuffixWord: true,
    });
  });
});

describe('the foot of a card', () => {
  const now = Date.UTC(2030, 0, 1, 9, 0, 0);
  const context = { isNodeLost: false, nowEpochMs: now };

  it('counts down the back-off that the kubelet announced', () => {
    const pod: Pod = {
      metadata: { name: 'mailer' },
      spec: { nodeName: 'node-1', containers: [{ name: 'mailer' }] },
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            name: 'mailer',
            image: 'mailer',
            imageID: '',
            ready: false,
            restartCount: 3,
            state: {
              waiting: {
                reason: 'CrashLoopBackOff',
                message: 'back-off 40s restarting failed container=mailer pod=x',
              },
            },
            lastState: { terminated: { exitCode: 1, finishedAt: '2030-01-01T08:59:43Z' } },
          },
        ],
      },
    };
    const look = describePod(pod, context);
    expect(look).toMatchObject({ state: 'backOff', word: 'Back-off', number: '23s' });
    expect(look.share).toBeCloseTo(23 / 40);
  });

  it('says how old the last report of a lost node is', () => {
    const pod: Pod = { metadata: { name: 'a' }, spec: { nodeName: 'node-2', containers: [] } };
    const look = describePod(pod, { ...context, isNodeLost: true, lastReportEpochMs: now - 94_000 });
    expect(look).toMatchObject({ state: 'unknown', word: 'Unknown', number: '1:34' });
  });

  it('writes clocks as people do', () => {
    expect([0, 59_400, 94_000, 3_720_000].map(clock)).toEqual(['0:00', '0:59', '1:34', '1:02:00']);
  });
});
