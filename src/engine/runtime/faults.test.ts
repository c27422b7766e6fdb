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

  it('fail probes of a kind, and nothing else', () => {
    const cluster = start();
    cluster.run({ image: 'nginx' });
    cluster.advance(100);
    cluster.fault('ill', {
      type: 'ProbeFailure',
      target: { pod: 'web' },
      probe: 'liveness',
      durationSeconds: 5,
    });
    expect(statusOf(cluster, 'ill')).toMatchObject({ phase: 'Active', struck: ['default/web/main'] });
    expect(cluster.runtime.failingProbe('uid-web', 'main', 'liveness')).toBe('ill');
    expect(cluster.runtime.failingProbe('uid-web', 'main', 'readiness')).toBeUndefined();
    expect(cluster.runtime.askPort('uid-web', 80, '/')).toMatchObject({ status: 200 });
    cluster.advance(5_000);
    expect(cluster.runtime.failingProbe('uid-web', 'main', 'liveness')).toBeUndefined();
  });

  it('let a container stand still: nothing answers, signals and sleeps wait', () => {
    const cluster = start();
    cluster.run({ image: 'nginx' });
    cluster.run(
      { command: ['sh', '-c', 'trap "echo bye; exit 4" TERM; for i in 1 2 3; do echo $i; sleep 10; done'] },
      {},
      'loop',
    );
    cluster.advance(3_000).fault('stop', { type: 'Hang', durationSeconds: 60 });
    const copy = cluster.restored();
    expect(cluster.runtime.askPort('uid-web', 80, '/')).toEqual({ kind: 'timeout' });
    expect(cluster.runtime.askPort('uid-web', 80, undefined)).toMatchObject({ kind: 'open' });
    expect(cluster.runtime.exec('node-1', 'uid-web', 'main', ['ls']).waitedMs).toBeGreaterThan(60_000);
    cluster.runtime.stopContainer('node-1', 'uid-web', 'main', 30_000);
    expect(cluster.advance(50_000).exits()).toMatchObject([{ exitCode: 137, timeMs: 34_200 }]);
    expect(cluster.logs('uid-loop')).toEqual(['1']);
    cluster.runtime.stopContainer('node-1', 'uid-loop', 'main', 30_000);
    expect(cluster.advance(20_000).exits().at(-1)).toMatchObject({ exitCode: 4 });
    expect(cluster.logs('uid-loop')).toEqual(['1', '2', 'bye']);
    expect(copy.advance(100_000).logs('uid-loop')).toEqual(['1', '2', '3']);
  });

  it('let what starts wait before it does anything', () => {
    const cluster = start();
    cluster.fault('slow', { type: 'SlowStart', seconds: 20 });
    cluster.run({ image: 'nginx' });
    expect(cluster.advance(19_000).runtime.askPort('uid-web', 80, '/')).toEqual({ kind: 'refused' });
    expect(cluster.advance(2_000).runtime.askPort('uid-web', 80, '/')).toMatchObject({ status: 200 });
    expect(statusOf(cluster, 'slow')?.struck).toEqual(['default/web/main']);
  });

  it('let writes fail for want of space', () => {
    const cluster = start();
    cluster.run({ command: ['sleep', 'infinity'] });
    cluster.fault('full', { type: 'DiskFull', durationSeconds: 10 });
    expect(cluster.exec('sh', '-c', 'echo more > /tmp/file')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('No space left on device'),
    });
    cluster.advance(10_000);
    expect(cluster.exec('sh', '-c', 'echo more > /tmp/file').exitCode).toBe(0);
  });
});

