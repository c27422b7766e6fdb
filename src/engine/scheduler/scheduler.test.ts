import { describe, expect, test } from 'vitest';
import type { Pod } from '../api/generated/types.ts';
import { TestCluster } from '../../testing/test-cluster.ts';

function pod(name: string, spec = '', metadata = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}${metadata}}
spec:
  ${spec}
  containers: [{name: c, image: 'nginx:1.29', resources: {requests: {cpu: '3'}}}]
`;
}

const nodeOf = (cluster: TestCluster, name: string): string | undefined =>
  cluster.get<Pod>('pods', name).spec?.nodeName;

function readyCluster(machines: number): TestCluster {
  const cluster = TestCluster.with(machines);
  cluster.advance(20);
  return cluster;
}

describe('a pod that fits nowhere', () => {
  test('says why in an Event and in its condition, and is tried again when a node comes', () => {
    const cluster = readyCluster(1).apply(pod('first')).apply(pod('second')).advance(1);
    const message =
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: ' +
      '0/1 nodes are available: 1 No preemption victims found for incoming pod.';
    expect(cluster.eventsOf('second')).toEqual([`FailedScheduling: ${message}`]);
    const condition = cluster.get<Pod>('pods', 'second').status?.conditions?.[0];
    expect(condition).toMatchObject({
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
    });

    const machine =
      'apiVersion: podarium.dev/v1alpha1\nkind: Machine\nmetadata: {name: node-2}\nspec: {cpu: "4"}';
    cluster.apply(machine);
    cluster.until('second is placed', () => nodeOf(cluster, 'second') === 'node-2');
  });

  test('is tried again when a pod leaves its node', () => {
    const cluster = readyCluster(1).apply(pod('first')).apply(pod('second')).advance(10);
    cluster.delete('pods', 'first');
    cluster.until('second is placed', () => nodeOf(cluster, 'second') === 'node-1', 40);
  });

  test('tells of the nodes that a plugin left out unseen', () => {
    const affinity = `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:
      [{matchFields: [{key: metadata.name, operator: In, values: [node-2]}]}]}}}`;
    const cluster = readyCluster(3)
      .apply(pod('first', 'nodeName: node-2'))
      .advance(5)
      .apply(pod('second', affinity))
      .advance(1);
    const [event] = cluster.eventsOf('second');
    expect(event).toContain("1 Insufficient cpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. ");
  });
});

test('a more important pod makes a less important one go', () => {
  const cluster = readyCluster(1).apply(pod('small')).advance(10);
  cluster.apply('apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 1000');
  cluster.apply(pod('great', 'priority: 1000\n  priorityClassName: high')).advance(0.02);
  expect(cluster.get<Pod>('pods', 'great').status?.nominatedNodeName).toBe('node-1');
  expect(cluster.get<Pod>('pods', 'small').metadata?.deletionTimestamp).toBeDefined();
  const conditions = cluster.get<Pod>('pods', 'small').status?.conditions;
  expect(conditions?.find(({ type }) => type === 'DisruptionTarget')?.reason).toBe('PreemptionByScheduler');
  cluster.until('great is placed', () => nodeOf(cluster, 'great') === 'node-1', 40);
  cluster.until('small is gone', () => cluster.find('pods', 'small') === undefined, 40);
});

test('a pod waits for the end of its scheduling gates, and other schedulers are left their pods', () => {
  const cluster = readyCluster(1)
    .apply(pod('gated', 'schedulingGates: [{name: example.com/wait}]'))
    .apply(pod('other', 'schedulerName: mine'))
    .advance(5);
  expect(nodeOf(cluster, 'gated')).toBeUndefined();
  expect(nodeOf(cluster, 'other')).toBeUndefined();
  cluster.patch('pods', 'gated', { spec: { schedulingGates: null } }).advance(1);
  expect(nodeOf(cluster, 'gated')).toBe('node-1');
});

test('a fork of the cluster places pods as the original does', () => {
  const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 30
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: 'nginx:1.29', resources: {requests: {cpu: 500m}}}]}
`;
  const { cluster } = readyCluster(3).apply(deployment);
  cluster.advanceTo(cluster.nowMs + 30);
  const fork = cluster.forkFrom(cluster.checkpoint());
  for (const each of [cluster, fork]) each.advanceTo(120_000);
  expect(fork.stateHash()).toBe(cluster.stateHash());
});
