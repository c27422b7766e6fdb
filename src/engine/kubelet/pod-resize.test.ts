import { describe, expect, it } from 'vitest';
import type { ContainerResizePolicy, Node, Pod, ResourceRequirements } from '../api/generated/types.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

type Amounts = Readonly<Record<string, string>>;

function started(
  requests: Amounts,
  limits: Amounts = {},
  resizePolicy: ContainerResizePolicy[] = [],
): TestCluster {
  const container = { name: 'app', image: 'nginx', resources: { requests, limits }, resizePolicy };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [container] } };
  const cluster = TestCluster.with(1).apply(JSON.stringify(pod));
  cluster.until('it runs', () => web(cluster).status?.containerStatuses?.[0]?.ready === true);
  return cluster;
}

function web(cluster: TestCluster, name = 'web'): Pod {
  return cluster.get<Pod>('pods', name);
}

function resize(cluster: TestCluster, resources: ResourceRequirements): void {
  const { code } = cluster.cluster.request({
    method: 'PATCH',
    path: '/api/v1/namespaces/default/pods/web/resize',
    contentType: 'application/strategic-merge-patch+json',
    body: { spec: { containers: [{ name: 'app', resources }] } },
  });
  expect(code).toBe(200);
}

function conditions(cluster: TestCluster): string[] {
  const all = web(cluster).status?.conditions ?? [];
  return all
    .filter(({ type }) => type.startsWith('PodResize'))
    .map(({ type, reason, message }) => [type, reason, message].filter(Boolean).join(' '));
}

function read(cluster: TestCluster, file: string): string {
  const path = '/api/v1/namespaces/default/pods/web/exec';
  const body = { command: ['cat', `/sys/fs/cgroup/${file}`] };
  return (cluster.cluster.request({ method: 'POST', path, body }).body as { stdout: string }).stdout.trim();
}

