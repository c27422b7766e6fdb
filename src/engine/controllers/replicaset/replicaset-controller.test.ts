import { describe, expect, it } from 'vitest';
import { TestCluster } from '../../../testing/test-cluster.ts';
import type { Pod, ReplicaSet } from '../../api/generated/types.ts';
import { controllerOf, nameOf } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import { replicaSetController } from './replicaset-controller.ts';

function manifest(replicas: number, more = ''): string {
  return `
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web}
spec:
  replicas: ${replicas}
  ${more}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx}]}`;
}

const barePod = `
apiVersion: v1
kind: Pod
metadata: {name: loner, labels: {app: web}}
spec: {containers: [{name: web, image: nginx}]}`;

function running(replicas: number, more?: string): TestCluster {
  const cluster = TestCluster.with(3).apply(manifest(replicas, more));
  cluster.until('all are ready', () => cluster.readyPods('web').length === replicas);
  return cluster;
}

const found = (cluster: TestCluster) => cluster.get<ReplicaSet>('replicasets.apps', 'web');
const living = (cluster: TestCluster) =>
  cluster.pods().filter((pod) => pod.metadata?.deletionTimestamp === undefined);

describe('a ReplicaSet', () => {
  it('creates its pods under its name, and tells of each', () => {
    const cluster = running(3);
    const names = cluster.pods('web').map(nameOf);
    expect(names.every((name) => /^web-[b-z2-9]{5}$/.test(name))).toBe(true);
    expect(cluster.eventsOf('web')).toEqual(names.map((name) => `SuccessfulCreate: Created pod: ${name}`));
    cluster.advance(1);
    expect(found(cluster).status).toEqual({
      replicas: 3,
      fullyLabeledReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      observedGeneration: 1,
      terminatingReplicas: 0,
    });
  });

  it('replaces a pod as soon as it is being deleted', () => {
    const cluster = running(2);
    const gone = nameOf(cluster.pods('web')[0]!);
    cluster.delete('pods', gone).advance(0.1);
    expect(living(cluster)).toHaveLength(2);
    expect(living(cluster).map(nameOf)).not.toContain(gone);
  });

  it('adopts an orphan that matches and releases it when it no longer does', () => {
    const cluster = TestCluster.with(1).apply(barePod).advance(1).apply(manifest(2));
    cluster.until('there are two', () => cluster.pods('web').length === 2);
    expect(controllerOf(cluster.get<Pod>('pods', 'loner'))?.name).toBe('web');
    cluster.patch('pods', 'loner', { metadata: { labels: { app: 'other' } } }).advance(1);
    expect(controllerOf(cluster.get<Pod>('pods', 'loner'))).toBeUndefined();
    expect(living(cluster)).toHaveLength(3);
    cluster.patch('pods', 'loner', { metadata: { labels: { app: 'web' } } }).advance(1);
    expect(living(cluster)).toHaveLength(2);
  });

  it('spares the pods that cost most to delete', () => {
    const cluster = running(3);
    const dear = nameOf(cluster.pods('web')[1]!);
    const cost = { 'controller.kubernetes.io/pod-deletion-cost': '100' };
    cluster.patch('pods', dear, { metadata: { annotations: cost } });
    cluster.patch('replicasets.apps', 'web', { spec: { replicas: 1 } }).advance(1);
    expect(living(cluster).map(nameOf)).toEqual([dear]);
  });

  it('counts a pod as available once it has been ready for minReadySeconds', () => {
    const cluster = running(1, 'minReadySeconds: 10');
    const seconds = cluster.until('it is available', () => found(cluster).status?.availableReplicas === 1);
    expect(seconds).toBeGreaterThan(8.9);
    expect(seconds).toBeLessThan(10.2);
  });

  it('reports a refused pod as Event and condition', () => {
    const cluster = running(1);
    const create = { verb: 'create', resource: 'pods', object: {} } as Write;
    const status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'pods "web-x" is forbidden: exceeded quota: q',
      reason: 'Forbidden',
      code: 403,
    } as const;
    const asked = { ...found(cluster), spec: { ...found(cluster).spec!, replicas: 2 } };
    const view: View = Object.create(cluster.cluster.view, { get: { value: () => asked } });
    const [event, update] = replicaSetController.refused!('default/web', create, status, view);
    expect(event).toMatchObject({
      event: { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${status.message}` },
    });
    expect(update).toMatchObject({
      verb: 'updateStatus',
      object: {
        status: {
          conditions: [
            { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: status.message },
          ],
        },
      },
    });
  });
});

describe('pods that are refused', () => {
  const refusing = `
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: web }
spec:
  replicas: 5
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { serviceAccountName: robot, containers: [{ name: web, image: 'nginx:1.28' }] }`;
  const conditions = (cluster: TestCluster) =>
    cluster.get<ReplicaSet>('replicasets.apps', 'web').status?.conditions ?? [];

  it('are told of once a try: the first refusal of a batch of one ends it', () => {
    const cluster = TestCluster.with(1).advance(1).apply(refusing).advance(0.004);
    const why =
      'pods "web-lkvhs" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found';
    expect(cluster.eventsOf('web')).toEqual([`FailedCreate: Error creating: ${why}`]);
    expect(conditions(cluster)).toMatchObject([
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: why },
    ]);
  });

  it('are tried again, ever more seldom, until they are let in', () => {
    const cluster = TestCluster.with(1).advance(1).apply(refusing).advance(30);
    expect(cluster.pods('web')).toHaveLength(0);
    cluster.apply('{ apiVersion: v1, kind: ServiceAccount, metadata: { name: robot } }');
    cluster.until('all are there', () => cluster.pods('web').length === 5, 60);
    cluster.advance(1);
    expect(conditions(cluster)).toEqual([]);
  });
});
