import { describe, expect, it } from 'vitest';
import type { Checkpoint, Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function manifest(image: string): object {
  return {
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: { containers: [{ name: 'app', image }] },
  };
}

function withManifests(cluster: TestCluster, staticPods: readonly object[]): TestCluster {
  return cluster.patch('machines.podarium.dev', 'node-1', { spec: { staticPods } });
}

function mirror(cluster: TestCluster): Pod {
  return cluster.get<Pod>('pods', 'web-node-1');
}

function connect(cluster: TestCluster): TestCluster {
  return cluster.patch('machines.podarium.dev', 'node-1', { spec: { network: 'Connected' } });
}

function startedSeconds(cluster: TestCluster, { status }: Pod): number {
  const startedAt = status?.containerStatuses?.[0]?.state?.running?.startedAt ?? '';
  return cluster.cluster.view.toMs(startedAt) / 1000;
}

describe('static pods', () => {
  it('run as soon as their manifest lies on the machine, and are shown as mirror pods', () => {
    const cluster = withManifests(TestCluster.with(2), [manifest('nginx')]);
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
    const { metadata, spec } = cluster.get<Pod>('pods', 'web-node-1');
    expect(metadata?.annotations).toMatchObject({
      'kubernetes.io/config.source': 'file',
      'kubernetes.io/config.mirror': metadata?.annotations?.['kubernetes.io/config.hash'],
    });
    expect(metadata?.ownerReferences).toMatchObject([{ kind: 'Node', name: 'node-1', controller: true }]);
    expect(spec?.tolerations).toContainEqual({ operator: 'Exists', effect: 'NoExecute' });
  });

  it('go on when their mirror is deleted, and get another', () => {
    const cluster = withManifests(TestCluster.with(1), [manifest('nginx')]);
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
    const before = mirror(cluster);
    cluster.delete('pods', 'web-node-1').advance(1);
    const after = mirror(cluster);
    expect(after.metadata?.uid).not.toBe(before.metadata?.uid);
    expect(after.status?.containerStatuses).toEqual(before.status?.containerStatuses);
    expect(after.status?.podIP).toBe(before.status?.podIP);
    expect(cluster.readyPods('web')).toHaveLength(1);
  });

  it('need no API server: they start and change while the network is cut', () => {
    const cluster = TestCluster.with(1);
    cluster.patch('machines.podarium.dev', 'node-1', { spec: { network: 'Partitioned' } });
    withManifests(cluster, [manifest('nginx')]).advance(120);
    expect(cluster.pods()).toHaveLength(0);
    const fork = cluster.cluster.forkFrom(
      JSON.parse(JSON.stringify(cluster.cluster.checkpoint())) as Checkpoint,
    );
    fork.advanceTo(150_000);
    cluster.advance(30);
    expect(fork.stateHash()).toBe(cluster.cluster.stateHash());
    connect(cluster).advance(1);
    const first = mirror(cluster);
    expect(startedSeconds(cluster, first)).toBeLessThan(60);
    cluster.patch('machines.podarium.dev', 'node-1', { spec: { network: 'Partitioned' } });
    withManifests(cluster, [manifest('httpd')]).advance(120);
    expect(mirror(cluster).spec?.containers[0]?.image).toBe('nginx');
    connect(cluster).advance(1);
    const second = mirror(cluster);
    expect(second.spec?.containers[0]?.image).toBe('httpd');
    expect(startedSeconds(cluster, second)).toBeLessThan(200);
    expect(cluster.readyPods('web')).toHaveLength(1);
  });

  it('answer to the name of their mirror', () => {
    const cluster = withManifests(TestCluster.with(1), [manifest('nginx')]);
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
    cluster.delete('pods', 'web-node-1').advance(90);
    const ask = (subresource: string, body?: object) =>
      cluster.cluster.request({
        method: body === undefined ? 'GET' : 'POST',
        path: `/api/v1/namespaces/default/pods/web-node-1/${subresource}`,
        body,
      });
    expect(ask('exec', { command: ['hostname'] }).body).toMatchObject({ stdout: 'web-node-1\n' });
    expect(ask('log').body).toContain('start worker process');
    expect(ask('portforward', { port: 80 }).body).toMatchObject({ status: 200 });
    const path = '/apis/metrics.k8s.io/v1beta1/namespaces/default/pods/web-node-1';
    expect(cluster.cluster.request({ method: 'GET', path }).body).toMatchObject({
      containers: [{ name: 'app' }],
    });
    expect(cluster.cluster.inside(mirror(cluster).metadata?.uid ?? '')?.containers).toHaveLength(1);
  });

  it('are refused where their kubelet could not run them', () => {
    const refused = (change: object) => {
      const whole = manifest('nginx') as { metadata: object; spec: object };
      const put = { ...whole, ...change };
      return () => withManifests(TestCluster.with(1), [put]);
    };
    expect(refused({ metadata: {} })).toThrow('spec.staticPods[0].metadata.name: Required value');
    expect(refused({ spec: { containers: [{ name: 'A', image: 'nginx' }] } })).toThrow(
      'spec.staticPods[0].spec.containers[0].name: Invalid value: "A"',
    );
    const volumes = [{ name: 'own', configMap: { name: 'settings' } }];
    expect(refused({ spec: { containers: [{ name: 'app', image: 'nginx' }], volumes } })).toThrow(
      'spec.staticPods[0].spec: Forbidden: static pods may not reference configmaps',
    );
  });

  it('follow their manifest and go with it', () => {
    const cluster = withManifests(TestCluster.with(1), [manifest('nginx')]);
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
    withManifests(cluster, [manifest('httpd')]).advance(30);
    expect(cluster.get<Pod>('pods', 'web-node-1').spec?.containers[0]?.image).toBe('httpd');
    expect(cluster.readyPods('web')).toHaveLength(1);
    expect(withManifests(cluster, []).advance(30).pods('web')).toHaveLength(0);
  });
});
