import { describe, expect, it } from 'vitest';
import type { Event } from '../../engine/api/generated/types.ts';
import { exitWords } from './exit-words.ts';
import { podSentence } from './pod-sentence.ts';
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
const app = { name: 'app', image: 'app:1' };
const status = { name: 'app', image: 'app:1', imageID: '', restartCount: 0 };
const running = { running: { startedAt: '2026-01-01T09:06:00Z' } };

describe('podSentence', () => {
  it('names the init container that the others wait for', () => {
    const init = (exitCode?: number) => ({
      spec: {
        nodeName: 'node-1',
        initContainers: [{ name: 'log', restartPolicy: 'Always' }, { name: 'migrate' }],
        containers: [app],
      },
      status: {
        initContainerStatuses: [
          { ...status, name: 'log', ready: true, started: exitCode !== undefined, state: running },
          { ...status, name: 'migrate', ready: false, started: true, state: running },
        ],
      },
    });
    expect(podSentence(init(), around)).toBe(
      '**0 of 2** init containers are done. The rest waits until the sidecar **log** has started.',
    );
    expect(podSentence(init(0), around)).toBe(
      '**1 of 2** init containers are done. The rest waits until **migrate** has ended well.',
    );
  });

  it('tells of a failing readiness probe and of the Service that leaves the pod out', () => {
    const pod = {
      spec: { nodeName: 'node-1', containers: [app] },
      status: {
        phase: 'Running',
        containerStatuses: [{ ...status, ready: false, started: true, state: running }],
      },
    };
    const failure: Event = {
      metadata: {},
      involvedObject: { fieldPath: 'spec.containers{app}' },
      reason: 'Unhealthy',
      message: 'Readiness probe failed: HTTP probe failed with statuscode: 500',
      lastTimestamp: '2026-01-01T09:06:20Z',
    };
    const slice = {
      addressType: 'IPv4',
      endpoints: [],
      metadata: { labels: { 'kubernetes.io/service-name': 'shop' } },
    };
    expect(podSentence(pod, { ...around, events: [failure], endpointSlices: [slice] })).toBe(
      'Container **app** runs, but its readiness probe fails. Service **shop** leaves it out.',
    );
    // What was said of the life before is no longer true of this one.
    const old = { ...failure, lastTimestamp: '2026-01-01T09:05:59Z' };
    expect(podSentence(pod, { ...around, events: [old] })).toBe(
      'Container **app** runs but is not ready. No Service sends it requests.',
    );
  });

  it('repeats what the registry answered, without the chain of the runtime', () => {
    const message =
      'Back-off pulling image "app:2": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/app:2": failed to resolve reference "docker.io/library/app:2": docker.io/library/app:2: not found';
    const pod = {
      spec: { nodeName: 'node-1', containers: [app] },
      status: {
        phase: 'Pending',
        containerStatuses: [
          { ...status, ready: false, state: { waiting: { reason: 'ImagePullBackOff', message } } },
        ],
      },
    };
    expect(podSentence(pod, around)).toContain('could not be fetched: docker.io/library/app:2: not found.');
  });

  it('says what comes before and after the signal to stop', () => {
    const pod = {
      metadata: { deletionTimestamp: '2026-01-01T09:06:44Z' },
      spec: {
        nodeName: 'node-1',
        initContainers: [{ name: 'log', restartPolicy: 'Always' }],
        containers: [{ ...app, lifecycle: { preStop: { sleep: { seconds: 5 } } } }],
      },
    };
    expect(podSentence(pod, around)).toBe(
      'It is being deleted. Its containers have **20 s** left to stop by themselves. The preStop hook of **app** runs before the signal to stop. Sidecars stop last: **log**.',
    );
  });
});

it('knows the signals behind exit codes', () => {
  expect([0, 3, 127, 137, 143].map(exitWords)).toEqual([
    '0',
    '3',
    '127 (command not found)',
    '137 (SIGKILL)',
    '143 (SIGTERM)',
  ]);
});
