import { describe, expect, it } from 'vitest';
import type { Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function podOf(image: string, command = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec: { containers: [{ name: web, image: '${image}'${command} }] }
`;
}

function containerOf(cluster: TestCluster) {
  return cluster.get<Pod>('pods', 'web').status?.containerStatuses?.[0];
}

function setImage(cluster: TestCluster, image: string): void {
  const body = { spec: { containers: [{ name: 'web', image }] } };
  const path = '/api/v1/namespaces/default/pods/web';
  expect(cluster.cluster.request({ method: 'PATCH', path, body }).code).toBe(200);
}

describe('another image for a pod', () => {
  it('that runs restarts its container in place', () => {
    const cluster = TestCluster.with(1).apply(podOf('nginx:1.28')).advance(5);
    const { uid } = cluster.get<Pod>('pods', 'web').metadata!;
    setImage(cluster, 'nginx:1.29');
    cluster.advance(0.05);
    // Until the new one runs, the status speaks of the old.
    expect(containerOf(cluster)?.image).toBe('nginx:1.28');
    cluster.advance(5);
    expect(cluster.get<Pod>('pods', 'web').metadata?.uid).toBe(uid);
    expect(containerOf(cluster)).toMatchObject({
      image: 'nginx:1.29',
      ready: true,
      restartCount: 1,
      lastState: { terminated: { reason: 'Completed' } },
    });
    expect(cluster.eventsOf('web')).toContain('Killing: Container web definition changed, will be restarted');
  });

  it('whose image cannot be pulled is pulled at once: the back-off is about the image', () => {
    const cluster = TestCluster.with(1).apply(podOf('nginx:does-not-exist')).advance(40);
    setImage(cluster, 'nginx:1.29');
    cluster.until('ready', () => containerOf(cluster)?.ready === true, 10);
  });

  it('that crashes starts at once and begins a back-off of its own', () => {
    const cluster = TestCluster.with(1).apply(podOf('busybox:1.36', ", command: [sh, -c, 'exit 1']"));
    cluster.until('in back-off', () => containerOf(cluster)?.restartCount === 4, 120);
    cluster.advance(5);
    expect(containerOf(cluster)?.state?.waiting?.message).toContain('back-off 1m20s');
    setImage(cluster, 'busybox:1.37');
    cluster.advance(4);
    expect(containerOf(cluster)?.restartCount).toBeGreaterThan(4);
    cluster.advance(3);
    expect(containerOf(cluster)?.state?.waiting?.message).toContain('back-off 10s');
  });
});

describe('two containers with one image that cannot be had', () => {
  it('share what is known of it', () => {
    const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: one, image: 'nginx:gone-does-not-exist' }, { name: two, image: 'nginx:gone-does-not-exist' }] }
`);
    cluster.advance(4);
    const pulls = cluster.eventsOf('web').filter((event) => event.startsWith('Pulling'));
    expect(pulls).toEqual(['Pulling: Pulling image "nginx:gone-does-not-exist"']);
  });
});

describe('an exec probe', () => {
  it('that takes longer than its timeout fails', () => {
    const probe = ", readinessProbe: { exec: { command: [sh, -c, 'sleep 3'] }, timeoutSeconds: 2 }";
    const cluster = TestCluster.with(1).apply(podOf('busybox:1.36', `, command: [sleep, '1000']${probe}`));
    cluster.advance(20);
    expect(containerOf(cluster)?.ready).toBe(false);
    expect(cluster.eventsOf('web').join('\n')).toContain(
      'Readiness probe failed: command timed out: "sh -c sleep 3" timed out after 2s',
    );
  });
});
