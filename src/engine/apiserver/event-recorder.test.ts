import { describe, expect, it } from 'vitest';
import { TestCluster } from '../../testing/test-cluster.ts';

const claim = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec: { accessModes: [ReadWriteOnce], storageClassName: '', resources: { requests: { storage: 1Gi } } }
`;

function counts(cluster: TestCluster): number[] {
  return cluster.eventsOf('data').map((event) => Number(/\(x(\d+)\)$/.exec(event)?.[1] ?? 1));
}

describe('Events of a controller about one object', () => {
  it('are told 25 times, and then every five minutes with what was left out', () => {
    const cluster = TestCluster.with(1).apply(claim).advance(420);
    const [told = 0] = counts(cluster);
    expect(counts(cluster)).toHaveLength(1);
    expect(told).toBeGreaterThanOrEqual(25);
    expect(told).toBeLessThanOrEqual(27);
    const seen = new Set<number>();
    for (let minute = 0; minute < 10; minute++) seen.add(counts(cluster.advance(60))[0]!);
    // Two more are told in ten minutes, and each counts for five of them.
    expect([...seen].filter((count) => count > told + 10)).toHaveLength(2);
    expect(Math.max(...seen)).toBeGreaterThan(50);
  });

  it('go on in a fork as they would have', () => {
    const cluster = TestCluster.with(1).apply(claim).advance(500).cluster;
    const fork = cluster.forkFrom(JSON.parse(JSON.stringify(cluster.checkpoint())) as never);
    for (const each of [cluster, fork]) each.advanceTo(1_200_000);
    expect(fork.stateHash()).toBe(cluster.stateHash());
  });
});
