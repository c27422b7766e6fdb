import { describe, expect, it } from 'vitest';
import type { Node, Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

const web = `
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec: { containers: [{ name: nginx, image: 'nginx:1.29' }] }
`;

function readyCluster(): TestCluster {
  const cluster = TestCluster.with(1).apply(web);
  cluster.until('ready', () => cluster.readyPods('web').length === 1);
  return cluster;
}

function podOf(cluster: TestCluster): Pod {
  return cluster.get<Pod>('pods', 'web');
}

function network(cluster: TestCluster, network: string): TestCluster {
  return cluster.patch('machines.podarium.dev', 'node-1', { spec: { network } });
}

describe('a machine', () => {
  it('that joins is not ready at first', () => {
    const cluster = TestCluster.with(1).advance(5);
    cluster.apply(
      '{ apiVersion: podarium.dev/v1alpha1, kind: Machine, metadata: { name: node-9 }, spec: {} }',
    );
    cluster.advance(1);
    const ready = (): string | undefined =>
      cluster.get<Node>('nodes', 'node-9').status?.conditions?.find(({ type }) => type === 'Ready')?.status;
    expect(ready()).toBe('False');
    cluster.advance(10);
    expect(ready()).toBe('True');
  });

  it('at rest writes nothing but its lease', () => {
    const cluster = readyCluster().advance(30);
    const written = new Set<string>();
    cluster.cluster.subscribe((change) => written.add(`${change.author} ${change.resource}`));
    cluster.advance(200);
    expect([...written]).toEqual(['kubelet/node-1 leases.coordination.k8s.io']);
  });
});

describe('a power cut', () => {
  it('silences the kubelet; afterwards pods run again with another address and one more restart', () => {
    const cluster = readyCluster();
    const before = podOf(cluster);
    cluster.killMachine('node-1').advance(20);
    expect(podOf(cluster)).toBe(before);
    cluster.powerOn('node-1').advance(5);
    const after = podOf(cluster).status;
    expect(after?.containerStatuses?.[0]).toMatchObject({
      ready: true,
      restartCount: 1,
      lastState: { terminated: { exitCode: 255, reason: 'Unknown' } },
    });
    expect(after?.podIP).not.toBe(before.status?.podIP);
  });

  it('keeps deleted pods until the machine is back', () => {
    const cluster = readyCluster().killMachine('node-1');
    cluster.delete('pods', 'web').advance(200);
    expect(podOf(cluster).metadata?.deletionTimestamp).toBeDefined();
    cluster.powerOn('node-1').advance(5);
    expect(cluster.find('pods', 'web')).toBeUndefined();
  });
});

describe('a cut network', () => {
  it('lets containers run on; the deletion is carried out once the kubelet hears of it', () => {
    const cluster = network(readyCluster(), 'Partitioned');
    cluster.delete('pods', 'web').advance(100);
    const uid = podOf(cluster).metadata?.uid ?? '';
    expect(cluster.cluster.kubelet.lifecycles(uid)).toEqual({ nginx: 'running.ready' });
    network(cluster, 'Connected').advance(5);
    expect(cluster.find('pods', 'web')).toBeUndefined();
  });
});

describe('a checkpoint', () => {
  it('goes on as the original does, also in the middle of things', () => {
    const original = TestCluster.with(2).apply(web).cluster;
    original.advanceTo(1_200);
    const fork = original.forkFrom(original.checkpoint());
    original.advanceTo(60_000);
    for (let timeMs = 1_300; timeMs <= 60_000; timeMs += 100) fork.advanceTo(timeMs);
    expect(fork.stateHash()).toBe(original.stateHash());
  });
});
