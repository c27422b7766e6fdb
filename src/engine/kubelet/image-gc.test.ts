import { expect, it } from 'vitest';
import type { Node } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function pod(name: string, image: string, command = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: web } }
spec:
  nodeName: node-1
  restartPolicy: Never
  containers: [{ name: app, image: '${image}', ${command} }]
`;
}

function images(cluster: TestCluster): string[] {
  const { images: shown = [] } = cluster.get<Node>('nodes', 'node-1').status ?? {};
  return shown.map(({ names }) => names?.at(-1) ?? '');
}

const fault = (available: string): string => `
apiVersion: podarium.dev/v1alpha1
kind: Fault
metadata: { name: disk }
spec: { type: DiskPressure, target: { node: node-1 }, durationSeconds: 60, available: ${available} }
`;

it('a node tells which images it has, the biggest first', () => {
  const cluster = TestCluster.with(1).apply(pod('small', 'busybox:1.36', 'command: [sleep, infinity]'));
  cluster.apply(pod('big', 'nginx:1.29')).advance(35);
  expect(images(cluster)).toEqual(['docker.io/library/nginx:1.29', 'docker.io/library/busybox:1.36']);
  expect(cluster.get<Node>('nodes', 'node-1').status?.images?.[0]).toMatchObject({
    names: [expect.stringMatching(/^docker\.io\/library\/nginx@sha256:[0-9a-f]{64}$/), expect.anything()],
    sizeBytes: expect.any(Number),
  });
});

it('images that nobody uses go before pods do, once they are known for two minutes', () => {
  const cluster = TestCluster.with(1).apply(pod('web', 'nginx:1.29')).apply(pod('old', 'redis:7'));
  cluster
    .advance(320)
    .delete('pods', 'old')
    .apply(pod('new', 'httpd:2.4'))
    .advance(100)
    .delete('pods', 'new');
  cluster.advance(40);
  expect(images(cluster)).toHaveLength(3);
  cluster.apply(fault('14.95Gi')).advance(60);
  expect(images(cluster)).not.toContain('docker.io/library/redis:7');
  // It was seen for the first time when room was wanted.
  expect(images(cluster)).toContain('docker.io/library/httpd:2.4');
  expect(cluster.readyPods('web')).toHaveLength(1);
});

it('says when there is nothing to make room with', () => {
  const cluster = TestCluster.with(1).advance(590);
  cluster.apply(fault('15.5Gi').replace('60', '600')).advance(320);
  const told = cluster.eventsOf('node-1').filter((text) => /FreeDisk|ImageGC/.test(text));
  const message =
    "Insufficient free disk space on the node's image filesystem (85% of 100.0 GiB used). Failed to free sufficient space by deleting unused images (freed 0 bytes). Investigate disk usage, as it could be used by active images, logs, volumes, or other data.";
  expect(told).toEqual([`FreeDiskSpaceFailed: ${message} (x2)`, `ImageGCFailed: ${message}`]);
});
