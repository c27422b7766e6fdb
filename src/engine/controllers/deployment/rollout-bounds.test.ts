import { describe, expect, it } from 'vitest';
import { TestCluster } from '../../../testing/test-cluster.ts';
import type { Deployment } from '../../api/generated/types.ts';
import { isPodReady } from '../workload/pod-state.ts';

function manifest(replicas: number, surge: number | string, unavailable: number | string, image: string) {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  strategy: {rollingUpdate: {maxSurge: ${surge}, maxUnavailable: ${unavailable}}}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: ${image}
        readinessProbe: {httpGet: {port: 80}, initialDelaySeconds: 2, periodSeconds: 3}`;
}

function isRolledOut(cluster: TestCluster): boolean {
  const { metadata, spec, status = {} } = cluster.get<Deployment>('deployments.apps', 'web');
  const wanted = spec?.replicas;
  return (
    status.observedGeneration === metadata?.generation &&
    [status.replicas, status.updatedReplicas, status.availableReplicas].every((count) => count === wanted)
  );
}

/** The most pods at any moment, and the fewest that were ready, while `act` runs; those that go do not count. */
function extremes(cluster: TestCluster, act: () => void): { most: number; fewestReady: number } {
  const seen = { most: 0, fewestReady: Infinity };
  const stop = cluster.cluster.subscribe(({ resource }) => {
    if (resource !== 'pods') return;
    const pods = cluster.pods('web').filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
    seen.most = Math.max(seen.most, pods.length);
    seen.fewestReady = Math.min(seen.fewestReady, pods.filter(isPodReady).length);
  });
  act();
  stop();
  return seen;
}

describe('a rolling update', () => {
  it.each([
    [1, 1, 0, { most: 2, fewestReady: 1 }],
    [1, 0, 1, { most: 1, fewestReady: 0 }],
    [1, '25%', '25%', { most: 2, fewestReady: 1 }],
    [3, '25%', '25%', { most: 4, fewestReady: 3 }],
    [3, '34%', 0, { most: 5, fewestReady: 3 }],
    [3, 0, '100%', { most: 3, fewestReady: 0 }],
    [10, '25%', '25%', { most: 13, fewestReady: 8 }],
    [10, '30%', '30%', { most: 13, fewestReady: 7 }],
    [10, 2, 0, { most: 12, fewestReady: 10 }],
    [10, 0, '10%', { most: 10, fewestReady: 9 }],
    [10, '100%', 0, { most: 20, fewestReady: 10 }],
  ])('of %i with surge %s and %s unavailable keeps to them at every moment', (replicas, up, down, bounds) => {
    const cluster = TestCluster.with(3).apply(manifest(replicas, up, down, 'nginx:1.28'));
    cluster.until('the first rollout is over', isRolledOut);
    const seen = extremes(cluster, () => {
      cluster.apply(manifest(replicas, up, down, 'nginx:1.29'));
      cluster.until('the second is over', isRolledOut, 120);
    });
    expect(seen).toEqual(bounds);
  });
});
