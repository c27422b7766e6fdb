import { expect, it } from 'vitest';
import type { Change, Pod } from '../engine/index.ts';
import { TestCluster } from '../testing/test-cluster.ts';
import { whyChain, whyOf } from './why.ts';

const web = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'nginx:1.28' }] }`;

/** Who and what stand in the chain of the first change that `isIt` while `act` runs, from it back to its beginning. */
function chainOf(cluster: TestCluster, isIt: (change: Change) => boolean, act: () => void): string[] {
  let found: Change | undefined;
  const stop = cluster.cluster.subscribe((change) => {
    if (found === undefined && isIt(change)) found = change;
  });
  act();
  stop();
  expect(found).toBeDefined();
  const steps = whyChain(cluster.cluster, found!.revision);
  return steps.map(
    ({ author, key, type }) => `${author} ${type === 'COMMAND' ? 'COMMAND' : key.split('/')[0]}`,
  );
}

function ready(): TestCluster {
  const cluster = TestCluster.with(2).apply(web);
  cluster.until('ready', () => cluster.readyPods('web').length === 2);
  return cluster;
}

const isDeletion = ({ resource, previous, next }: Change): boolean =>
  resource === 'pods' &&
  previous?.metadata?.deletionTimestamp === undefined &&
  next?.metadata?.deletionTimestamp !== undefined;

it('a scheduled pod is there because somebody applied a Deployment', () => {
  const cluster = TestCluster.with(1);
  const isBound = ({ resource, next }: Change): boolean =>
    resource === 'pods' && (next as Pod | undefined)?.spec?.nodeName !== undefined;
  expect(chainOf(cluster, isBound, () => cluster.apply(web).advance(2))).toEqual([
    'default-scheduler pods',
    'replicaset-controller pods',
    'deployment-controller replicasets.apps',
    'user deployments.apps',
    'user COMMAND',
  ]);
});

it('an evicted pod goes because somebody pulled the plug', () => {
  const cluster = ready();
  expect(chainOf(cluster, isDeletion, () => cluster.killMachine('node-2').advance(400))).toEqual([
    'taint-eviction-controller pods',
    'node-controller nodes',
    'node-controller nodes',
    'user machines.podarium.dev',
    'user COMMAND',
  ]);
});

it('a pod is cleared away because somebody took its machine', () => {
  const cluster = ready();
  const isGone = ({ resource, type }: Change): boolean => resource === 'pods' && type === 'DELETED';
  const act = (): unknown => cluster.delete('machines.podarium.dev', 'node-2').advance(200);
  expect(chainOf(cluster, isGone, act)).toEqual([
    'pod-garbage-collector pods',
    'cloud-node-lifecycle-controller nodes',
    'user machines.podarium.dev',
    'user COMMAND',
  ]);
});

it('a pod fails for reasons of its own, whichever pod its kubelet was looking at', () => {
  const pod = (name: string, program: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec: { containers: [{ name: c, image: busybox, command: [sh, -c, '${program}'] }] }`;
  const cluster = TestCluster.with(1);
  for (const name of ['calm', 'other', 'third']) cluster.apply(pod(name, 'sleep 3600')).advance(0.4);
  cluster.apply(pod('failing', 'sleep 7; exit 1')).advance(0.3);
  for (const name of ['late', 'later']) cluster.apply(pod(name, 'sleep 5; exit 0')).advance(0.3);
  cluster.advance(120);
  for (const { revision, name } of cluster.cluster.history.changes.filter(
    ({ resource, author }) => resource === 'pods' && author.startsWith('kubelet/'),
  )) {
    const steps = whyChain(cluster.cluster, revision).filter(({ type }) => type !== 'COMMAND');
    expect(new Set(steps.map(({ key }) => key))).toEqual(new Set([`pods/default/${name}`]));
  }
});

it('a container was restarted because somebody planned a fault', () => {
  const cluster = ready();
  const isRestarted = ({ next }: Change): boolean =>
    ((next as Pod | undefined)?.status?.containerStatuses?.[0]?.restartCount ?? 0) > 0;
  const fault =
    '{ apiVersion: podarium.dev/v1alpha1, kind: Fault, metadata: { name: f }, spec: { type: ContainerExit } }';
  expect(chainOf(cluster, isRestarted, () => cluster.apply(fault).advance(20)).slice(-2)).toEqual([
    'user faults.podarium.dev',
    'user COMMAND',
  ]);
});

it('a field is explained by the change that gave it its value, not by the latest', () => {
  const cluster = ready();
  const { name = '' } = cluster.readyPods('web')[0]!.metadata ?? {};
  const steps = whyOf(cluster.cluster, `pods/default/${name}`, 'spec.nodeName');
  expect(steps.map(({ author }) => author)[0]).toBe('default-scheduler');
  const latest = whyOf(cluster.cluster, `pods/default/${name}`, 'status.conditions[Ready].status');
  expect(latest[0]!.author).toContain('kubelet');
  expect(whyOf(cluster.cluster, 'pods/default/nobody')).toEqual([]);
});

it('a replacement leads back to the power cut, and its verdict says who was refused', () => {
  const cluster = ready();
  const before = new Set(cluster.readyPods('web').map(({ metadata }) => metadata?.uid));
  cluster.killMachine('node-2').advance(400);
  const fresh = cluster.readyPods('web').find(({ metadata }) => !before.has(metadata?.uid))!;
  const steps = whyOf(cluster.cluster, `pods/default/${fresh.metadata?.name}`, 'spec.nodeName');
  expect(steps.at(-1)).toMatchObject({ type: 'COMMAND', key: expect.stringContaining('machines/node-2') });
  const verdict = cluster.cluster.verdict(fresh.metadata?.uid ?? '')!;
  expect(verdict.nodeName).toBe(fresh.spec?.nodeName);
  expect(verdict.refusals).toContainEqual(
    expect.objectContaining({ node: 'node-2', plugin: 'TaintToleration' }),
  );
  for (const { scores, total } of verdict.scores)
    expect(scores.reduce((sum, score) => sum + score, 0)).toBe(total);
  expect(verdict.weights).toHaveLength(verdict.scorePlugins.length);
});
