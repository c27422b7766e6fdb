import { describe, expect, it } from 'vitest';
import type { Container, Pod, PodSpec } from '../api/generated/types.ts';
import { RuntimeHarness } from './runtime-harness.ts';

/** A pod with a main container and a second one. */
function pair(spec: Partial<PodSpec>, main: Partial<Container>, other: Partial<Container>): RuntimeHarness {
  const cluster = new RuntimeHarness().started();
  const pod = cluster.run(main, spec as never);
  startBeside(cluster, pod, other);
  return cluster;
}

function startBeside(cluster: RuntimeHarness, pod: Pod, other: Partial<Container>): void {
  const container = { name: 'other', image: 'busybox', ...other };
  cluster.runtime.startContainer({ node: 'node-1', pod, container, attempt: 0, environment: {} });
}

function say(cluster: RuntimeHarness, script: string, container = 'main'): string {
  const { stdout, stderr } = cluster.runtime.exec('node-1', 'uid-web', container, ['sh', '-c', script]);
  return (stdout + stderr).trimEnd();
}

const sleeps = (seconds: number): Partial<Container> => ({ command: ['sleep', String(seconds)] });
const words = (listing: string): string[] => listing.split('\n').map((line) => line.slice(21));

describe('processes', () => {
  it('of a container are by themselves', () => {
    const cluster = pair({}, sleeps(100), sleeps(200));
    expect(words(say(cluster, 'ps'))).toEqual(['COMMAND', 'sleep 100', 'ps']);
    expect(say(cluster, 'pidof sleep; kill -9 1; kill 77; echo $?')).toBe(
      "1\n1\nsh: can't kill pid 77: No such process",
    );
    cluster.advance(5_000);
    expect(cluster.exits()).toEqual([]);
  });

  it('of a pod that shares them see each other, behind pause', () => {
    const cluster = pair({ shareProcessNamespace: true }, sleeps(100), sleeps(200));
    expect(say(cluster, 'ps').split('\n').slice(1, 4)).toEqual([
      '    1 65535     0:00 /pause',
      '    7 root      0:00 sleep 100',
      '   13 root      0:00 sleep 200',
    ]);
    say(cluster, 'kill 13');
    cluster.advance(1_000);
    expect(cluster.exits()).toMatchObject([{ exitCode: 143 }]);
    say(cluster, 'kill -9 7');
    cluster.advance(1_000);
    expect(cluster.exits()).toMatchObject([{ exitCode: 143 }, { exitCode: 137 }]);
  });

  it('can be signalled by their own user and by root', () => {
    const asUser = (runAsUser: number, seconds: number): Partial<Container> => ({
      ...sleeps(seconds),
      securityContext: { runAsUser },
    });
    const cluster = pair({ shareProcessNamespace: true }, asUser(5, 100), asUser(6, 200));
    expect(say(cluster, 'kill 13')).toBe("sh: can't kill pid 13: Operation not permitted");
    expect(say(cluster, 'kill 13', 'other')).toBe('');
  });

  it('in the background have numbers of their own, and what a shell waits for can be ended by itself', () => {
    const script = 'sleep 1000 & echo $! $$; while true; do sleep 500; echo woken $?; done';
    const cluster = pair({ shareProcessNamespace: true }, { command: ['sh', '-c', script] }, sleeps(200));
    expect(cluster.logs()).toEqual(['8 7']);
    expect(words(say(cluster, 'ps')).slice(2, 5)).toEqual([`sh -c ${script}`, 'sleep 1000', 'sleep 500']);
    say(cluster, 'kill $(pgrep -f "^sleep 500")');
    cluster.advance(1);
    expect(cluster.logs()).toEqual(['8 7', 'woken 143']);
    const again = cluster.restored();
    expect(say(again, 'kill 8; pgrep -f "^sleep 1000"')).toBe('');
  });

  it('of a machine are seen with hostPID, those of other pods among them', () => {
    const cluster = pair({}, sleeps(100), sleeps(200));
    cluster.run({ ...sleeps(300) }, { hostPID: true } as never, 'guest');
    const listing = (): string => cluster.runtime.exec('node-1', 'uid-guest', 'main', ['ps']).stdout;
    expect(listing()).toMatch(/ 1 root +0:00 \/sbin\/init\n/);
    for (const line of ['kubelet', '/pause', 'sleep 100', 'sleep 200', 'sleep 300'])
      expect(listing()).toContain(line);
    cluster.runtime.exec('node-1', 'uid-guest', 'main', ['pkill', '-9', '-f', 'sleep 200']);
    cluster.advance(100);
    expect(cluster.exits()).toMatchObject([{ exitCode: 137 }]);
    expect(listing()).not.toContain('sleep 200');
  });

  it('traps of other signals run', () => {
    const script = 'trap "echo hup" HUP; trap "" USR1; while true; do sleep 1; done';
    const cluster = pair({}, { command: ['sh', '-c', script] }, sleeps(5));
    say(cluster, 'kill -HUP 1; kill -USR1 1; kill -INT 1');
    cluster.advance(1_100);
    expect(cluster.logs()).toEqual(['hup']);
    expect(cluster.exits()).toEqual([]);
  });
});
