import { describe, expect, it } from 'vitest';
import { TestCluster } from '../../testing/test-cluster.ts';

const writer = `
apiVersion: v1
kind: Pod
metadata: { name: writer }
spec:
  nodeName: node-1
  restartPolicy: Never
  volumes: [{ name: data, emptyDir: {} }]
  containers:
  - name: c
    image: busybox
    command: [sh, -c, 'echo begun; while true; do date >> /data/log; sleep 1; done']
    volumeMounts: [{ name: data, mountPath: /data }]
`;

const quick = writer.replace('while true; do date >> /data/log; sleep 1; done', 'exit 3');

function logs({ cluster }: TestCluster): unknown {
  return cluster.request({ method: 'GET', path: '/api/v1/namespaces/default/pods/writer/log' }).body;
}

function volumes({ cluster }: TestCluster): string[] {
  const runtime = cluster.checkpoint().parts['runtime'] as { readonly volumes: object };
  return Object.keys(runtime.volumes);
}

function phase(cluster: TestCluster): string | undefined {
  return cluster.pods()[0]?.status?.phase;
}

describe('what remains of a pod', () => {
  it('has logs as long as the API server has the pod', () => {
    const cluster = TestCluster.with(1).apply(quick);
    cluster.until('it has failed', () => phase(cluster) === 'Failed');
    cluster.advance(600);
    expect(logs(cluster)).toBe('begun\n');
  });

  it('has no address', () => {
    const cluster = TestCluster.with(1).apply(quick);
    cluster.until('it has failed', () => phase(cluster) === 'Failed');
    cluster.advance(5);
    const others = Array.from({ length: 260 }, (_none, index) => quick.replace('writer', `writer-${index}`));
    for (const other of others) cluster.apply(other).advance(5);
    expect(new Set(cluster.pods().map(({ status }) => status?.phase))).toEqual(new Set(['Failed']));
  });

  it('has files as long as a container writes to them, whatever the API server knows', () => {
    const cluster = TestCluster.with(1).apply(writer);
    cluster.until('it runs', () => phase(cluster) === 'Running');
    cluster.patch('machines.podarium.dev', 'node-1', { spec: { network: 'Partitioned' } });
    cluster.delete('pods', 'writer', { gracePeriodSeconds: 0 }).advance(10);
    expect(volumes(cluster)).toHaveLength(1);
    cluster.patch('machines.podarium.dev', 'node-1', { spec: { network: 'Connected' } }).advance(60);
    expect(volumes(cluster)).toEqual([]);
  });
});
