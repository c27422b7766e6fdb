import { describe, expect, it } from 'vitest';
import { TestCluster } from '../../../testing/test-cluster.ts';
import type {
  ControllerRevision,
  PersistentVolumeClaim,
  Pod,
  StatefulSet,
} from '../../api/generated/types.ts';
import { controllerOf, nameOf } from '../../api/object.ts';

function manifest(spec: string, image = 'nginx:1.28'): string {
  return `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  ${spec}
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: '${image}'}]}`;
}

function running(spec: string, count: number): TestCluster {
  const cluster = TestCluster.with(3).apply(manifest(spec));
  cluster.until('all are ready', () => cluster.readyPods('db').length === count);
  cluster.advance(1);
  return cluster;
}

const found = (cluster: TestCluster) => cluster.get<StatefulSet>('statefulsets.apps', 'db');
const imageOf = (pod: Pod) => pod.spec?.containers[0]?.image;
const podTold = (cluster: TestCluster, verb: string) =>
  cluster
    .eventsOf('db')
    .filter((event) => event.includes(`${verb} Pod`))
    .map((event) => /Pod (\S+)/.exec(event)![1]);

function isUpdated(cluster: TestCluster): boolean {
  const { currentRevision, updateRevision, observedGeneration } = found(cluster).status ?? {};
  return currentRevision === updateRevision && observedGeneration === found(cluster).metadata?.generation;
}

describe('a StatefulSet', () => {
  it('creates its pods one after another, each with its name', () => {
    const cluster = TestCluster.with(3).apply(manifest('replicas: 3'));
    cluster.advance(0.5);
    expect(cluster.pods('db').map(nameOf)).toEqual(['db-0']);
    cluster.until('all are ready', () => cluster.readyPods('db').length === 3);
    expect(podTold(cluster, 'create')).toEqual(['db-0', 'db-1', 'db-2']);
    const pod = cluster.get<Pod>('pods', 'db-1');
    expect(pod.metadata?.labels).toMatchObject({
      'statefulset.kubernetes.io/pod-name': 'db-1',
      'apps.kubernetes.io/pod-index': '1',
      'controller-revision-hash': found(cluster).status?.currentRevision,
    });
    expect(pod.spec).toMatchObject({ hostname: 'db-1', subdomain: 'db' });
  });

  it('with Parallel creates them together', () => {
    const cluster = TestCluster.with(3).apply(manifest('replicas: 3\n  podManagementPolicy: Parallel'));
    cluster.advance(0.5);
    expect(cluster.pods('db').map(nameOf)).toEqual(['db-0', 'db-1', 'db-2']);
  });

  it('goes down from the last', () => {
    const cluster = running('replicas: 3', 3);
    cluster.patch('statefulsets.apps', 'db', { spec: { replicas: 1 } });
    cluster.until('one is left', () => cluster.pods('db').length === 1);
    expect(podTold(cluster, 'delete')).toEqual(['db-2', 'db-1']);
  });

  it('updates from the last to the partition', () => {
    const cluster = running('replicas: 3\n  updateStrategy: {rollingUpdate: {partition: 1}}', 3);
    cluster.apply(manifest('replicas: 3\n  updateStrategy: {rollingUpdate: {partition: 1}}', 'nginx:1.29'));
    cluster.until(
      'two are updated',
      () => cluster.readyPods('db').filter((pod) => imageOf(pod) === 'nginx:1.29').length === 2,
    );
    cluster.advance(10);
    expect(podTold(cluster, 'delete')).toEqual(['db-2', 'db-1']);
    expect(imageOf(cluster.get<Pod>('pods', 'db-0'))).toBe('nginx:1.28');
    cluster.delete('pods', 'db-0').advance(1);
    cluster.until('it is back', () => cluster.readyPods('db').length === 3);
    expect(imageOf(cluster.get<Pod>('pods', 'db-0'))).toBe('nginx:1.28');
  });

  it('raises the revision of a template that returns', () => {
    const cluster = running('replicas: 1', 1);
    const first = found(cluster).status?.currentRevision;
    for (const image of ['nginx:1.29', 'nginx:1.28']) {
      cluster.apply(manifest('replicas: 1', image)).advance(1);
      cluster.until('it is updated', isUpdated);
    }
    expect(found(cluster).status?.currentRevision).toBe(first);
    const revisions = cluster.cluster.view.list<ControllerRevision>('controllerrevisions.apps');
    expect(revisions.map(({ revision }) => revision).toSorted()).toEqual([2, 3]);
  });

  it('gives each pod its claims and keeps them', () => {
    const claims =
      'volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]';
    const cluster = TestCluster.with(1)
      .apply(manifest(`replicas: 1\n  ${claims}`))
      .advance(1);
    const claim = cluster.get<PersistentVolumeClaim>('persistentvolumeclaims', 'data-db-0');
    expect(claim.metadata?.labels).toEqual({ app: 'db' });
    expect(controllerOf(claim)).toBeUndefined();
    expect(cluster.get<Pod>('pods', 'db-0').spec?.volumes?.[0]).toEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'data-db-0' },
    });
    expect(cluster.eventsOf('db')).toEqual([
      'SuccessfulCreate: create Claim data-db-0 Pod db-0 in StatefulSet db success',
      'SuccessfulCreate: create Pod db-0 in StatefulSet db successful',
    ]);
  });

  it('hands claims to the set that is deleted or to the pod that is scaled away, as its policy says', () => {
    const claims =
      'volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]';
    const policy = 'persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Delete}';
    const cluster = TestCluster.with(1)
      .apply(manifest(`replicas: 1\n  podManagementPolicy: Parallel\n  ${policy}\n  ${claims}`))
      .advance(1);
    const owners: (string | undefined)[] = [];
    cluster.cluster.subscribe(({ resource, next }) => {
      if (resource === 'persistentvolumeclaims') owners.push(next?.metadata?.ownerReferences?.[0]?.kind);
    });
    const claim = cluster.get<PersistentVolumeClaim>('persistentvolumeclaims', 'data-db-0');
    expect(claim.metadata?.ownerReferences?.map(({ kind }) => kind)).toEqual(['StatefulSet']);
    cluster.patch('statefulsets.apps', 'db', { spec: { replicas: 0 } }).advance(1);
    expect(owners[0]).toBe('Pod');
  });

  it('does not replace a pod that hangs on a dead node', () => {
    const cluster = running('replicas: 2', 2);
    const node = cluster.get<Pod>('pods', 'db-1').spec?.nodeName ?? '';
    const uid = cluster.get<Pod>('pods', 'db-1').metadata?.uid;
    cluster.killMachine(node).advance(600);
    const pod = cluster.get<Pod>('pods', 'db-1');
    expect(pod.metadata?.uid).toBe(uid);
    expect(pod.metadata?.deletionTimestamp).toBeDefined();
  });
});