describe('memory', () => {
  const limits = { memory: '100Mi' };
  const mebibytes = (cluster: RuntimeHarness, pod: string): number =>
    Math.round((cluster.runtime.usage(`uid-${pod}`, 'main')?.memoryBytes ?? 0) / 2 ** 20);

  it('leaks until the limit, again after each start, and stays when the leak is over', () => {
    const cluster = start();
    const pod = cluster.run({ command: ['sleep', 'infinity'], resources: { limits } });
    cluster.fault('leak', { type: 'MemoryLeak', rate: '5Mi', durationSeconds: 30 });
    expect(mebibytes(cluster.advance(10_000), 'web')).toBe(51);
    const copy = cluster.restored();
    for (const each of [cluster, copy]) {
      expect(each.advance(9_900).exits()).toMatchObject([{ exitCode: 137, reason: 'OOMKilled' }]);
      each.start(pod, 1);
      each.advance(30_000);
      expect(mebibytes(each, 'web')).toBe(48);
      expect(each.exits()).toHaveLength(1);
    }
  });

  it('is what a volume in memory is made of', () => {
    const cluster = start();
    cluster.run(
      {
        command: [
          'sh',
          '-c',
          'fallocate -l 80M /data/a; sleep 5; dd if=/dev/zero of=/data/b bs=1M count=80; sleep infinity',
        ],
        resources: { limits },
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
      { volumes: [{ name: 'data', emptyDir: { medium: 'Memory' } }] } as never,
    );
    expect(mebibytes(cluster, 'web')).toBe(81);
    expect(cluster.restored().advance(6_000).exits()).toMatchObject([{ reason: 'OOMKilled' }]);
    expect(cluster.advance(6_000).exits()).toMatchObject([{ reason: 'OOMKilled' }]);
  });

  it('of the whole machine used up gets the least guarded container killed', () => {
    const cluster = start();
    cluster.run({ command: ['sleep', 'infinity'] }, {}, 'best-effort');
    cluster.run({ command: ['sleep', 'infinity'] });
    cluster.fault('leak', { type: 'MemoryLeak', rate: '100Mi', target: { pod: 'web' } });
    cluster.advance(120_000);
    expect(cluster.events.filter(({ kind }) => kind === 'SystemOom')).toMatchObject([
      { node: 'node-1', process: 'sleep', timeMs: 79_309 },
    ]);
    expect(cluster.exits()).toMatchObject([{ reason: 'OOMKilled' }]);
    expect(cluster.runtime.usage('uid-best-effort', 'main')).toBeDefined();
  });
});

describe('CPU', () => {
  it('is held back by limits and dealt out by weight', () => {
    const cluster = start();
    const cpu = (pod: string): number | undefined => cluster.runtime.usage(`uid-${pod}`, 'main')?.cpuMilli;
    const sleeper = { command: ['sleep', 'infinity'] };
    cluster.run({ ...sleeper, resources: { limits: { cpu: '500m' } } });
    cluster.run({ ...sleeper, resources: { requests: { cpu: '1' } } }, {}, 'big');
    cluster.run({ ...sleeper, resources: { requests: { cpu: '100m' } } }, {}, 'small');
    cluster.fault('one', { type: 'CPUHog', target: { pod: 'web' } });
    expect(cpu('web')).toBe(500);
    cluster.fault('two', { type: 'CPUHog', durationSeconds: 10 });
    expect([cpu('web'), cpu('big'), cpu('small')]).toEqual([500, 2953, 502]);
    cluster.advance(10_000);
    expect([cpu('web'), cpu('big')]).toEqual([500, 0]);
  });

  it('is missed by what computes: a loop takes as much longer as its limit makes it', () => {
    const cluster = start();
    const loop = {
      command: ['sh', '-c', 'i=0; while [ $i -lt 5000 ]; do i=$((i+1)); done; echo done; sleep infinity'],
    };
    cluster.run(loop);
    cluster.run({ ...loop, resources: { limits: { cpu: '250m' } } }, {}, 'held');
    const doneMs = (pod: string): number => cluster.runtime.logs(`uid-${pod}`, 'main', false)[0]?.timeMs ?? 0;
    cluster.advance(60_000);
    const [free, held] = [doneMs('web') - 600, doneMs('held') - 1_200];
    expect(held / free).toBeCloseTo(4, 0);
  });

  it('and memory stand in the files of the cgroup', () => {
    const cluster = start();
    const resources = { requests: { cpu: '100m' }, limits: { cpu: '500m', memory: '64Mi' } };
    cluster.run({ command: ['sleep', 'infinity'], resources });
    cluster.advance(1_000).fault('hog', { type: 'CPUHog' });
    cluster.advance(2_000);
    const read = (...names: string[]): string =>
      cluster.exec('cat', ...names.map((name) => `/sys/fs/cgroup/${name}`)).stdout;
    expect(read('cpu.max', 'cpu.weight', 'memory.max', 'memory.current', 'pids.max')).toBe(
      '50000 100000\n17\n67108864\n614400\nmax\n',
    );
    expect(read('cpu.stat')).toBe(
      'usage_usec 1000000\nuser_usec 800000\nsystem_usec 200000\nnr_periods 30\nnr_throttled 20\nthrottled_usec 2000000\n',
    );
    expect(cluster.exec('sh', '-c', 'echo max > /sys/fs/cgroup/memory.max').stderr).toContain(
      'Read-only file system',
    );
  });
});
