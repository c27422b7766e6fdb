import { describe, expect, it } from 'vitest';
import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../api/generated/types.ts';
import { TestCluster } from '../../../testing/test-cluster.ts';

const claims = 'persistentvolumeclaims';
const volumes = 'persistentvolumes';

function claim(name: string, spec = ''): string {
  return `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name} }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 1Gi } }
  ${spec}
`;
}

function pod(name: string, script: string, rest = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  ${rest}
  terminationGracePeriodSeconds: 1
  containers:
    - name: app
      image: busybox
      command: [sh, -c, '${script}']
      volumeMounts: [{ name: data, mountPath: /data }]
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`;
}

function isRunning(cluster: TestCluster, name: string): boolean {
  return cluster.find<Pod>('pods', name)?.status?.phase === 'Running';
}

function logOf(cluster: TestCluster, name: string): string {
  const path = `/api/v1/namespaces/default/pods/${name}/log`;
  return String(cluster.cluster.request({ method: 'GET', path }).body);
}

const writer = 'echo kept > /data/file; sleep 9999';
const reader = 'cat /data/file; sleep 9999';

describe('a claim of the default class', () => {
  it('gets a disk where its first pod goes, and its files outlive the pod', () => {
    const cluster = TestCluster.with(3).apply(claim('data')).advance(20);
    expect(cluster.get<PersistentVolumeClaim>(claims, 'data').status?.phase).toBe('Pending');
    expect(cluster.eventsOf('data').join()).toContain(
      'WaitForFirstConsumer: waiting for first consumer to be created before binding',
    );
    cluster.apply(pod('one', writer)).until('one runs', (now) => isRunning(now, 'one'));
    const bound = cluster.get<PersistentVolumeClaim>(claims, 'data');
    expect(bound.status).toMatchObject({ phase: 'Bound', capacity: { storage: '1Gi' } });
    expect(bound.metadata?.annotations).toMatchObject({
      'volume.kubernetes.io/selected-node': cluster.get<Pod>('pods', 'one').spec?.nodeName,
      'volume.kubernetes.io/storage-provisioner': 'disk.csi.podarium.dev',
    });
    expect(cluster.eventsOf('one').join()).toContain('SuccessfulAttachVolume');
    cluster.delete('pods', 'one').until('one is gone', (now) => now.find('pods', 'one') === undefined);
    cluster.apply(pod('two', reader)).until('two runs', (now) => isRunning(now, 'two'), 120);
    expect(logOf(cluster.advance(1), 'two')).toBe('kept\n');
  });

  it('stays while a pod uses it, and its disk goes with it', () => {
    const cluster = TestCluster.with(1).apply(claim('data')).apply(pod('one', writer));
    cluster.until('one runs', (now) => isRunning(now, 'one'));
    cluster.delete(claims, 'data').advance(5);
    expect(cluster.get<PersistentVolumeClaim>(claims, 'data').metadata?.deletionTimestamp).toBeDefined();
    const { volumeName = '' } = cluster.get<PersistentVolumeClaim>(claims, 'data').spec ?? {};
    cluster.delete('pods', 'one');
    cluster.until('both are gone', (now) => now.find(volumes, volumeName) === undefined);
    expect(cluster.find(claims, 'data')).toBeUndefined();
  });

  it('is for one machine at a time', () => {
    const cluster = TestCluster.with(2)
      .apply(claim('data'))
      .apply(pod('one', writer, 'nodeName: node-1'));
    cluster.patch(claims, 'data', {
      metadata: { annotations: { 'volume.kubernetes.io/selected-node': 'node-1' } },
    });
    cluster.until('one runs', (now) => isRunning(now, 'one'), 200);
    cluster.apply(pod('two', reader, 'nodeSelector: { kubernetes.io/hostname: node-2 }')).advance(30);
    const name = cluster.get<PersistentVolumeClaim>(claims, 'data').spec?.volumeName;
    expect(cluster.eventsOf('two')).toContain(
      `FailedAttachVolume: Multi-Attach error for volume "${name}" Volume is already used by pod(s) one`,
    );
    cluster.delete('pods', 'one').until('two runs', (now) => isRunning(now, 'two'), 200);
    expect(logOf(cluster.advance(1), 'two')).toBe('kept\n');
  });
});

describe('a volume of a machine', () => {
  const local = `
apiVersion: v1
kind: PersistentVolume
metadata: { name: local }
spec:
  capacity: { storage: 5Gi }
  accessModes: [ReadWriteOnce]
  storageClassName: local
  local: { path: /mnt/disk }
  nodeAffinity:
    required:
      nodeSelectorTerms:
        - matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [node-2] }]
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: local }
provisioner: kubernetes.io/no-provisioner
volumeBindingMode: WaitForFirstConsumer
`;

  const disk = `
