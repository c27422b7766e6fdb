import { describe, expect, it } from 'vitest';
import { TestCluster } from '../../../testing/test-cluster.ts';
import type { DaemonSet, Pod } from '../../api/generated/types.ts';

function manifest(spec = '', image = 'nginx:1.28'): string {
  return `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  ${spec}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: '${image}'}]}`;
}

const found = (cluster: TestCluster) => cluster.get<DaemonSet>('daemonsets.apps', 'agent');
const imageOf = (pod: Pod) => pod.spec?.containers[0]?.image;
const living = (cluster: TestCluster) =>
  cluster.pods('agent').filter((pod) => pod.metadata?.deletionTimestamp === undefined);
const nodesOf = (cluster: TestCluster) =>
  living(cluster)
    .map((pod) => pod.spec?.nodeName)
    .toSorted();

function running(count = 3, spec?: string): TestCluster {
  const cluster = TestCluster.with(3).advance(2).apply(manifest(spec));
  cluster.until('all are ready', () => cluster.readyPods('agent').length === count);
  cluster.advance(1);
  return cluster;
}

function updated(cluster: TestCluster): boolean {
  const { status, metadata } = found(cluster);
  return (
    status?.observedGeneration === metadata?.generation &&
    status?.updatedNumberScheduled === 3 &&
    status.numberAvailable === 3
  );
}

describe('a DaemonSet', () => {
  it('runs one pod on each node', () => {
    const cluster = running();
    expect(nodesOf(cluster)).toEqual(['node-1', 'node-2', 'node-3']);
    expect(found(cluster).status).toMatchObject({
      currentNumberScheduled: 3,
      desiredNumberScheduled: 3,
      numberReady: 3,
      numberAvailable: 3,
      updatedNumberScheduled: 3,
      numberMisscheduled: 0,
    });
  });

  it('follows nodes that come', () => {
    const cluster = running();
    cluster.apply(
      '{apiVersion: podarium.dev/v1alpha1, kind: Machine, metadata: {name: node-4}, spec: {cpu: "4", memory: 8Gi}}',
    );
    cluster.until('it runs there too', () => nodesOf(cluster).includes('node-4'));
  });

  it('leaves a tainted node alone until the taint goes, and stays on nodes in trouble', () => {
    const cluster = TestCluster.with(3).advance(2);
    const taint = (key: string, effect: string) => ({ spec: { taints: [{ key, effect }] } });
    cluster.patch('nodes', 'node-2', taint('dedicated', 'NoSchedule'));
    cluster.patch('nodes', 'node-3', taint('node.kubernetes.io/memory-pressure', 'NoSchedule'));
    cluster.apply(manifest()).advance(1);
    expect(cluster.pods('agent')).toHaveLength(2);
    cluster.patch('nodes', 'node-2', { spec: { taints: null } }).advance(1);
    expect(cluster.pods('agent')).toHaveLength(3);
  });

  it('leaves nodes that its template no longer chooses', () => {
    const cluster = running();
    const nodeSelector = { 'kubernetes.io/hostname': 'node-1' };
    cluster.patch('daemonsets.apps', 'agent', { spec: { template: { spec: { nodeSelector } } } });
    cluster.until('it has left', () => cluster.pods('agent').length === 1);
    cluster.advance(5);
    expect(nodesOf(cluster)).toEqual(['node-1']);
  });

  it('updates one node after another', () => {
    const cluster = running();
    let fewest = 3;
    cluster.cluster.subscribe(() => (fewest = Math.min(fewest, living(cluster).length)));
    cluster.apply(manifest('', 'nginx:1.29')).advance(1);
    cluster.until('all are updated', () => updated(cluster));
    expect(fewest).toBe(2);
    expect(new Set(cluster.pods('agent').map(imageOf))).toEqual(new Set(['nginx:1.29']));
  });

  it('with surge starts the new pod before it stops the old one', () => {
    const spec = 'updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}';
    const cluster = running(3, spec);
    const ready: number[] = [];
    cluster.cluster.subscribe(() => ready.push(cluster.readyPods('agent').length));
    cluster.apply(manifest(spec, 'nginx:1.29')).advance(1);
    cluster.until('all are updated', () => updated(cluster));
    expect(Math.min(...ready)).toBe(3);
  });

  it('replaces a failed pod and says so', () => {
    const cluster = running();
    const pod = cluster.pods('agent')[0]!;
    const name = pod.metadata?.name ?? '';
    cluster.cluster.request({
      method: 'PATCH',
      path: `/api/v1/namespaces/default/pods/${name}/status`,
      contentType: 'application/merge-patch+json',
      body: { status: { phase: 'Failed' } },
    });
    cluster.advance(0.1);
    expect(cluster.eventsOf('agent')).toContain(
      `FailedDaemonPod: Found failed daemon pod default/${name} on node ${pod.spec?.nodeName}, will try to kill it`,
    );
  });
});
