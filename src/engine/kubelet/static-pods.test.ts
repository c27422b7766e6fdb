import { describe, expect, it } from 'vitest';
import type { Pod } from '../index.ts';
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

  it('come back when their mirror is deleted', () => {
    const cluster = withManifests(TestCluster.with(1), [manifest('nginx')]);
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
    const { uid } = cluster.get<Pod>('pods', 'web-node-1').metadata ?? {};
    cluster.delete('pods', 'web-node-1').advance(15);
    expect(cluster.get<Pod>('pods', 'web-node-1').metadata?.uid).not.toBe(uid);
    expect(cluster.readyPods('web')).toHaveLength(1);
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
