import { describe, expect, it } from 'vitest';
import { RuntimeHarness } from './runtime-harness.ts';

const harness = (options: ConstructorParameters<typeof RuntimeHarness>[0] = {}): RuntimeHarness =>
  new RuntimeHarness(options).started();
const sh = (script: string): { command: string[] } => ({ command: ['sh', '-c', script] });

describe('a container that runs', () => {
  it('serves on its port once it has started up, and stops cleanly on SIGTERM', () => {
    const cluster = harness();
    cluster.run({ image: 'nginx:1.29' });
    expect(cluster.runtime.probePort('node-1', 'uid-web', 80, '/').kind).toBe('refused');
    cluster.advance(100);
    expect(cluster.runtime.probePort('node-1', 'uid-web', 80, '/')).toMatchObject({
      kind: 'http',
      status: 200,
    });
    expect(cluster.runtime.probePort('node-1', 'uid-web', 8080, '/').kind).toBe('refused');
    cluster.runtime.stopContainer('node-1', 'uid-web', 'main', 30_000);
    cluster.advance(100);
    expect(cluster.exits()).toEqual([{ exitCode: 0, reason: 'Completed', timeMs: 800 }]);
    expect(cluster.runtime.probePort('node-1', 'uid-web', 80, '/').kind).toBe('refused');
  });

  it('sleeps, exits and prints as its script says', () => {
    const cluster = harness();
    cluster.run(sh('echo begun; sleep 2; echo over; exit 7'));
    expect(cluster.logs()).toEqual(['begun']);
    cluster.advance(2_000);
    expect(cluster.exits()).toEqual([{ exitCode: 7, reason: 'Error', timeMs: 2_600 }]);
    expect(cluster.logs()).toEqual(['begun', 'over']);
  });

  it('cannot start a program that its image has not', () => {
    const cluster = harness();
    const pod = cluster.run({ command: ['nosuchcmd'] });
    expect(cluster.start(pod)).toMatchObject({
      reason: 'StartError',
      exitCode: 128,
      message: expect.stringContaining('exec: "nosuchcmd": executable file not found in $PATH'),
    });
  });

  it('ignores SIGTERM as PID 1 without handler, and is killed after the grace period', () => {
    const cluster = harness();
    cluster.run({ command: ['sleep', '3600'] });
    cluster.runtime.stopContainer('node-1', 'uid-web', 'main', 5_000);
    cluster.advance(10_000);
    expect(cluster.exits()).toEqual([{ exitCode: 137, reason: 'Error', timeMs: 5_600 }]);
  });

  it('goes on from a checkpoint in the middle of a loop exactly as it would have', () => {
    const cluster = harness();
    cluster.run(
      sh(
        'for i in 1 2 3; do (echo "round $i"; sleep 4); done | cat; trap "echo bye; exit 3" TERM; while true; do sleep 1; done',
      ),
    );
    cluster.advance(5_000);
    const copy = cluster.restored();
    for (const each of [cluster, copy]) {
      each.advance(9_000);
      each.runtime.stopContainer('node-1', 'uid-web', 'main', 30_000);
      each.advance(3_000);
    }
    expect(copy.logs()).toEqual(['round 1', 'round 2', 'round 3', 'bye']);
    expect(copy.exits()).toEqual(cluster.exits());
    expect(copy.exits()).toHaveLength(1);
    expect(copy.runtime.snapshot()).toEqual(cluster.runtime.snapshot());
  });
});
