import { describe, expect, it } from 'vitest';
import type { Node, Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function pod(name: string, script: string, container = '', volumes = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  nodeName: node-1
  terminationGracePeriodSeconds: 1
  volumes: [${volumes}]
  containers:
    - { name: app, image: busybox, command: [sh, -c, '${script}; sleep infinity'], ${container} }
`;
}

const ending = (cluster: TestCluster, name: string): unknown => {
  const { phase, reason, message } = cluster.get<Pod>('pods', name).status ?? {};
  return { phase, reason, message };
};

describe('a pod that fills more disk than it may', () => {
  it('is evicted and told which limit it was', () => {
    const cluster = TestCluster.with(1);
    const mount = 'volumeMounts: [{ name: x, mountPath: /data }]';
    const limit = (size: string): string => `resources: { limits: { ephemeral-storage: ${size} } }`;
    const fill = (file: string, count: number): string => `dd if=/dev/zero of=${file} bs=1M count=${count}`;
    cluster
      .apply(pod('volume', fill('/data/file', 2), mount, '{ name: x, emptyDir: { sizeLimit: 1Mi } }'))
      .apply(pod('layer', fill('/file', 3), limit('2Mi')))
      .apply(pod('small', fill('/file', 1), limit('2Mi')))
      .apply(pod('together', fill('/data/file', 3), `${mount}, ${limit('2Mi')}`, '{ name: x, emptyDir: {} }'))
      .advance(40);
    const failed = { phase: 'Failed', reason: 'Evicted' };
    expect(ending(cluster, 'volume')).toEqual({
      ...failed,
      message: 'Usage of EmptyDir volume "x" exceeds the limit "1Mi". ',
    });
    expect(ending(cluster, 'layer')).toEqual({
      ...failed,
      message: 'Pod ephemeral local storage usage exceeds the total limit of containers 2Mi. ',
    });
    expect(ending(cluster, 'together')).toEqual(ending(cluster, 'layer'));
    expect(ending(cluster, 'small')).toMatchObject({ phase: 'Running' });
    const conditions = cluster.get<Pod>('pods', 'volume').status?.conditions ?? [];
    expect(conditions.map(({ type }) => type)).not.toContain('DisruptionTarget');
  });

  it('is blamed alone when its neighbour stays within the limit of both', () => {
    const manifest = `
apiVersion: v1
kind: Pod
metadata: { name: two }
spec:
  nodeName: node-1
  containers:
    - name: big
      image: busybox
      command: [sh, -c, 'fallocate -l 3M /file; sleep infinity']
      resources: { limits: { ephemeral-storage: 2Mi } }
    - name: small
      image: busybox
      command: [sleep, infinity]
      resources: { limits: { ephemeral-storage: 1Gi } }
`;
    expect(ending(TestCluster.with(1).apply(manifest).advance(30), 'two')).toMatchObject({
      message: 'Container big exceeded its local ephemeral storage limit "2Mi". ',
    });
  });
});

describe('a machine whose disk fills', () => {
  it('removes unused images, then evicts who fills it most', () => {
    const cluster = TestCluster.with(1)
      .apply(pod('modest', 'echo hello > /file'))
      .apply(pod('greedy', 'fallocate -l 80G /file'))
      .advance(60);
    expect(ending(cluster, 'greedy')).toMatchObject({
      reason: 'Evicted',
      message: expect.stringMatching(
        /^The node was low on resource: ephemeral-storage\. Threshold quantity: 10Gi, available: \S+\. Container app was using \S+, request is 0, has larger consumption of ephemeral-storage\. $/,
      ),
    });
    expect(ending(cluster, 'modest')).toMatchObject({ phase: 'Running' });
    const { conditions = [] } = cluster.get<Node>('nodes', 'node-1').status ?? {};
    expect(conditions.find(({ type }) => type === 'DiskPressure')?.status).toBe('True');
  });
});
