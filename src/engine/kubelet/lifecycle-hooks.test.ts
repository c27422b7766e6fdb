import { describe, expect, it } from 'vitest';
import type { Event, Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function withHook(hook: string, grace = 30): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  terminationGracePeriodSeconds: ${grace}
  containers: [{ name: web, image: 'nginx:1.28', lifecycle: { ${hook} } }]
`;
}

function preStop(script: string): string {
  return `preStop: { exec: { command: [sh, -c, '${script}'] } }`;
}

/** A pod with the hook, deleted once it is ready; how long it took to go. */
function deletion(hook: string, grace?: number): { cluster: TestCluster; seconds: number } {
  const cluster = TestCluster.with(1).apply(withHook(hook, grace));
  cluster.until('ready', () => cluster.readyPods('web').length === 1);
  cluster.delete('pods', 'web');
  return { cluster, seconds: cluster.until('gone', () => cluster.find('pods', 'web') === undefined) };
}

function reasons(cluster: TestCluster): (string | undefined)[] {
  return cluster.cluster.view
    .list<Event>('events', 'default')
    .filter((event) => event.involvedObject.name === 'web')
    .map((event) => event.reason);
}

function containerOf(cluster: TestCluster) {
  return cluster.get<Pod>('pods', 'web').status?.containerStatuses?.[0];
}

describe('a preStop hook', () => {
  it('is a script that takes its time', () => {
    const { seconds } = deletion(preStop('i=0; while [ $i -lt 7 ]; do i=$((i+1)); sleep 1; done'));
    expect(seconds).toBeGreaterThan(7);
    expect(seconds).toBeLessThan(8.5);
  });

  it('may end the container before its own end, and counts as failed then', () => {
    const { cluster, seconds } = deletion(preStop('sleep 3; nginx -s quit; sleep 10'));
    expect(seconds).toBeGreaterThan(3);
    expect(seconds).toBeLessThan(4.5);
    expect(reasons(cluster)).toContain('FailedPreStopHook');
  });

  it('gets no more than the grace period; two seconds are left for SIGTERM', () => {
    const { cluster, seconds } = deletion(preStop('sleep 20; echo done'), 4);
    expect(seconds).toBeGreaterThan(4);
    expect(seconds).toBeLessThan(7.5);
    expect(reasons(cluster)).not.toContain('FailedPreStopHook');
  });

  it('that fails is told of, and the container stops all the same', () => {
    const { cluster, seconds } = deletion(preStop('exit 3'));
    expect(seconds).toBeLessThan(2);
    expect(reasons(cluster)).toContain('FailedPreStopHook');
  });

  it('may ask the container over HTTP', () => {
    expect(reasons(deletion('preStop: { httpGet: { path: /stop, port: 80 } }').cluster)).not.toContain(
      'FailedPreStopHook',
    );
    expect(reasons(deletion('preStop: { httpGet: { path: /stop, port: 81 } }').cluster)).toContain(
      'FailedPreStopHook',
    );
  });
});

describe('a postStart hook', () => {
  it('keeps the pod from being told as running until it has ended', () => {
    const hook = "postStart: { exec: { command: [sh, -c, 'sleep 6'] } }";
    const cluster = TestCluster.with(1).apply(withHook(hook)).advance(6);
    expect(containerOf(cluster)?.state?.waiting?.reason).toBe('ContainerCreating');
    cluster.advance(5);
    expect(containerOf(cluster)?.state?.running).toBeDefined();
  });

  it('that fails kills the container', () => {
    const hook = "postStart: { exec: { command: [sh, -c, 'sleep 1; exit 3'] } }";
    const cluster = TestCluster.with(1).apply(withHook(hook)).advance(8);
    expect(reasons(cluster)).toContain('FailedPostStartHook');
    expect(containerOf(cluster)?.restartCount).toBeGreaterThan(0);
  });
});

describe('what went wrong in a postStart hook', () => {
  function told(hook: string): string {
    const cluster = TestCluster.with(1).apply(withHook(`postStart: { ${hook} }`));
    const waiting = () => containerOf(cluster)?.state?.waiting;
    cluster.until('it failed', () => waiting()?.reason === 'PostStartHookError');
    return waiting()?.message?.replace(/default\([-0-9a-f]+\)/, 'default(uid)') ?? '';
  }

  it('stands in the state of its container', () => {
    expect(told("exec: { command: [sh, -c, 'echo half; echo bad >&2; exit 3'] }")).toBe(
      'Exec lifecycle hook ([sh -c echo half; echo bad >&2; exit 3]) for Container "web" in Pod "web_default(uid)" failed - error: command \'sh -c echo half; echo bad >&2; exit 3\' exited with 3: bad\n, message: "half\\nbad\\n"',
    );
    expect(told('httpGet: { path: /go, port: 81 }')).toMatch(
      /^HTTP lifecycle hook \(\/go\) for Container "web" in Pod "web_default\(uid\)" failed - error: Get "http:\/\/10\.244\.1\.\d+:81\/go": dial tcp 10\.244\.1\.\d+:81: connect: connection refused$/,
    );
  });

  it('may be that its program is not there', () => {
    expect(told('exec: { command: [/bin/nosuch] }')).toContain(
      'exec: "/bin/nosuch": stat /bin/nosuch: no such file or directory: unknown, message: ""',
    );
  });
});

describe('a checkpoint', () => {
  it('holds a hook that runs', () => {
    const original = TestCluster.with(1)
      .apply(withHook(preStop('sleep 3; sleep 4')))
      .advance(10);
    original.delete('pods', 'web').advance(4);
    const fork = original.cluster.forkFrom(original.cluster.checkpoint());
    original.cluster.advanceTo(30_000);
    fork.advanceTo(30_000);
    expect(fork.stateHash()).toBe(original.cluster.stateHash());
    expect(original.find('pods', 'web')).toBeUndefined();
  });
});
