import { describe, expect, it } from 'vitest';
import { TestCluster } from '../../../testing/test-cluster.ts';
import type { Deployment, Pod, ReplicaSet } from '../../api/generated/types.ts';
import { isPodReady, isPodTerminal } from '../workload/pod-state.ts';
import { rolloutStatus } from '../../api/rollout-status.ts';

function manifest(spec: string, image = 'nginx:1.28'): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  ${spec}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: '${image}'}]}`;
}

const deployed = (cluster: TestCluster) => cluster.get<Deployment>('deployments.apps', 'web');
const replicaSets = (cluster: TestCluster) => cluster.cluster.view.list<ReplicaSet>('replicasets.apps');
const imageOf = (object: Pod | ReplicaSet) =>
  'template' in object.spec!
    ? object.spec.template?.spec?.containers[0]?.image
    : (object as Pod).spec?.containers[0]?.image;

function reasonOf(cluster: TestCluster, type: string): string | undefined {
  return deployed(cluster).status?.conditions?.find((condition) => condition.type === type)?.reason;
}

function isRolledOut(cluster: TestCluster): boolean {
  const status = rolloutStatus(deployed(cluster));
  return 'done' in status && status.done;
}

function rolledOut(spec: string, image?: string): TestCluster {
  const cluster = TestCluster.with(3).apply(manifest(spec, image));
  cluster.until('the first rollout is over', isRolledOut);
  return cluster;
}

function setImage(cluster: TestCluster, image: string): void {
  cluster.apply(manifest('', image).replace('\n  \n', '\n'));
}

describe('a Deployment', () => {
  it('creates its ReplicaSet and says so', () => {
    const cluster = rolledOut('replicas: 3');
    const [set] = replicaSets(cluster);
    expect(set?.metadata?.annotations).toEqual({
      'deployment.kubernetes.io/revision': '1',
      'deployment.kubernetes.io/desired-replicas': '3',
      'deployment.kubernetes.io/max-replicas': '4',
    });
    expect(set?.metadata?.name).toBe(`web-${set?.metadata?.labels?.['pod-template-hash']}`);
    expect(cluster.eventsOf('web')).toEqual([
      `ScalingReplicaSet: Scaled up replica set ${set?.metadata?.name} from 0 to 3`,
    ]);
    expect(deployed(cluster).status).toMatchObject({
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
    expect(deployed(cluster).metadata?.annotations).toEqual({ 'deployment.kubernetes.io/revision': '1' });
  });

  it('keeps within surge and unavailability while it rolls out', () => {
    const cluster = rolledOut('replicas: 4');
    const counts: { wanted: number; ready: number }[] = [];
    cluster.cluster.subscribe(() => {
      const ready = cluster
        .pods('web')
        .filter((pod) => isPodReady(pod) && pod.metadata?.deletionTimestamp === undefined);
      const wanted = replicaSets(cluster).reduce((sum, set) => sum + (set.spec?.replicas ?? 0), 0);
      counts.push({ wanted, ready: ready.length });
    });
    setImage(cluster, 'nginx:1.29');
    cluster.until('the rollout is over', isRolledOut);
    expect(Math.max(...counts.map(({ wanted }) => wanted))).toBe(5);
    expect(Math.min(...counts.map(({ ready }) => ready))).toBe(3);
    cluster.until('the old pods are gone', () => cluster.pods('web').length === 4);
    expect(cluster.readyPods('web').map(imageOf)).toEqual(Array(4).fill('nginx:1.29'));
  });

  it('gives a ReplicaSet that returns a new revision and remembers the old one', () => {
    const cluster = rolledOut('replicas: 2');
    setImage(cluster, 'nginx:1.29');
    cluster.until('the second rollout is over', isRolledOut);
    setImage(cluster, 'nginx:1.28');
    cluster.until('the third rollout is over', isRolledOut);
    const first = replicaSets(cluster).find((set) => imageOf(set) === 'nginx:1.28');
    expect(replicaSets(cluster)).toHaveLength(2);
    expect(first?.metadata?.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    });
    expect(deployed(cluster).metadata?.annotations?.['deployment.kubernetes.io/revision']).toBe('3');
  });

  it('with Recreate never runs old and new pods together', () => {
    const cluster = rolledOut('replicas: 2\n  strategy: {type: Recreate}');
    const mixes = new Set<number>();
    cluster.cluster.subscribe(() => {
      const running = cluster.pods('web').filter((pod) => !isPodTerminal(pod));
      mixes.add(new Set(running.map(imageOf)).size);
    });
    setImage(cluster, 'nginx:1.29');
    cluster.until('the rollout is over', isRolledOut);
    expect([...mixes].toSorted()).toEqual([0, 1]);
  });

  it('does nothing with a new template while it is paused, but scales', () => {
    const cluster = rolledOut('replicas: 2');
    cluster.patch('deployments.apps', 'web', { spec: { paused: true } }).advance(1);
    expect(reasonOf(cluster, 'Progressing')).toBe('DeploymentPaused');
    setImage(cluster, 'nginx:1.29');
    cluster.patch('deployments.apps', 'web', { spec: { replicas: 3 } });
    cluster.until('it is scaled', () => cluster.readyPods('web').length === 3);
    expect(cluster.pods('web').map(imageOf)).toEqual(Array(3).fill('nginx:1.28'));
    cluster.patch('deployments.apps', 'web', { spec: { paused: false } });
    cluster.until('the rollout is over', isRolledOut);
    cluster.until('the old pods are gone', () => cluster.pods('web').length === 3);
    expect(new Set(cluster.pods('web').map(imageOf))).toEqual(new Set(['nginx:1.29']));
  });

  it('says when a rollout has made no progress within its deadline, and goes on when it can', () => {
    const cluster = rolledOut('replicas: 2\n  progressDeadlineSeconds: 15');
    setImage(cluster, 'nginx:does-not-exist');
    const seconds = cluster.until(
      'it is stuck',
      () => reasonOf(cluster, 'Progressing') === 'ProgressDeadlineExceeded',
    );
    expect(seconds).toBeGreaterThan(15);
    expect(seconds).toBeLessThan(17.5);
    expect(cluster.readyPods('web')).toHaveLength(2);
    setImage(cluster, 'nginx:1.28');
    cluster.until('it is back', isRolledOut);
  });

  it('shares a change of size between the ReplicaSets of a rollout', () => {
    const cluster = rolledOut('replicas: 10');
    setImage(cluster, 'nginx:does-not-exist');
    cluster
      .advance(5)
      .patch('deployments.apps', 'web', { spec: { replicas: 20 } })
      .advance(5);
    expect(replicaSets(cluster).map((set) => set.spec?.replicas)).toEqual([15, 10]);
  });

  it('keeps no more old ReplicaSets than its history limit', () => {
    const cluster = rolledOut('replicas: 1\n  revisionHistoryLimit: 1');
    for (const image of ['nginx:1.29', 'nginx:1.27', 'nginx:1.26']) {
      setImage(cluster, image);
      cluster.advance(1).until('the rollout is over', isRolledOut);
    }
    cluster.advance(5);
    expect(replicaSets(cluster).map(imageOf)).toEqual(['nginx:1.27', 'nginx:1.26']);
  });

  it('writes nothing while it is at rest', () => {
    const cluster = rolledOut('replicas: 3').advance(30);
    let writes = 0;
    cluster.cluster.subscribe((change) => {
      if (change.author.startsWith('deployment') || change.author.startsWith('replicaset')) writes++;
    });
    cluster.advance(120);
    expect(writes).toBe(0);
  });
});
