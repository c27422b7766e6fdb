import { expect, test } from 'vitest';
import type { Pod } from '../../api/generated/types.ts';
import { TestCluster } from '../../../testing/test-cluster.ts';

const pod = (name: string, node: string, tolerations = ''): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec: {nodeName: ${node}, containers: [{name: c, image: 'nginx:1.29'}]${tolerations}}
`;

function taintsOf(cluster: TestCluster, name: string): string[] {
  return (cluster.node(name).spec?.taints ?? []).map(({ key, effect }) => `${key.split('/')[1]}:${effect}`);
}

function readyStatus(cluster: TestCluster, name: string): string | undefined {
  return cluster.node(name).status?.conditions?.find(({ type }) => type === 'Ready')?.status;
}

const isGoing = (cluster: TestCluster, name: string): boolean =>
  cluster.get<Pod>('pods', name).metadata?.deletionTimestamp !== undefined;

test('a silent node becomes Unknown after the grace period, is tainted, and loses its pods after 300 seconds', () => {
  const cluster = TestCluster.with(3)
    .advance(20)
    .apply(pod('lost', 'node-2'))
    .advance(20)
    .killMachine('node-2');
  const graceSeconds = cluster.until(
    'node-2 is Unknown',
    () => readyStatus(cluster, 'node-2') === 'Unknown',
    70,
  );
  expect(graceSeconds).toBeGreaterThan(44);
  expect(graceSeconds).toBeLessThan(56);
  cluster.advance(1);
  expect(taintsOf(cluster, 'node-2')).toEqual(['unreachable:NoSchedule']);
  expect(cluster.eventsOf('lost')).toContain('NodeNotReady: Node is not ready');
  expect(cluster.eventsOf('node-2')).toContain('NodeNotReady: Node node-2 status is now: NodeNotReady');
  cluster.advance(5);
  expect(taintsOf(cluster, 'node-2')).toEqual(['unreachable:NoSchedule', 'unreachable:NoExecute']);
  cluster.advance(293);
  expect(isGoing(cluster, 'lost')).toBe(false);
  cluster.advance(8);
  expect(isGoing(cluster, 'lost')).toBe(true);
  expect(cluster.eventsOf('lost').at(-1)).toBe('TaintManagerEviction: Marking for deletion Pod default/lost');
  cluster.powerOn('node-2');
  cluster.until('node-2 is back', () => taintsOf(cluster, 'node-2').length === 0, 60);
  cluster.until('the lost pod is gone', () => cluster.find('pods', 'lost') === undefined, 60);
});

test('a node that comes back in time keeps its pods', () => {
  const cluster = TestCluster.with(3)
    .advance(20)
    .apply(pod('kept', 'node-2'))
    .advance(20)
    .killMachine('node-2')
    .advance(120);
  expect(taintsOf(cluster, 'node-2')).toContain('unreachable:NoExecute');
  cluster.powerOn('node-2').advance(400);
  expect(isGoing(cluster, 'kept')).toBe(false);
  expect(cluster.eventsOf('kept')).toContain('TaintManagerEviction: Cancelling deletion of Pod default/kept');
});

test('tolerations decide how long a pod stays', () => {
  const unreachable = 'key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute';
  const cluster = TestCluster.with(3)
    .advance(20)
    .apply(pod('short', 'node-2', `, tolerations: [{${unreachable}, tolerationSeconds: 30}]`))
    .apply(pod('forever', 'node-2', `, tolerations: [{${unreachable}}]`))
    .advance(20)
    .killMachine('node-2')
    .advance(100);
  expect(isGoing(cluster, 'short')).toBe(true);
  cluster.advance(1000);
  expect(isGoing(cluster, 'forever')).toBe(false);
});

test('nothing is evicted when no node at all is ready', () => {
  const cluster = TestCluster.with(2).advance(20).apply(pod('waiting', 'node-1')).advance(20);
  cluster.killMachine('node-1').killMachine('node-2').advance(600);
  expect(taintsOf(cluster, 'node-1')).toEqual(['unreachable:NoSchedule']);
  expect(isGoing(cluster, 'waiting')).toBe(false);
});

test('nodes of one zone are tainted ten seconds apart', () => {
  const cluster = TestCluster.with(5).advance(40).killMachine('node-1').killMachine('node-2');
  const tainted = () =>
    ['node-1', 'node-2'].filter((name) => taintsOf(cluster, name).includes('unreachable:NoExecute'));
  cluster.until('the first is tainted', () => tainted().length === 1, 80);
  const betweenSeconds = cluster.until('the second is tainted', () => tainted().length === 2, 30);
  expect(betweenSeconds).toBeGreaterThan(9);
  expect(betweenSeconds).toBeLessThan(11);
});

test('pods of a node that was deleted are removed', () => {
  const cluster = TestCluster.with(2).advance(20).apply(pod('orphan', 'node-2')).advance(20);
  cluster.delete('machines.podarium.dev', 'node-2').advance(1);
  if (cluster.find('nodes', 'node-2') !== undefined) cluster.delete('nodes', 'node-2');
  cluster.until('its pod is gone', () => cluster.find('pods', 'orphan') === undefined, 90);
  expect(cluster.eventsOf('node-2')).toContain(
    'RemovingNode: Node node-2 event: Removing Node node-2 from Controller',
  );
});

test('a cordoned node is tainted', () => {
  const cluster = TestCluster.with(1)
    .advance(20)
    .patch('nodes', 'node-1', { spec: { unschedulable: true } })
    .advance(1);
  expect(taintsOf(cluster, 'node-1')).toEqual(['unschedulable:NoSchedule']);
  cluster.patch('nodes', 'node-1', { spec: { unschedulable: null } }).advance(1);
  expect(taintsOf(cluster, 'node-1')).toEqual([]);
});
