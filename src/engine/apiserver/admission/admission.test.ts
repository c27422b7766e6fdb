import { describe, expect, test } from 'vitest';
import type { ResourceQuota } from '../../api/generated/types.ts';
import type { ApiResponse } from '../../api/request.ts';
import type { Status } from '../../api/status-error.ts';
import { TestCluster } from '../../../testing/test-cluster.ts';

type Cluster = TestCluster['cluster'];

const place = '/api/v1/namespaces/default';

function newCluster(): Cluster {
  const { cluster } = new TestCluster({ seed: 'admission', machines: {} });
  cluster.advanceTo(1000);
  return cluster;
}

function create(cluster: Cluster, kind: string, plural: string, rest: object): ApiResponse {
  return cluster.request({
    method: 'POST',
    path: `${place}/${plural}`,
    body: { apiVersion: 'v1', kind, ...rest },
  });
}

function createPod(cluster: Cluster, name: string, container: object = {}, spec: object = {}): ApiResponse {
  const containers = [{ name: 'app', image: 'nginx', ...container }];
  return create(cluster, 'Pod', 'pods', { metadata: { name }, spec: { containers, ...spec } });
}

function label(cluster: Cluster, labels: object): ApiResponse {
  return cluster.request({
    method: 'PATCH',
    path: '/api/v1/namespaces/default',
    contentType: 'application/merge-patch+json',
    body: { metadata: { labels } },
  });
}

function messageOf({ body }: ApiResponse): string {
  return (body as Status).message ?? '';
}

describe('quotas', () => {
  const quotaOf = (cluster: Cluster) => cluster.get('resourcequotas', 'default', 'q') as ResourceQuota;

  test('what comes is charged, what goes is given back', () => {
    const cluster = newCluster();
    create(cluster, 'ResourceQuota', 'resourcequotas', {
      metadata: { name: 'q' },
      spec: { hard: { pods: '2', 'count/configmaps': '2' } },
    });
    cluster.advanceTo(2000);
    expect(quotaOf(cluster).status?.used).toEqual({ pods: '0', 'count/configmaps': '1' });
    expect(createPod(cluster, 'a').code).toBe(201);
    expect(createPod(cluster, 'b').code).toBe(201);
    expect(messageOf(createPod(cluster, 'c'))).toBe(
      'pods "c" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2',
    );
    expect(quotaOf(cluster).status?.used).toMatchObject({ pods: '2' });
    cluster.request({ method: 'DELETE', path: `${place}/pods/a`, body: { gracePeriodSeconds: 0 } });
    cluster.advanceTo(3000);
    expect(quotaOf(cluster).status?.used).toMatchObject({ pods: '1' });
  });

  test('a dry run is charged to nobody', () => {
    const cluster = newCluster();
    create(cluster, 'ResourceQuota', 'resourcequotas', {
      metadata: { name: 'q' },
      spec: { hard: { pods: '2' } },
    });
    cluster.advanceTo(2000);
    const body = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'a', image: 'b' }] },
    };
    cluster.request({ method: 'POST', path: `${place}/pods`, query: { dryRun: 'All' }, body });
    expect(quotaOf(cluster).status?.used).toEqual({ pods: '0' });
  });
});

describe('pod security', () => {
  test('a level that is enforced keeps pods out', () => {
    const cluster = newCluster();
    label(cluster, { 'pod-security.kubernetes.io/enforce': 'restricted' });
    expect(messageOf(createPod(cluster, 'a'))).toBe(
      'pods "a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    );
    const securityContext = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    };
    expect(createPod(cluster, 'b', { securityContext }).code).toBe(201);
  });

  test('the baseline forbids what reaches into the node', () => {
    const cluster = newCluster();
    label(cluster, {
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/enforce-version': 'v1.30',
    });
    const volumes = [{ name: 'root', hostPath: { path: '/' } }];
    const refused = createPod(
      cluster,
      'a',
      { securityContext: { privileged: true } },
      { hostNetwork: true, volumes },
    );
    expect(messageOf(refused)).toBe(
      'pods "a" is forbidden: violates PodSecurity "baseline:v1.30": host namespaces (hostNetwork=true), hostPath volumes (volume "root"), privileged (container "app" must not set securityContext.privileged=true)',
    );
  });

  test('a stricter level tells of the pods that are there', () => {
    const cluster = newCluster();
    createPod(cluster, 'a');
    createPod(cluster, 'b');
    expect(label(cluster, { 'pod-security.kubernetes.io/enforce': 'restricted' }).warnings).toEqual([
      'existing pods in namespace "default" violate the new PodSecurity enforce level "restricted:latest"',
      'a (and 1 other pod): allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile',
    ]);
    expect(messageOf(label(cluster, { 'pod-security.kubernetes.io/enforce': 'strict' }))).toBe(
      'Namespace "default" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    );
  });
});

test('what the cluster cannot do without is not deleted', () => {
  const cluster = newCluster();
  expect(messageOf(cluster.request({ method: 'DELETE', path: '/api/v1/namespaces/kube-system' }))).toBe(
    'namespaces "kube-system" is forbidden: this namespace may not be deleted',
  );
});

test('a pod names a class of priority that exists, and takes its number', () => {
  const cluster = newCluster();
  expect(messageOf(createPod(cluster, 'a', {}, { priorityClassName: 'none' }))).toBe(
    'pods "a" is forbidden: no PriorityClass with name none was found',
  );
  expect(messageOf(createPod(cluster, 'a', {}, { priority: 5 }))).toBe(
    'pods "a" is forbidden: the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
  );
});
