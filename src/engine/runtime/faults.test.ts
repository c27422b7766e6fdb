import { describe, expect, it } from 'vitest';
import type { Fault, FaultStatus } from '../api/podarium.ts';
import { RuntimeHarness } from './runtime-harness.ts';

const start = (): RuntimeHarness => new RuntimeHarness().started();
const statusOf = (cluster: RuntimeHarness, name: string): FaultStatus | undefined =>
  (cluster.store.get('faults.podarium.dev', '', name) as Fault).status;

describe('faults', () => {
  it('end a container once, with their exit code, and say what they struck', () => {
    const cluster = start();
    const pod = cluster.run({ image: 'nginx' });
    cluster.run({ image: 'nginx' }, {}, 'other');
    cluster.fault('blow', { type: 'ContainerExit', exitCode: 3, target: { labels: { app: 'web' } } });
    expect(cluster.exits()).toMatchObject([{ exitCode: 3, reason: 'Error' }]);
    expect(statusOf(cluster, 'blow')).toMatchObject({
      phase: 'Ended',
      struck: ['default/web/main'],
      startedAt: '2026-03-02T09:00:01Z',
    });
    cluster.start(pod, 1);
    cluster.advance(60_000);
    expect(cluster.exits()).toHaveLength(1);
  });

  it('begin at their time, strike each start while they last, and end', () => {
    const cluster = start();
    const pod = cluster.run({ image: 'nginx' });
    cluster.fault('oom', { type: 'OOMKill', startTime: '2026-03-02T09:00:10Z', durationSeconds: 20 });
    expect(statusOf(cluster, 'oom')?.phase).toBe('Planned');
    cluster.advance(9_400);
    expect(cluster.exits()).toEqual([{ exitCode: 137, reason: 'OOMKilled', timeMs: 10_000 }]);
    cluster.start(pod, 1);
    cluster.advance(5_000);
    expect(cluster.exits()).toMatchObject([{}, { exitCode: 137, timeMs: 11_000 }]);
    const copy = cluster.restored();
    for (const each of [cluster, copy]) {
      each.advance(15_000);
      each.start(pod, 2);
      each.advance(60_000);
    }
    expect(statusOf(cluster, 'oom')).toMatchObject({ phase: 'Ended', endedAt: '2026-03-02T09:00:30Z' });
    expect(cluster.exits()).toHaveLength(2);
    expect(copy.exits()).toHaveLength(0);
  });

  it('make images unpullable until they are taken back', () => {
    const cluster = start();
    cluster.fault('registry', { type: 'ImageUnpullable', target: { image: 'nginx' } });
    cluster.runtime.pullImage('node-1', 'nginx:1.29');
    cluster.runtime.pullImage('node-1', 'redis');
    cluster.advance(10_000);
    expect(cluster.events.map((event) => event.kind).toSorted()).toEqual(['ImagePullFailed', 'ImagePulled']);
    const fault = cluster.store.get('faults.podarium.dev', '', 'registry')!;
    cluster.store.write({
      resource: 'faults.podarium.dev',
      namespace: '',
      name: fault.metadata!.name!,
      next: undefined,
      timeMs: 0,
      author: 'test',
      cause: cluster.kernel.cause,
    });
    cluster.advance(0);
    cluster.runtime.pullImage('node-1', 'nginx:1.29');
    cluster.advance(10_000);
    expect(cluster.events.at(-1)).toMatchObject({ kind: 'ImagePulled', image: 'nginx:1.29' });
  });

  it('fail probes, and nothing else', () => {
    const cluster = start();
    cluster.run({ image: 'nginx', readinessProbe: { exec: { command: ['ls', '/tmp'] } } });
    cluster.advance(100);
    cluster.fault('ill', { type: 'ProbeFailure', target: { pod: 'web' }, durationSeconds: 5 });
    expect(cluster.runtime.probePort('node-1', 'uid-web', 80, '/')).toMatchObject({ status: 500 });
    expect(cluster.runtime.askPort('uid-web', 80, '/')).toMatchObject({ status: 200 });
    expect(cluster.exec('ls', '/tmp').exitCode).toBe(1);
    expect(cluster.exec('ls', '/etc').exitCode).toBe(0);
    cluster.advance(5_000);
    expect(cluster.runtime.probePort('node-1', 'uid-web', 80, '/')).toMatchObject({ status: 200 });
  });
});
