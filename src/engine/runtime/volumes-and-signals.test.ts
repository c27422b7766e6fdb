import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../api/object.ts';
import { RuntimeHarness } from './runtime-harness.ts';
import { decodeBase64 } from '../api/base64.ts';

const start = (options = {}): RuntimeHarness => new RuntimeHarness(options).started();

describe('files', () => {
  it('are lost with the container, but not in an emptyDir', () => {
    const cluster = start();
    const pod = cluster.run(
      {
        command: ['sh', '-c', 'ls /data /tmp; touch /data/kept /tmp/lost; exit 1'],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
      { volumes: [{ name: 'data', emptyDir: {} }] } as never,
    );
    cluster.advance(1_000);
    cluster.start(pod, 1);
    expect(cluster.logs()).toEqual(['/data:', 'kept', '/tmp:']);
    expect(cluster.runtime.logs('uid-web', 'main', true).map((line) => line.text)).toEqual([
      '/data:',
      '/tmp:',
    ]);
    cluster.store.write({
      resource: 'pods',
      namespace: 'default',
      name: 'web',
      next: undefined,
      timeMs: 0,
      author: 'test',
      cause: cluster.kernel.cause,
    });
    cluster.runtime.removePodSandbox('node-1', 'uid-web');
    expect(cluster.runtime.snapshot()).toHaveProperty('volumes', {});
  });

  it('show ConfigMaps, Secrets and fields of the pod', () => {
    const cluster = start();
    cluster.put('configmaps', {
      metadata: { namespace: 'default', name: 'settings' },
      data: { colour: 'blue' },
    } as KubeObject);
    cluster.put('secrets', {
      metadata: { namespace: 'default', name: 'hidden' },
      data: { key: 'w7xiZXI=' },
    } as KubeObject);
    cluster.run(
      {
        command: ['sleep', '1000'],
        volumeMounts: [
          { name: 'a', mountPath: '/etc/settings' },
          { name: 'b', mountPath: '/etc/all' },
        ],
      },
      {
        volumes: [
          { name: 'a', configMap: { name: 'settings', items: [{ key: 'colour', path: 'paint' }] } },
          {
            name: 'b',
            projected: {
              sources: [
                { secret: { name: 'hidden' } },
                { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
              ],
            },
          },
        ],
      } as never,
    );
    expect(cluster.exec('cat', '/etc/settings/paint', '/etc/all/key', '/etc/all/labels').stdout).toBe(
      'blueüberapp="web"',
    );
    expect(cluster.exec('sh', '-c', 'echo x > /etc/settings/new').exitCode).toBe(1);
    expect(decodeBase64('aGk=')).toBe('hi');
  });

  it('are followed by tail -f in a second container', () => {
    const cluster = start();
    const mount = { volumeMounts: [{ name: 'logs', mountPath: '/var/log/app' }] };
    const pod = cluster.run(
      {
        command: [
          'sh',
          '-c',
          'i=0; while true; do i=$((i+1)); echo $i >> /var/log/app/out.log; sleep 1; done',
        ],
        ...mount,
      },
      { volumes: [{ name: 'logs', emptyDir: {} }] } as never,
    );
    const reader = {
      name: 'reader',
      image: 'busybox',
      args: ['tail', '-n+1', '-F', '/var/log/app/out.log'],
      ...mount,
    };
    cluster.runtime.startContainer({ node: 'node-1', pod, container: reader, attempt: 0, environment: {} });
    cluster.advance(2_500);
    expect(cluster.logs('uid-web', 'reader')).toEqual(['1', '2', '3']);
  });
});

describe('signals', () => {
  const stopped = (script: string, options = {}): { exitCode: number; timeMs: number; logs: string[] } => {
    const cluster = start(options);
    cluster.run({ command: ['sh', '-c', script] });
    cluster.advance(1_400);
    cluster.runtime.stopContainer('node-1', 'uid-web', 'main', 10_000);
    cluster.advance(20_000);
    const { exitCode, timeMs } = cluster.exits()[0]!;
    return { exitCode, timeMs: timeMs - 2_000, logs: cluster.logs() };
  };

  it.each<[string, string, object, object]>([
    [
      'a trap runs when the command before it is over',
      'trap "echo caught; exit 5" TERM; while true; do sleep 1; done',
      {},
      { exitCode: 5, timeMs: 600, logs: ['caught'] },
    ],
    ['wait is interrupted', 'trap "exit 6" TERM; sleep 1000 & wait', {}, { exitCode: 6, timeMs: 0 }],
    ["trap '' ignores", "trap '' TERM; sleep 1000", {}, { exitCode: 137, timeMs: 10_000 }],
    ['PID 1 without handler ignores', 'sleep 1000', {}, { exitCode: 137, timeMs: 10_000 }],
    [
      'unless told otherwise',
      'sleep 1000',
      { timings: { pidOneIgnoresTerm: false } },
      { exitCode: 143, timeMs: 100 },
    ],
    [
      'a program may say how it stops',
      'slow; sleep 1000',
      {
        programs: {
          slow: (call: { host: { setTermination(ms: number, code: number): void } }) => (
            call.host.setTermination(2_000, 9),
            0
          ),
        },
      },
      { exitCode: 9, timeMs: 2_000 },
    ],
  ])('%s', (_, script, options, expected) => {
    expect(stopped(script, options)).toMatchObject(expected);
  });

  it('a shorter grace period at a second stop counts', () => {
    const cluster = start();
    cluster.run({ command: ['sleep', '1000'] });
    cluster.runtime.stopContainer('node-1', 'uid-web', 'main', 30_000);
    cluster.advance(1_000);
    cluster.runtime.stopContainer('node-1', 'uid-web', 'main', 0);
    cluster.advance(1);
    expect(cluster.exits()).toEqual([{ exitCode: 137, reason: 'Error', timeMs: 1_600 }]);
  });

  it('writes its last words', () => {
    const cluster = start();
    cluster.run({ command: ['sh', '-c', 'sleep 1; echo over > /dev/termination-log; exit 2'] });
    cluster.advance(1_000);
    expect(cluster.events.at(-1)).toMatchObject({ kind: 'ContainerExited', exitCode: 2, message: 'over\n' });
  });
});

describe('machines', () => {
  it('lose all that runs when the power goes, and keep their images', () => {
    const cluster = start();
    cluster.run({ command: ['sleep', '10'] });
    cluster.runtime.pullImage('node-1', 'nginx');
    cluster.advance(5_000);
    cluster.runtime.powerOff('node-1');
    cluster.advance(60_000);
    expect(cluster.exits()).toEqual([]);
    expect(cluster.runtime.probePort('node-1', 'uid-web', 80, '/').kind).toBe('timeout');
    expect(cluster.runtime.hasImage('node-1', 'nginx')).toBe(true);
    expect(cluster.kernel.pendingCount).toBe(0);
  });

  it('hand out addresses in a circle, none twice', () => {
    const cluster = start();
    cluster.put('nodes', { metadata: { name: 'node-1' }, spec: { podCIDR: '10.244.3.0/29' } } as KubeObject);
    const ips = (): string[] =>
      cluster.events.flatMap((event) => (event.kind === 'SandboxReady' ? [event.podIp] : []));
    for (const name of ['a', 'b', 'c']) cluster.run({}, {}, name);
    cluster.runtime.removePodSandbox('node-1', 'uid-a');
    for (const name of ['d', 'e', 'f']) cluster.run({}, {}, name);
    expect(ips()).toEqual([
      '10.244.3.2',
      '10.244.3.3',
      '10.244.3.4',
      '10.244.3.5',
      '10.244.3.6',
      '10.244.3.2',
    ]);
  });
});
