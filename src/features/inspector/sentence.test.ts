import { describe, expect, it } from 'vitest';
import { inspected } from './kind-of-key.ts';
import { seconds } from './seconds-text.ts';
import { sentenceOf } from './sentence.ts';
import type { Surroundings } from './surroundings.ts';

const nowEpochMs = Date.parse('2026-01-01T09:06:24Z');
const around: Surroundings = {
  nowEpochMs,
  node: undefined,
  endpointSlices: [],
  events: [],
  get: () => undefined,
  list: () => [],
};
const say = (key: string, object: object, more: Partial<Surroundings> = {}): string | undefined =>
  sentenceOf(inspected(key, object), { ...around, ...more });

const crashing = {
  spec: { nodeName: 'node-3', containers: [{ name: 'mailer', image: 'mailer:1' }] },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'mailer',
        ready: false,
        restartCount: 3,
        state: {
          waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container=mailer' },
        },
        lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: '2026-01-01T09:06:07Z' } },
      },
    ],
  },
};

describe('sentenceOf', () => {
  it('counts down a crash loop', () => {
    expect(say('pods/shop/mailer', crashing)).toBe(
      'Container **mailer** exited with code 1, 4 times so far. The kubelet starts it again in **23 s**, and waits twice as long after every exit.',
    );
  });

  it('knows whether a container that ended starts again, and when', () => {
    const ended = (restartPolicy: string, restartCount: number, exitCode = 3, phase = 'Running') => ({
      spec: { restartPolicy, containers: [{ name: 'c' }] },
      status: {
        phase,
        containerStatuses: [
          {
            name: 'c',
            restartCount,
            state: {
              terminated: {
                exitCode,
                startedAt: '2026-01-01T09:06:00Z',
                finishedAt: '2026-01-01T09:06:23Z',
              },
            },
          },
        ],
      },
    });
    const once = 'Container **c** exited with code 3. The kubelet starts it again **at once**.';
    const never = 'Container **c** exited with code 3, and nothing will start it again.';
    expect(say('pods/shop/a', ended('Always', 0))).toBe(once);
    expect(say('pods/shop/a', ended('OnFailure', 0))).toBe(once);
    expect(say('pods/shop/a', ended('Always', 2))).toContain('starts it again in **19 s**');
    expect(say('pods/shop/a', ended('Always', 0, 0))).toContain('exited with code 0. The kubelet starts it');
    expect(say('pods/shop/a', ended('Never', 0, 3, 'Failed'))).toBe(never);
    expect(say('pods/shop/a', ended('Never', 0))).toBe(never);
  });

  it('repeats the scheduler when no node fits', () => {
    const message = '0/4 nodes are available: 4 Insufficient cpu.';
    const pod = {
      spec: { containers: [] },
      status: {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
      },
    };
    expect(say('pods/shop/web', pod)).toBe(`No node can take it: ${message}`);
  });

  it('says of a Service where its requests go', () => {
    const service = { metadata: { name: 'web' }, spec: { clusterIP: '10.96.0.7', ports: [{ port: 80 }] } };
    const endpoint = (ready: boolean) => ({ addresses: ['10.244.1.2'], conditions: { ready } });
    const slice = { addressType: 'IPv4', endpoints: [endpoint(true), endpoint(false)] };
    expect(say('services/shop/web', service)).toBe(
      'Requests to **10.96.0.7:80** go nowhere: no pod that it selects is ready.',
    );
    expect(say('services/shop/web', service, { endpointSlices: [slice] })).toBe(
      'Requests to **10.96.0.7:80** go to **1 of 2** pods: the ready ones.',
    );
  });

  it('tells a rollout from a Deployment at rest', () => {
    const status = { replicas: 4, readyReplicas: 4, updatedReplicas: 1 };
    expect(say('deployments.apps/shop/web', { spec: { replicas: 4 }, status })).toContain(
      '**1** are of the newest version',
    );
    expect(
      say('deployments.apps/shop/web', { spec: { replicas: 4 }, status: { ...status, updatedReplicas: 4 } }),
    ).toContain('all of the newest');
  });

  it('has nothing to say of what nobody described', () =>
    expect(say('gadgets.acme.io/shop/settings', {})).toBeUndefined());
});

it('writes waits as people read them', () => {
  expect([22_100, 59_900, 64_000, -5].map(seconds)).toEqual(['23 s', '1:00', '1:04', '0 s']);
});
