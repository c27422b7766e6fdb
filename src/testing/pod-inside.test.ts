import { expect, it } from 'vitest';
import { TestCluster } from './test-cluster.ts';

it('the inside of a pod tells its processes, ports, use and the latest ticks of its probes', () => {
  const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: nginx
    image: nginx:1.29
    ports: [{containerPort: 80}]
    resources: {limits: {cpu: 500m}}
    readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
    livenessProbe: {exec: {command: [cat, /tmp/fine]}, periodSeconds: 10, failureThreshold: 9}
  - {name: second, image: "httpd:2.4"}
`);
  cluster.advance(100);
  const uid = cluster.get<{ metadata?: { uid?: string } }>('pods', 'web')?.metadata?.uid ?? '';
  const inside = cluster.cluster.inside(uid);
  const [nginx, second] = inside?.containers ?? [];
  expect(nginx).toMatchObject({ name: 'nginx', isRunning: true, ports: [{ port: 80, answers: true }] });
  expect(nginx?.processes[0]).toMatchObject({ pid: 1, container: 'nginx' });
  expect(nginx?.memory.used).toBeGreaterThan(1_000_000);
  expect(nginx?.cpu.limit).toBe(500);
  expect(inside?.machine.cpu).toBe(4_000);
  expect(second).toMatchObject({ isRunning: false, refusedPort: 80, processes: [] });
  const [liveness, readiness] = nginx?.probes ?? [];
  expect(liveness).toMatchObject({ type: 'liveness', periodMs: 10_000 });
  expect(new Set(liveness?.ticks.map(({ passed }) => passed))).toEqual(new Set([false]));
  expect(liveness?.ticks.length).toBeGreaterThanOrEqual(5);
  expect(readiness?.ticks.map(({ passed }) => passed)).toEqual(Array.from({ length: 12 }, () => true));
  const times = readiness?.ticks.map(({ atMs }) => atMs) ?? [];
  expect(times.slice(1).map((atMs, index) => atMs - times[index]!)).toEqual(
    Array.from({ length: 11 }, () => 5_000),
  );
  expect(readiness?.nextMs).toBe(times.at(-1)! + 5_000);
});
