import { describe, expect, it } from 'vitest';
import type { Event, Node, Pod } from '../index.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function pod(name: string, resources = '', spec = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: web } }
spec:
${spec}
  nodeName: node-1
  containers: [{ name: app, image: nginx, resources: { ${resources} } }]
`;
}

function fault(type: string, seconds = 600): string {
  return `
apiVersion: podarium.dev/v1alpha1
kind: Fault
metadata: { name: pressure }
spec: { type: ${type}, target: { node: node-1 }, durationSeconds: ${seconds} }
`;
}

function conditionOf(cluster: TestCluster, type: string): string | undefined {
  const { conditions = [] } = cluster.get<Node>('nodes', 'node-1').status ?? {};
  return conditions.find((condition) => condition.type === type)?.status;
}

function messages(cluster: TestCluster, name: string): string[] {
  const events = cluster.cluster.view.list<Event>('events', 'default');
  return events
    .filter((event) => event.involvedObject.name === name)
    .map(({ reason, message }) => `${reason}: ${message}`);
}

describe('a node that runs out of memory', () => {
  const guaranteed = 'requests: { cpu: 100m, memory: 64Mi }, limits: { cpu: 100m, memory: 64Mi }';

  it('evicts a pod above its requests first and says why', () => {
    const cluster = TestCluster.with(1).apply(pod('safe', guaranteed)).apply(pod('best-effort'));
    cluster.until('both run', () => cluster.readyPods('web').length === 2);
    cluster.apply(fault('MemoryPressure')).advance(40);
    const { status } = cluster.get<Pod>('pods', 'best-effort');
    expect(status).toMatchObject({ phase: 'Failed', reason: 'Evicted' });
    expect(status?.message).toMatch(
      /^The node was low on resource: memory\. Threshold quantity: 100Mi, available: \S+\. Container app was using \S+, request is 0, has larger consumption of memory\. $/,
    );
    expect(status?.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
      status: 'True',
      reason: 'TerminationByKubelet',
    });
    expect(messages(cluster, 'best-effort')).toContain(`Evicted: ${status?.message}`);
    expect(messages(cluster, 'node-1')).toContain('EvictionThresholdMet: Attempting to reclaim memory');
    expect(conditionOf(cluster, 'MemoryPressure')).toBe('True');
    expect(cluster.get<Node>('nodes', 'node-1').spec?.taints).toMatchObject([
      { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' },
    ]);
  });

  it('takes no pod without requests as long as it shows the pressure, five minutes after its end', () => {
    const cluster = TestCluster.with(1).advance(5).apply(fault('MemoryPressure', 15)).advance(12);
    cluster.apply(pod('late')).apply(pod('modest', 'requests: { memory: 64Mi }')).advance(5);
    expect(cluster.get<Pod>('pods', 'late').status).toMatchObject({
      phase: 'Failed',
      reason: 'Evicted',
      message: 'Pod was rejected: The node had condition: [MemoryPressure]. ',
    });
    expect(cluster.readyPods('web').map(({ metadata }) => metadata?.name)).toEqual(['modest']);
    expect(cluster.advance(280) && conditionOf(cluster, 'MemoryPressure')).toBe('True');
    expect(cluster.advance(40) && conditionOf(cluster, 'MemoryPressure')).toBe('False');
    expect(cluster.apply(pod('again')).advance(5).readyPods('web')).toHaveLength(2);
  });

  it('lets a soft threshold be crossed for its grace period', () => {
    const cluster = TestCluster.with(1);
    const kubelet = {
      evictionSoft: { 'memory.available': '1Gi' },
      evictionSoftGracePeriod: { 'memory.available': '1m' },
    };
    cluster.patch('machines.podarium.dev', 'node-1', { spec: { kubelet } }).apply(pod('web'));
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
    cluster.apply(fault('MemoryPressure').replace('node-1 }', "node-1 }, available: '900Mi'")).advance(50);
    expect(conditionOf(cluster, 'MemoryPressure')).toBe('True');
    expect(cluster.readyPods('web')).toHaveLength(1);
    expect(cluster.advance(40).get<Pod>('pods', 'web').status?.reason).toBe('Evicted');
  });

  it('is not ready with settings that its kubelet cannot read', () => {
    const kubelet = { evictionHard: { 'memory.free': '1Gi' } };
    const cluster = TestCluster.with(1).patch('machines.podarium.dev', 'node-1', { spec: { kubelet } });
    expect(cluster.advance(1) && conditionOf(cluster, 'Ready')).toBe('False');
  });
});

describe('a node that runs out of disk', () => {
  it('shows it, evicts and takes no pods', () => {
    const cluster = TestCluster.with(1).apply(pod('web'));
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
    cluster
      .apply(fault('DiskPressure'))
      .advance(20)
      .apply(pod('late', 'requests: { memory: 64Mi }'))
      .advance(5);
    expect(conditionOf(cluster, 'DiskPressure')).toBe('True');
    expect(cluster.get<Pod>('pods', 'web').status?.message).toBe(
      'The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 9Gi. ' +
        'Container app was using 32Ki, request is 0, has larger consumption of ephemeral-storage. ',
    );
    expect(cluster.get<Pod>('pods', 'late').status?.reason).toBe('Evicted');
  });
});

describe('a critical pod', () => {
  it('takes the place of an ordinary one and starts when that is gone', () => {
    const cluster = TestCluster.with(1).apply(pod('ordinary', 'requests: { cpu: 3 }'));
    cluster.until('it runs', () => cluster.readyPods('web').length === 1);
    const critical = pod('critical', 'requests: { cpu: 2 }', '  priorityClassName: system-node-critical');
    cluster.apply(critical).advance(10);
    expect(cluster.get<Pod>('pods', 'ordinary').status).toMatchObject({
      phase: 'Failed',
      reason: 'Preempting',
      message: 'Preempted in order to admit critical pod',
    });
    expect(cluster.readyPods('web').map(({ metadata }) => metadata?.name)).toEqual(['critical']);
  });
});