describe('other resources for a pod', () => {
  it('are granted, put into force in its cgroups, and then told', () => {
    const cluster = started({ cpu: '500m', memory: '64Mi' }, { cpu: '1', memory: '128Mi' }).advance(5);
    resize(cluster, { requests: { cpu: '600m' }, limits: { cpu: '2', memory: '256Mi' } });
    cluster.advance(0.1);
    expect(conditions(cluster)).toEqual(['PodResizeInProgress']);
    const [during] = web(cluster).status?.containerStatuses ?? [];
    expect(during?.allocatedResources).toEqual({ cpu: '600m', memory: '64Mi' });
    expect(during?.resources?.limits).toEqual({ cpu: '1', memory: '128Mi' });
    cluster.advance(2);
    expect(conditions(cluster)).toEqual([]);
    const [after] = web(cluster).status?.containerStatuses ?? [];
    expect(after?.resources?.limits).toEqual({ cpu: '2', memory: '256Mi' });
    expect(after?.restartCount).toBe(0);
    expect(read(cluster, 'cpu.max')).toBe('200000 100000');
    expect(read(cluster, 'memory.max')).toBe(String(256 * 1_048_576));
    const summary =
      '{"containers":[{"name":"app","resources":{"limits":{"cpu":"2","memory":"256Mi"},"requests":{"cpu":"600m","memory":"64Mi"}}}],"generation":2}';
    expect(cluster.eventsOf('web').slice(-2)).toEqual([
      `ResizeStarted: Pod resize started: ${summary}`,
      `ResizeCompleted: Pod resize completed: ${summary}`,
    ]);
  });

  it('wait until the node has room, and never come where it is too small', () => {
    const cluster = started({ cpu: '1' }).apply(
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'other' },
        spec: { containers: [{ name: 'app', image: 'nginx', resources: { requests: { cpu: '2' } } }] },
      }),
    );
    cluster.advance(10);
    resize(cluster, { requests: { cpu: '3' } });
    cluster.advance(2);
    expect(conditions(cluster)).toEqual([
      "PodResizePending Deferred Node didn't have enough resource: cpu, requested: 3000, used: 2000, capacity: 4000",
    ]);
    expect(web(cluster).status?.containerStatuses?.[0]?.allocatedResources).toEqual({ cpu: '1' });
    expect(read(cluster, 'cpu.weight')).toBe('100');
    cluster.delete('pods', 'other').advance(40);
    expect(conditions(cluster)).toEqual([]);
    expect(web(cluster).status?.containerStatuses?.[0]?.resources?.requests).toEqual({ cpu: '3' });
    resize(cluster, { requests: { cpu: '5' } });
    cluster.advance(2);
    expect(conditions(cluster)).toEqual([
      "PodResizePending Infeasible Node didn't have enough capacity: cpu, requested: 5000, capacity: 4000",
    ]);
    resize(cluster, { requests: { cpu: '3' } });
    cluster.advance(2);
    expect(conditions(cluster)).toEqual([]);
    expect(cluster.get<Node>('nodes', 'node-1').status?.allocatable?.['cpu']).toBe('4');
  });

  it('restart a container whose policy says so', () => {
    const policy = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }];
    const cluster = started({ memory: '64Mi' }, { memory: '128Mi' }, policy).advance(5);
    resize(cluster, { limits: { memory: '256Mi' } });
    cluster.advance(5);
    const [status] = web(cluster).status?.containerStatuses ?? [];
    expect([status?.restartCount, status?.resources?.limits]).toEqual([1, { memory: '256Mi' }]);
    expect(cluster.eventsOf('web')).toContain('Killing: Container app resize requires restart');
    expect(cluster.eventsOf('web').at(-1)).toContain('ResizeCompleted');
    expect(read(cluster, 'memory.max')).toBe(String(256 * 1_048_576));
  });

  it('are a sidecar’s to have too, and a static pod’s never', () => {
    const sidecar = { name: 'side', image: 'nginx:alpine', restartPolicy: 'Always' };
    const spec = {
      initContainers: [{ ...sidecar, ports: [], resources: { requests: { cpu: '100m' } } }],
      containers: [{ name: 'app', image: 'busybox', command: ['sleep', '1000'] }],
    };
    const cluster = TestCluster.with(1).apply(
      JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec }),
    );
    cluster.advance(20);
    const ask = (pod: string, change: object) =>
      cluster.cluster.request({
        method: 'PATCH',
        path: `/api/v1/namespaces/default/pods/${pod}/resize`,
        contentType: 'application/strategic-merge-patch+json',
        body: { spec: change },
      });
    const wanted = { requests: { cpu: '200m' } };
    expect(ask('web', { initContainers: [{ name: 'side', resources: wanted }] }).code).toBe(200);
    cluster.advance(3);
    expect(web(cluster).status?.initContainerStatuses?.[0]?.resources).toEqual(wanted);
    expect(cluster.eventsOf('web').at(-1)).toContain('ResizeCompleted');
    const staticPods = [
      { metadata: { name: 'own' }, spec: { containers: [{ name: 'app', image: 'nginx' }] } },
    ];
    cluster.patch('machines.podarium.dev', 'node-1', { spec: { staticPods } }).advance(10);
    expect(ask('own-node-1', { containers: [{ name: 'app', resources: wanted }] }).body).toMatchObject({
      message: 'Pod "own-node-1" is invalid: []: Forbidden: static pods cannot be resized',
    });
  });

  it('do not take memory that is used', () => {
    const cluster = started({ memory: '1Mi' }, { memory: '128Mi' }).advance(5);
    resize(cluster, { limits: { memory: '1Mi' } });
    cluster.advance(5);
    expect(conditions(cluster)[0]).toMatch(
      /^PodResizeInProgress Error cannot decrease memory limits: \[attempting to set pod memory limit \(1048576\) below current usage \(\d+\), attempting to set container "app" memory limit \(1048576\) below current usage \(\d+\)]$/,
    );
    expect(read(cluster, 'memory.max')).toBe(String(128 * 1_048_576));
    expect(cluster.eventsOf('web').filter((event) => event.startsWith('ResizeError'))).toHaveLength(1);
    resize(cluster, { limits: { memory: '64Mi' } });
    cluster.advance(20);
    expect(conditions(cluster)).toEqual([]);
    expect(read(cluster, 'memory.max')).toBe(String(64 * 1_048_576));
  });
});
