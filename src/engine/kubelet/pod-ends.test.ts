import { describe, expect, it } from 'vitest';
import type { Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function podYaml(spec: string, metadata = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web }${metadata} }
spec: { ${spec} }`;
}

function running(script: string, spec = '', metadata = ''): string {
  const container = `{ name: web, image: 'busybox:1.36', command: [sh, -c, "${script}"] }`;
  return podYaml(`${spec === '' ? '' : `${spec}, `}containers: [${container}]`, metadata);
}

const stubborn = "trap '' TERM; while true; do sleep 1; done";

function podOf(cluster: TestCluster): Pod {
  return cluster.get<Pod>('pods', 'web');
}

function started(yaml: string): TestCluster {
  const cluster = TestCluster.with(1).apply(yaml);
  cluster.until('running', () => podOf(cluster).status?.phase === 'Running');
  return cluster;
}

/** Seconds until the pod is gone. */
function goneAfter(cluster: TestCluster, body: object = {}): number {
  cluster.delete('pods', 'web', body);
  return cluster.until('gone', () => cluster.find('pods', 'web') === undefined, 60);
}

function isRunningStill(cluster: TestCluster, uid: string): boolean {
  return cluster.cluster.kubelet.lifecycles(uid) !== undefined;
}

describe('a container that ends with 0', () => {
  it.each([
    ['Always', { phase: 'Running', restarts: 1 }],
    ['OnFailure', { phase: 'Succeeded', restarts: 0 }],
    ['Never', { phase: 'Succeeded', restarts: 0 }],
  ])('under the restart policy %s', (policy, expected) => {
    const cluster = started(running('sleep 5; exit 0', `restartPolicy: ${policy}`)).advance(8);
    const { phase, containerStatuses } = podOf(cluster).status ?? {};
    expect({ phase, restarts: containerStatuses?.[0]?.restartCount }).toEqual(expected);
  });
});

describe('an init container that fails', () => {
  const failing = (policy: string) =>
    podYaml(
      `restartPolicy: ${policy}, initContainers: [{ name: init, image: 'busybox:1.36', command: [sh, -c, 'exit 3'] }], containers: [{ name: web, image: 'nginx:1.28' }]`,
    );

  it('is tried again with a back-off, and the pod stays pending', () => {
    const cluster = TestCluster.with(1).apply(failing('Always')).advance(30);
    const { phase, initContainerStatuses, containerStatuses, conditions } = podOf(cluster).status ?? {};
    expect(phase).toBe('Pending');
    expect(initContainerStatuses?.[0]?.restartCount).toBe(2);
    expect(containerStatuses?.[0]?.state?.waiting?.reason).toBe('PodInitializing');
    expect(conditions?.find(({ type }) => type === 'Initialized')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotInitialized',
      message: 'containers with incomplete status: [init]',
    });
  });

  it('ends a pod that is never restarted', () => {
    const cluster = TestCluster.with(1).apply(failing('Never')).advance(10);
    expect(podOf(cluster).status?.phase).toBe('Failed');
  });
});

describe('a pod that is deleted', () => {
  it('and does not listen is killed when its grace period is over', () => {
    const seconds = goneAfter(started(running(stubborn, 'terminationGracePeriodSeconds: 8')));
    expect(seconds).toBeGreaterThan(8);
    expect(seconds).toBeLessThan(9.5);
  });

  it('a second time with less grace goes sooner', () => {
    const cluster = started(running(stubborn)).delete('pods', 'web').advance(5);
    expect(goneAfter(cluster, { gracePeriodSeconds: 2 })).toBeLessThan(3.5);
  });

  it('by force is gone at once; its container is stopped all the same', () => {
    const cluster = started(running(stubborn, 'terminationGracePeriodSeconds: 5'));
    const { uid = '' } = podOf(cluster).metadata ?? {};
    expect(goneAfter(cluster, { gracePeriodSeconds: 0 })).toBe(0);
    expect(isRunningStill(cluster, uid)).toBe(true);
    cluster.advance(8);
    expect(isRunningStill(cluster, uid)).toBe(false);
  });

  it('while its image is pulled goes without waiting for it', () => {
    const cluster = TestCluster.with(1).apply(podYaml("containers: [{ name: web, image: 'nginx:1.28' }]"));
    cluster.advance(0.8);
    expect(goneAfter(cluster)).toBeLessThan(1.2);
  });

  it('while it is in back-off goes at the next look', () => {
    const cluster = started(running('exit 1')).advance(30);
    expect(goneAfter(cluster)).toBeLessThan(1.2);
  });

  it('stays in its last phase as long as somebody holds it with a finalizer', () => {
    const cluster = started(
      running(stubborn, 'terminationGracePeriodSeconds: 2', ', finalizers: [x.io/hold]'),
    );
    cluster.delete('pods', 'web').advance(30);
    const { metadata, status } = podOf(cluster);
    expect(metadata).toMatchObject({ deletionGracePeriodSeconds: 0, finalizers: ['x.io/hold'] });
    expect(status?.phase).toBe('Failed');
    cluster.patch('pods', 'web', { metadata: { finalizers: null } });
    expect(cluster.find('pods', 'web')).toBeUndefined();
  });
});

describe('the back-off of a container', () => {
  function struck(cluster: TestCluster, count: number): number {
    const restarts = podOf(cluster).status?.containerStatuses?.[0]?.restartCount ?? 0;
    cluster.apply(
      `{ apiVersion: podarium.dev/v1alpha1, kind: Fault, metadata: { name: fault-${count} }, spec: { type: ContainerExit } }`,
    );
    return cluster.until(
      'restarted',
      () => {
        const status = podOf(cluster).status?.containerStatuses?.[0];
        return status?.ready === true && status.restartCount > restarts;
      },
      400,
    );
  }

  it('is forgotten after ten good minutes, not before', () => {
    const cluster = started(podYaml("containers: [{ name: web, image: 'nginx:1.28' }]"));
    expect(struck(cluster, 1)).toBeLessThan(3);
    for (const [index, seconds] of [10, 20, 40].entries()) {
      cluster.advance(2);
      expect(Math.abs(struck(cluster, index + 2) - seconds)).toBeLessThan(3);
    }
    cluster.advance(9 * 60);
    expect(Math.abs(struck(cluster, 5) - 80)).toBeLessThan(3);
    cluster.advance(11 * 60);
    expect(struck(cluster, 6)).toBeLessThan(3);
    cluster.advance(30);
    expect(Math.abs(struck(cluster, 7) - 10)).toBeLessThan(3);
  });
});
