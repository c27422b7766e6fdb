import { describe, expect, test } from 'vitest';
import type { Endpoints, EndpointSlice } from '../../api/generated/types.ts';
import { TestCluster } from '../../../testing/test-cluster.ts';

const manifests = `
apiVersion: v1
kind: Service
metadata: {name: web, labels: {tier: front}}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: web}, {name: admin, port: 81, targetPort: 8081}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: 'nginx:1.29', ports: [{name: web, containerPort: 8080}]}]}
`;

const slices = (cluster: TestCluster): readonly EndpointSlice[] =>
  cluster.cluster.view
    .list<EndpointSlice>('endpointslices.discovery.k8s.io', 'default')
    .filter(({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] === 'web');

function ready(): TestCluster {
  const cluster = TestCluster.with(2).advance(20).apply(manifests);
  cluster.until('two pods are ready', () => cluster.readyPods('web').length === 2);
  return cluster.advance(1);
}

describe('a Service', () => {
  test('has an empty slice at first, which its pods then fill', () => {
    const cluster = TestCluster.with(2).advance(20).apply(manifests).advance(0.01);
    const [empty] = slices(cluster);
    expect(empty?.endpoints ?? []).toEqual([]);
    cluster.until('two pods are ready', () => cluster.readyPods('web').length === 2);
    cluster.advance(1);
    const [full, ...others] = slices(cluster);
    expect(others).toEqual([]);
    expect(full?.metadata?.name).toBe(empty?.metadata?.name);
    expect(full?.endpoints?.map(({ conditions }) => conditions)).toEqual([
      { ready: true, serving: true, terminating: false },
      { ready: true, serving: true, terminating: false },
    ]);
    expect(full?.ports).toEqual([
      { name: 'admin', protocol: 'TCP', port: 8081 },
      { name: 'http', protocol: 'TCP', port: 8080 },
    ]);
    expect(full?.metadata?.labels).toMatchObject({ tier: 'front' });
  });

  test('keeps a leaving pod in its slice as terminating, and drops it from its Endpoints', () => {
    const cluster = ready();
    const [pod] = cluster.readyPods('web');
    const name = pod?.metadata?.name ?? '';
    cluster.delete('pods', name).advance(0.05);
    const leaving = slices(cluster)[0]?.endpoints?.find(({ targetRef }) => targetRef?.name === name);
    expect(leaving?.conditions).toEqual({ ready: false, serving: true, terminating: true });
    const endpoints = cluster.get<Endpoints>('endpoints', 'web');
    const named = endpoints.subsets?.flatMap(({ addresses = [] }) =>
      addresses.map(({ targetRef }) => targetRef?.name),
    );
    expect(named).not.toContain(name);
    expect(named).toHaveLength(1);
  });

  test('takes its slices and Endpoints with it', () => {
    const cluster = ready().delete('services', 'web').advance(1);
    expect(slices(cluster)).toEqual([]);
    expect(cluster.find('endpoints', 'web')).toBeUndefined();
  });

  test('loses a pod whose labels no longer match', () => {
    const cluster = ready();
    const name = cluster.readyPods('web')[0]?.metadata?.name ?? '';
    cluster.patch('pods', name, { metadata: { labels: { app: 'debug' } } }).advance(0.05);
    const names = slices(cluster)[0]?.endpoints?.map(({ targetRef }) => targetRef?.name);
    expect(names).not.toContain(name);
  });
});
