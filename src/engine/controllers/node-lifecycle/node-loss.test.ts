import { describe, expect, it } from 'vitest';
import { TestCluster } from '../../../testing/test-cluster.ts';
import type { Node, Pod } from '../../api/generated/types.ts';

const machines = 'machines.podarium.dev';

function podYaml(name: string, node: string, tolerations = '[]'): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: web } }
spec: { nodeName: ${node}, tolerations: ${tolerations}, containers: [{ name: web, image: 'nginx:1.28' }] }`;
}

function tolerating(seconds: string): string {
  return `[{ key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute${seconds} }]`;
}

function taintsOf(cluster: TestCluster, name: string): string[] {
  return (cluster.node(name).spec?.taints ?? []).map(({ key, effect }) => `${key}:${effect}`);
}

function isTainted(cluster: TestCluster, name: string): boolean {
  return taintsOf(cluster, name).includes('node.kubernetes.io/unreachable:NoExecute');
}

function restartsOf(cluster: TestCluster, name: string): number | undefined {
  return cluster.get<Pod>('pods', name).status?.containerStatuses?.[0]?.restartCount;
}

/** Two nodes with a pod on the second, which is lost for a hundred seconds: tainted, not yet evicted. */
function lostForAWhile(change: object, back: object): TestCluster {
  const cluster = TestCluster.with(2).apply(podYaml('web', 'node-2')).advance(10);
  cluster.patch(machines, 'node-2', { spec: change }).advance(100);
  expect(isTainted(cluster, 'node-2')).toBe(true);
  expect(cluster.readyPods('web')).toHaveLength(0);
  return cluster.patch(machines, 'node-2', { spec: back }).advance(6);
}

describe('a node that comes back before its pods are evicted', () => {
  it('has its pods ready again, without a restart after a cut network', () => {
    const cluster = lostForAWhile({ network: 'Partitioned' }, { network: 'Connected' });
    expect(taintsOf(cluster, 'node-2')).toEqual([]);
    expect(cluster.readyPods('web')).toHaveLength(1);
    expect(restartsOf(cluster, 'web')).toBe(0);
    expect(cluster.eventsOf('web')).toContain('TaintManagerEviction: Cancelling deletion of Pod default/web');
    cluster.advance(600);
    expect(cluster.readyPods('web')).toHaveLength(1);
  });

  it('has its pods ready again, with one more restart after a power cut', () => {
    const cluster = lostForAWhile({ power: 'Off' }, { power: 'On' });
    expect(taintsOf(cluster, 'node-2')).toEqual([]);
    expect(cluster.readyPods('web')).toHaveLength(1);
    expect(restartsOf(cluster, 'web')).toBe(1);
  });
});

describe('pods of a lost node', () => {
  it('stay as long as they tolerate it', () => {
    const cluster = TestCluster.with(2)
      .apply(podYaml('at-once', 'node-2', tolerating(', tolerationSeconds: 0')))
      .apply(podYaml('half-a-minute', 'node-2', tolerating(', tolerationSeconds: 30')))
      .apply(podYaml('for-ever', 'node-2', tolerating('')))
      .apply(podYaml('by-default', 'node-2'))
      .advance(10)
      .killMachine('node-2');
    cluster.until('tainted', () => isTainted(cluster, 'node-2'), 80);
    const evictedAfter = (name: string, limitSeconds: number): number =>
      cluster.until(
        name,
        () => cluster.get<Pod>('pods', name).metadata?.deletionTimestamp !== undefined,
        limitSeconds,
      );
    expect(evictedAfter('at-once', 1)).toBeLessThan(0.5);
    expect(evictedAfter('half-a-minute', 31)).toBeCloseTo(30, 0);
    expect(evictedAfter('by-default', 280)).toBeCloseTo(270, 0);
    cluster.advance(1000);
    const { metadata, status } = cluster.get<Pod>('pods', 'for-ever');
    expect(metadata?.deletionTimestamp).toBeUndefined();
    // The kubelet that could say otherwise is silent.
    expect(status?.phase).toBe('Running');
  });
});

describe('when most nodes of a small zone are lost', () => {
  it('none is tainted until one is back, and then one every ten seconds', () => {
    const cluster = TestCluster.with(4).advance(10);
    const lost = ['node-2', 'node-3', 'node-4'];
    for (const name of lost) cluster.killMachine(name);
    cluster.advance(400);
    expect(lost.filter((name) => isTainted(cluster, name))).toEqual([]);
    cluster.powerOn('node-4');
    const first = cluster.until('one', () => lost.some((name) => isTainted(cluster, name)), 20);
    expect(first).toBeGreaterThan(9);
    const second = cluster.until('both', () => lost.filter((name) => isTainted(cluster, name)).length === 2);
    expect(second).toBeCloseTo(10, 0);
  });
});

describe('when all nodes are lost', () => {
  it('none is tainted NoExecute, and nothing is evicted', () => {
    const cluster = TestCluster.with(2).apply(podYaml('web', 'node-2')).advance(10);
    cluster.killMachine('node-1').killMachine('node-2').advance(1000);
    expect(taintsOf(cluster, 'node-2')).toEqual(['node.kubernetes.io/unreachable:NoSchedule']);
    expect(cluster.pods('web')[0]?.metadata?.deletionTimestamp).toBeUndefined();
  });
});

describe('a machine that is taken away', () => {
  it('takes its node with it once that is not ready, and then its pods', () => {
    const cluster = TestCluster.with(2).apply(podYaml('web', 'node-2')).advance(10);
    cluster.delete(machines, 'node-2');
    const seconds = cluster.until('gone', () => cluster.find('nodes', 'node-2') === undefined, 70);
    expect(seconds).toBeGreaterThan(40);
    expect(cluster.eventsOf('node-2')).toContain(
      'DeletingNode: Deleting node node-2 because it does not exist in the cloud provider',
    );
    cluster.until('its pod is gone', () => cluster.pods('web').length === 0, 70);
  });
});

describe('a node that joins', () => {
  it('takes no pods before it is ready', () => {
    const cluster = TestCluster.with(1).advance(5);
    const taints: string[] = [];
    cluster.cluster.subscribe(({ resource, type, next }) => {
      if (resource === 'nodes' && type === 'ADDED')
        taints.push(...((next as Node).spec?.taints ?? []).map(({ key, effect }) => `${key}:${effect}`));
    });
    cluster.apply(
      '{ apiVersion: podarium.dev/v1alpha1, kind: Machine, metadata: { name: node-9 }, spec: {} }',
    );
    cluster.advance(2);
    expect(taints).toEqual(['node.kubernetes.io/not-ready:NoSchedule']);
    cluster.advance(20);
    expect(taintsOf(cluster, 'node-9')).toEqual([]);
  });
});