apiVersion: v1
kind: Pod
metadata: { name: disk }
spec:
  nodeName: node-2
  containers: [{ name: app, image: nginx, volumeMounts: [{ name: disk, mountPath: /disk }] }]
  volumes: [{ name: disk, hostPath: { path: /mnt/disk, type: DirectoryOrCreate } }]
`;

  it('draws its pod to it, and is Released when its claim goes', () => {
    const cluster = TestCluster.with(3).apply(local).apply(claim('data', 'storageClassName: local'));
    cluster.apply(pod('one', writer)).advance(10);
    expect(cluster.eventsOf('one').join()).toContain(
      'MountVolume.NewMounter initialization failed for volume "local" : path "/mnt/disk" does not exist',
    );
    cluster.apply(disk).until('one runs', (now) => isRunning(now, 'one'));
    expect(cluster.get<Pod>('pods', 'one').spec?.nodeName).toBe('node-2');
    cluster.delete('pods', 'one').delete(claims, 'data').advance(10);
    expect(cluster.get<PersistentVolume>(volumes, 'local').status?.phase).toBe('Released');
  });

  it('can be too few', () => {
    const cluster = TestCluster.with(2).apply(claim('data', 'storageClassName: local'));
    cluster
      .apply(local.slice(local.indexOf('---')))
      .apply(pod('one', writer))
      .advance(5);
    expect(cluster.get<Pod>('pods', 'one').status?.conditions?.[0]?.message).toContain(
      "0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind.",
    );
  });
});

it('a share of a server that is not there is never mounted', () => {
  const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: { name: one }
spec:
  containers: [{ name: app, image: nginx, volumeMounts: [{ name: share, mountPath: /share }] }]
  volumes: [{ name: share, nfs: { server: 10.1.2.3, path: /exports } }]
`);
  cluster.advance(30);
  expect(isRunning(cluster, 'one')).toBe(false);
  expect(cluster.eventsOf('one').join()).toContain(
    'FailedMount: MountVolume.SetUp failed for volume "share" : mount failed: exit status 32',
  );
});

it('an ephemeral volume has a claim that goes with its pod', () => {
  const cluster = TestCluster.with(1).apply(`
apiVersion: v1
kind: Pod
metadata: { name: one }
spec:
  terminationGracePeriodSeconds: 1
  containers: [{ name: app, image: nginx, volumeMounts: [{ name: scratch, mountPath: /scratch }] }]
  volumes:
    - name: scratch
      ephemeral:
        volumeClaimTemplate:
          spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`);
  cluster.until('one runs', (now) => isRunning(now, 'one'));
  expect(cluster.get<PersistentVolumeClaim>(claims, 'one-scratch').status?.phase).toBe('Bound');
  cluster.delete('pods', 'one').until('all is gone', (now) => now.cluster.view.list(volumes).length === 0);
});

it('a claim grows where its class allows it, and never shrinks', () => {
  const cluster = TestCluster.with(1).apply(claim('data')).apply(pod('one', writer));
  cluster.until('one runs', (now) => isRunning(now, 'one'));
  const ask = (storage: string): unknown =>
    cluster.patch(claims, 'data', { spec: { resources: { requests: { storage } } } });
  ask('3Gi');
  cluster.advance(10);
  const grown = cluster.get<PersistentVolumeClaim>(claims, 'data');
  expect(grown.status?.capacity).toEqual({ storage: '3Gi' });
  expect(grown.status?.conditions).toBeUndefined();
  expect(cluster.eventsOf('one').join()).toContain(
    'FileSystemResizeSuccessful: MountVolume.NodeExpandVolume',
  );
  expect(() => ask('2Gi')).toThrow('field can not be less than status.capacity');
  cluster.patch('storageclasses.storage.k8s.io', 'standard', { allowVolumeExpansion: false });
  expect(() => ask('4Gi')).toThrow('must support resize');
});
