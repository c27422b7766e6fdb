import { describe, expect, it } from 'vitest';
import type { Event, Pod } from '../index.ts';
import { containerStateOf } from '../lifecycle/index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function podYaml(name: string, container: string, spec = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: ${name} } }
spec:
${spec}
  containers:
  - name: app
${container.replace(/^/gm, '    ')}
`;
}

/** Times of the container's starts as its status tells them, in seconds since the first. */
function startsOf(cluster: TestCluster, name: string, seconds: number): number[] {
  const starts = new Set<number>();
  const stop = cluster.cluster.subscribe((change) => {
    if (change.resource !== 'pods' || change.name !== name || change.next === undefined) return;
    const state = (change.next as Pod).status?.containerStatuses?.[0]?.state;
    const startedAt = state?.running?.startedAt ?? state?.terminated?.startedAt;
    if (startedAt !== undefined) starts.add(cluster.cluster.view.toMs(startedAt) / 1000);
  });
  cluster.advance(seconds);
  stop();
  const [first = 0] = starts;
  return [...starts].map((time) => time - first);
}

/** The distinct states a container goes through, as `kubectl get pods -w` would tell them. */
function statesOf(cluster: TestCluster, name: string, seconds: number): string[] {
  const states: string[] = [];
  const stop = cluster.cluster.subscribe((change) => {
    if (change.resource !== 'pods' || change.name !== name || change.next === undefined) return;
    const status = (change.next as Pod).status?.containerStatuses?.[0];
    const { waiting, running, terminated } = status?.state ?? {};
    const word = running === undefined ? (waiting?.reason ?? terminated?.reason ?? '') : 'Running';
    const text = `${word} ${status?.restartCount ?? 0}`;
    if (word !== '' && states.at(-1) !== text) states.push(text);
  });
  cluster.advance(seconds);
  stop();
  return states;
}

function reasons(cluster: TestCluster, name: string): string[] {
  const events = cluster.cluster.view.list<Event>('events', 'default');
  return events.filter((event) => event.involvedObject.name === name).map((event) => event.reason ?? '');
}

function statusOf(cluster: TestCluster, name: string): NonNullable<Pod['status']> {
  return cluster.get<Pod>('pods', name).status ?? {};
}

describe('a container that fails', () => {
  it('starts again at once, then after 10, 20, 40 seconds and so on', () => {
    const cluster = TestCluster.with(1).apply(
      podYaml('crash', "image: busybox:1.36\ncommand: [sh, -c, 'sleep 3; exit 1']"),
    );
    const starts = startsOf(cluster, 'crash', 340);
    const gaps = starts.slice(1).map((time, index) => time - starts[index]!);
    expect(gaps.length).toBeGreaterThanOrEqual(5);
    for (const [index, seconds] of [0, 10, 20, 40, 80].entries()) {
      // It runs for three seconds, and its end is seen within one.
      expect(gaps[index]).toBeGreaterThanOrEqual(seconds + 3);
      expect(gaps[index]).toBeLessThan(seconds + 5.5);
    }
  });

  it('is told as failed first and as in back-off next', () => {
    const cluster = TestCluster.with(1).apply(
      podYaml('crash', "image: busybox:1.36\ncommand: [sh, -c, 'sleep 3; exit 1']"),
    );
    expect(statesOf(cluster, 'crash', 40)).toEqual([
      'ContainerCreating 0',
      'Running 0',
      'Error 0',
      'Running 1',
      'Error 1',
      'CrashLoopBackOff 1',
      'Running 2',
      'Error 2',
      'CrashLoopBackOff 2',
    ]);
    const status = statusOf(cluster, 'crash').containerStatuses?.[0];
    expect(status?.lastState?.terminated).toMatchObject({ exitCode: 1, reason: 'Error' });
    expect(status?.state?.waiting?.message).toMatch(
      /^back-off 20s restarting failed container=app pod=crash_default\(/,
    );
  });

  it('ends the pod when it is never restarted', () => {
    const cluster = TestCluster.with(1).apply(
      podYaml('once', "image: busybox:1.36\ncommand: [sh, -c, 'exit 7']", '  restartPolicy: Never'),
    );
    cluster.advance(10);
    expect(statusOf(cluster, 'once')).toMatchObject({ phase: 'Failed' });
    expect(statusOf(cluster, 'once').conditions?.find(({ type }) => type === 'Ready')).toMatchObject({
      status: 'False',
      reason: 'PodFailed',
    });
  });
});

describe('an image that cannot be had', () => {
  it('is waited for with a back-off, and both reasons are told in turn', () => {
    const cluster = TestCluster.with(1).apply(podYaml('bad', 'image: nginx:does-not-exist'));
    const states = statesOf(cluster, 'bad', 45);
    expect(states.slice(0, 4)).toEqual([
      'ContainerCreating 0',
      'ErrImagePull 0',
      'ImagePullBackOff 0',
      'ErrImagePull 0',
    ]);
    expect(reasons(cluster, 'bad')).toEqual([
      'Scheduled',
      'Pulling',
      'Failed',
      'Failed',
      'BackOff',
      'Failed',
    ]);
  });

  it('has a name that no image can have', () => {
    const cluster = TestCluster.with(1).apply(podYaml('odd', 'image: Nginx:UPPER:x')).advance(5);
    expect(statusOf(cluster, 'odd').containerStatuses?.[0]?.state?.waiting?.reason).toBe('InvalidImageName');
  });
});

describe('what a container needs', () => {
  it('must be there before it is made', () => {
    const cluster = TestCluster.with(1).apply(
      podYaml('needy', 'image: nginx:1.29\nenvFrom: [{ configMapRef: { name: settings } }]'),
    );
    cluster.advance(5);
    expect(statusOf(cluster, 'needy').containerStatuses?.[0]?.state?.waiting).toEqual({
      reason: 'CreateContainerConfigError',
      message: 'configmap "settings" not found',
    });
    cluster.apply('{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings }, data: { A: b } }');
    cluster.until('running', () => statusOf(cluster, 'needy').phase === 'Running', 20);
  });
});

describe('probes', () => {
  it('restart a container that fails its liveness probe', () => {
    const probe = 'livenessProbe: { tcpSocket: { port: 81 }, periodSeconds: 2, failureThreshold: 2 }';
    const cluster = TestCluster.with(1)
      .apply(podYaml('live', `image: nginx:1.29\n${probe}`))
      .advance(12);
    expect(reasons(cluster, 'live')).toContain('Unhealthy');
    expect(statusOf(cluster, 'live').containerStatuses?.[0]?.restartCount).toBeGreaterThan(0);
  });

  it('keep a pod unready until they succeed', () => {
    const probe = 'readinessProbe: { httpGet: { path: /nowhere, port: 80 }, periodSeconds: 1 }';
    const cluster = TestCluster.with(1)
      .apply(podYaml('web', `image: nginx:1.29\n${probe}`))
      .advance(12);
    expect(statusOf(cluster, 'web')).toMatchObject({ phase: 'Running' });
    expect(cluster.readyPods('web')).toHaveLength(0);
  });

  it('of what is not ready are asked out of turn whenever the pod is looked at', () => {
    const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: { name: pair, labels: { app: pair } }
spec:
  containers:
  - name: web
    image: nginx:1.29
    readinessProbe: { exec: { command: [test, -f, /tmp/ok] }, periodSeconds: 100 }
  - { name: other, image: 'busybox:1.36', command: [sh, -c, 'sleep 15; exit 1'] }`);
    cluster.advance(8);
    const ready = (): boolean | undefined =>
      statusOf(cluster, 'pair').containerStatuses?.find(({ name }) => name === 'web')?.ready;
    cluster.cluster.request({
      method: 'POST',
      path: '/api/v1/namespaces/default/pods/pair/exec',
      body: { command: ['touch', '/tmp/ok'], container: 'web' },
    });
    cluster.advance(2);
    expect(ready()).toBe(false);
    // The other container ends, and the kubelet looks.
    cluster.advance(12);
    expect(ready()).toBe(true);
  });
});

