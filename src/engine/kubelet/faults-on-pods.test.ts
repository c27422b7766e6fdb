import { describe, expect, it } from 'vitest';
import type { Event, Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function pod(name: string, resources = '', probes = '', image = 'nginx'): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: web } }
spec:
  nodeName: node-1
  terminationGracePeriodSeconds: 5
  containers: [{ name: app, image: ${image}, resources: { ${resources} }, ${probes} }]
`;
}

function fault(type: string, rest = ''): string {
  return `
apiVersion: podarium.dev/v1alpha1
kind: Fault
metadata: { name: ${type.toLowerCase()} }
spec: { type: ${type}, target: { pod: web }, ${rest} }
`;
}

const httpGet = 'httpGet: { path: /, port: 80 }, periodSeconds: 5, failureThreshold: 2';

function running(...manifests: string[]): TestCluster {
  const cluster = TestCluster.with(1);
  for (const manifest of manifests) cluster.apply(manifest);
  cluster.until('all are ready', () => cluster.readyPods('web').length === manifests.length);
  return cluster;
}

function told(cluster: TestCluster, name: string): string[] {
  return cluster.cluster.view
    .list<Event>('events', 'default')
    .filter(({ involvedObject }) => involvedObject.name === name)
    .map(({ reason, message }) => `${reason}: ${message}`);
}

const containerOf = (cluster: TestCluster, name = 'web') =>
  cluster.get<Pod>('pods', name).status?.containerStatuses?.[0];

describe('a container that hangs', () => {
  it('is killed after its grace period by its liveness probe, and serves again when it may', () => {
    const cluster = running(pod('web', '', `livenessProbe: { ${httpGet} }`));
    cluster.apply(fault('Hang', 'durationSeconds: 12')).advance(30);
    expect(told(cluster, 'web')).toContainEqual(
      expect.stringContaining('Client.Timeout exceeded while awaiting headers'),
    );
    expect(containerOf(cluster)).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 137 } },
      state: { running: {} },
    });
  });
});

describe('a probe that fails', () => {
  it('takes a pod out of its Service when it is the readiness probe, and restarts nothing', () => {
    const cluster = running(pod('web', '', `livenessProbe: { ${httpGet} }, readinessProbe: { ${httpGet} }`));
    cluster.apply(fault('ProbeFailure', 'probe: readiness, durationSeconds: 20')).advance(15);
    expect(containerOf(cluster)).toMatchObject({ ready: false, restartCount: 0 });
    expect(told(cluster, 'web')).toContain(
      'Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 500',
    );
    expect(containerOf(cluster.advance(15))).toMatchObject({ ready: true, restartCount: 0 });
  });
});

describe('a leak', () => {
  it('ends at the limit of the container', () => {
    const cluster = running(pod('web', 'limits: { memory: 100Mi }'));
    cluster.apply(fault('MemoryLeak', 'durationSeconds: 15')).advance(13);
    expect(containerOf(cluster)).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    });
  });

  it('without a limit puts the machine under pressure, and the leaking pod is evicted', () => {
    const cluster = running(pod('web'), pod('other'));
    cluster.apply(fault('MemoryLeak', 'rate: 5Mi')).advance(1_650);
    expect(cluster.get<Pod>('pods', 'web').status).toMatchObject({ phase: 'Failed', reason: 'Evicted' });
    expect(cluster.get<Pod>('pods', 'other').status?.phase).toBe('Running');
  });

  it('faster than the kubelet looks leaves it to the kernel', () => {
    const cluster = running(pod('web'), pod('other'));
    cluster.apply(fault('MemoryLeak', 'rate: 1Gi')).advance(12);
    expect(told(cluster, 'node-1')).toContainEqual(
      expect.stringMatching(/^SystemOOM: System OOM encountered, victim process: nginx, pid: \d+$/),
    );
    expect(containerOf(cluster)?.lastState?.terminated?.reason).toBe('OOMKilled');
    expect(containerOf(cluster, 'other')?.restartCount).toBe(0);
  });
});

describe('a Fault', () => {
  it('is refused with what is wrong in it', () => {
    const { code, body } = TestCluster.with(1).cluster.request({
      method: 'POST',
      path: '/apis/podarium.dev/v1alpha1/faults',
      body: {
        apiVersion: 'podarium.dev/v1alpha1',
        kind: 'Fault',
        metadata: { name: 'wrong' },
        spec: { type: 'Hang', rate: '-1', seconds: 0, durationSeconds: -3 },
      },
    });
    expect(code).toBe(422);
    expect(String((body as { message?: string }).message)).toMatch(
      /spec\.rate: Forbidden: may only be set when `type` is 'MemoryLeak'.*spec\.durationSeconds: Invalid value: -3: must be greater than zero/,
    );
  });
});
