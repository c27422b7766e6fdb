import { expect, test } from 'vitest';
import type { Pod, PodDisruptionBudget } from '../../api/generated/types.ts';
import type { ApiResponse } from '../../api/request.ts';
import { TestCluster } from '../../../testing/test-cluster.ts';

const web = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: 'nginx:1.29'}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
`;

const budget = (cluster: TestCluster): PodDisruptionBudget =>
  cluster.get<PodDisruptionBudget>('poddisruptionbudgets.policy', 'web');

function evict(cluster: TestCluster, { metadata }: Pod): ApiResponse {
  const path = `/api/v1/namespaces/default/pods/${metadata!.name}/eviction`;
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: metadata!.name } };
  return cluster.cluster.request({ method: 'POST', path, body });
}

test('one pod may be evicted, the next when another has taken its place', () => {
  const cluster = TestCluster.with(2).advance(20).apply(web);
  cluster.until('one may go', () => budget(cluster).status?.disruptionsAllowed === 1);
  expect(budget(cluster).status).toMatchObject({ currentHealthy: 3, desiredHealthy: 2, expectedPods: 3 });
  const [first, second] = cluster.pods('web');
  expect(evict(cluster, first!).code).toBe(201);
  const refused = evict(cluster, second!);
  expect(refused.code).toBe(429);
  expect(refused.body).toMatchObject({
    details: { causes: [{ message: 'The disruption budget web needs 2 healthy pods and has 3 currently' }] },
  });
  cluster.advance(0.1);
  expect(budget(cluster).status?.conditions?.[0]).toMatchObject({
    type: 'DisruptionAllowed',
    status: 'False',
    reason: 'InsufficientPods',
  });
  cluster.until('another may go', () => budget(cluster).status?.disruptionsAllowed === 1);
  expect(evict(cluster, second!).code).toBe(201);
});

test('pods without a size to compare with may not be disrupted', () => {
  const cluster = TestCluster.with(1).advance(20);
  cluster
    .apply(web.replace('kind: Deployment', 'kind: DaemonSet').replace('  replicas: 3\n', ''))
    .advance(10);
  expect(budget(cluster).status).toMatchObject({ disruptionsAllowed: 0 });
  expect(budget(cluster).status?.conditions?.[0]).toMatchObject({
    reason: 'SyncFailed',
    message: 'daemonsets.apps does not implement the scale subresource',
  });
});
