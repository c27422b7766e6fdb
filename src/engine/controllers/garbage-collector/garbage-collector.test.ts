import { describe, expect, test } from 'vitest';
import type { Namespace, Pod, ReplicaSet } from '../../api/generated/types.ts';
import { TestCluster } from '../../../testing/test-cluster.ts';

const deployment = (namespace = 'default'): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: ${namespace}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: 'nginx:1.29'}]}
`;

function running(): TestCluster {
  const cluster = TestCluster.with(2).advance(20).apply(deployment());
  cluster.until('two pods are ready', () => cluster.readyPods('web').length === 2);
  return cluster;
}

const replicaSets = (cluster: TestCluster): readonly ReplicaSet[] =>
  cluster.cluster.view.list<ReplicaSet>('replicasets.apps', 'default');

describe('deleting a Deployment', () => {
  test('in the background takes its dependents after it', () => {
    const cluster = running().delete('deployments.apps', 'web', { propagationPolicy: 'Background' });
    expect(cluster.find('deployments.apps', 'web')).toBeUndefined();
    cluster.until(
      'all are gone',
      () => cluster.pods('web').length === 0 && replicaSets(cluster).length === 0,
    );
  });

  test('in the foreground takes its dependents first', () => {
    const cluster = running().delete('deployments.apps', 'web', { propagationPolicy: 'Foreground' });
    cluster.until('its pods are gone', () => cluster.pods('web').length === 0);
    expect(cluster.find('deployments.apps', 'web')?.metadata?.finalizers ?? []).toEqual(
      cluster.find('deployments.apps', 'web') === undefined ? [] : ['foregroundDeletion'],
    );
    cluster.until('it is gone itself', () => cluster.find('deployments.apps', 'web') === undefined);
    expect(replicaSets(cluster)).toEqual([]);
  });

  test('as Orphan leaves its ReplicaSet and the pods', () => {
    const cluster = running().delete('deployments.apps', 'web', { propagationPolicy: 'Orphan' });
    cluster.until('it is gone', () => cluster.find('deployments.apps', 'web') === undefined);
    cluster.advance(30);
    expect(replicaSets(cluster).map(({ metadata }) => metadata?.ownerReferences)).toEqual([undefined]);
    expect(cluster.readyPods('web')).toHaveLength(2);
  });
});

test('an object whose owner was never there is removed', () => {
  const cluster = TestCluster.with(1).advance(20);
  cluster.apply(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: lost
  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: nobody, uid: 11111111-1111-1111-1111-111111111111}]
`);
  cluster.until('it is removed', () => cluster.find('configmaps', 'lost') === undefined, 5);
});

test('a namespace goes when its content is gone', () => {
  const cluster = TestCluster.with(2).advance(20);
  cluster
    .apply('apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}')
    .advance(1)
    .apply(deployment('shop'))
    .advance(20);
  const pods = (): readonly Pod[] => cluster.cluster.view.list<Pod>('pods', 'shop');
  expect(pods()).toHaveLength(2);
  expect(cluster.find('serviceaccounts', 'default', 'shop')).toBeDefined();
  expect(cluster.find('configmaps', 'kube-root-ca.crt', 'shop')).toBeDefined();
  cluster.delete('namespaces', 'shop').advance(4);
  expect(cluster.get<Namespace>('namespaces', 'shop').status?.phase).toBe('Terminating');
  expect(pods().every(({ metadata }) => metadata?.deletionTimestamp === undefined)).toBe(true);
  const seconds = cluster.until('it is gone', () => cluster.find('namespaces', 'shop') === undefined, 60);
  expect(seconds).toBeLessThan(30);
  expect(pods()).toEqual([]);
  expect(cluster.find('serviceaccounts', 'default', 'shop')).toBeUndefined();
});