describe('a pod that is deleted', () => {
  it('goes through its last phase and is gone a moment later', () => {
    const cluster = TestCluster.with(1).apply(podYaml('web', 'image: nginx:1.29'));
    cluster.until('ready', () => cluster.readyPods('web').length === 1);
    const phases = new Set<string>();
    cluster.cluster.subscribe((change) => {
      if (change.name === 'web') phases.add((change.next as Pod | undefined)?.status?.phase ?? 'gone');
    });
    cluster.delete('pods', 'web').until('gone', () => cluster.find('pods', 'web') === undefined, 5);
    expect([...phases]).toEqual(['Running', 'Succeeded', 'gone']);
    expect(reasons(cluster, 'web').at(-1)).toBe('Killing');
  });

  it('waits for its preStop hook', () => {
    const hook = 'lifecycle: { preStop: { sleep: { seconds: 5 } } }';
    const cluster = TestCluster.with(1).apply(podYaml('web', `image: nginx:1.29\n${hook}`));
    cluster.until('ready', () => cluster.readyPods('web').length === 1);
    const seconds = cluster
      .delete('pods', 'web')
      .until('gone', () => cluster.find('pods', 'web') === undefined);
    expect(seconds).toBeGreaterThan(5);
    expect(seconds).toBeLessThan(8);
  });
});

describe('the lifecycle tables', () => {
  it('say the same of a container as its status', () => {
    const cluster = TestCluster.with(1);
    const differences: string[] = [];
    let looked = 0;
    cluster
      .apply(podYaml('crash', "image: busybox:1.36\ncommand: [sh, -c, 'sleep 3; exit 1']"))
      .apply(podYaml('web', 'image: nginx:1.29\nreadinessProbe: { httpGet: { path: /, port: 80 } }'));
    for (let step = 0; step < 240; step++) {
      cluster.advance(0.5);
      for (const pod of cluster.pods()) {
        const live = cluster.cluster.kubelet.lifecycles(pod.metadata?.uid ?? '')?.['app'];
        const told = containerStateOf(pod, 'app');
        looked++;
        if (live !== told)
          differences.push(`${cluster.nowSeconds} ${pod.metadata?.name}: ${live} and ${told}`);
      }
    }
    // What has just happened is told at the next look, a second later at most.
    expect(differences.length / looked).toBeLessThan(0.1);
  });
});
