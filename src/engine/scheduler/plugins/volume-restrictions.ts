import type { PersistentVolumeClaim, Pod, Volume } from '../../api/generated/types.ts';
import type { ClusterState, FilterPlugin, NodeFilter, Refusal } from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';

const diskRefusal = { reasons: ['node(s) had no available disk'], unresolvable: false };
const claimRefusal = {
  reasons: ['node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode'],
  unresolvable: false,
};

/**
 * Disks that only one pod, or only readers, may mount on a node, and claims for one pod alone.
 * `pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go`
 */
export const volumeRestrictions: FilterPlugin = {
  name: 'VolumeRestrictions',
  prepare(pod, cluster) {
    const disks = (pod.pod.spec?.volumes ?? []).filter(isRestricted);
    const exclusive = exclusiveClaims(pod, cluster);
    if (disks.length === 0 && exclusive.length === 0) return {};
    return { filter: createFilter(pod, disks, exclusive) };
  },
  requeue: {
    nodeChanged: ({ previous }) => previous === undefined,
    podRemoved: () => true,
    objectChanged: (resource) => resource === 'persistentvolumeclaims',
  },
};

function createFilter(pod: PodInfo, disks: readonly Volume[], exclusive: readonly string[]): NodeFilter {
  return ({ pods }): Refusal | undefined => {
    const others = [...pods.values()];
    const mounted = disks.length === 0 ? [] : others.flatMap((other) => other.pod.spec?.volumes ?? []);
    if (disks.some((disk) => mounted.some((volume) => disksConflict(disk, volume)))) return diskRefusal;
    const neighbours = others.filter((other) => other.namespace === pod.namespace);
    const isTaken = exclusive.some((claim) => neighbours.some((other) => usesClaim(other.pod, claim)));
    return isTaken ? claimRefusal : undefined;
  };
}

function isRestricted(volume: Volume): boolean {
  return (
    volume.gcePersistentDisk !== undefined ||
    volume.awsElasticBlockStore !== undefined ||
    volume.rbd !== undefined ||
    volume.iscsi !== undefined
  );
}

function disksConflict(one: Volume, other: Volume): boolean {
  const { gcePersistentDisk: gce, awsElasticBlockStore: ebs, iscsi, rbd } = one;
  const otherGce = other.gcePersistentDisk;
  if (gce !== undefined && otherGce !== undefined && gce.pdName === otherGce.pdName) {
    if (!(gce.readOnly === true && otherGce.readOnly === true)) return true;
  }
  if (ebs !== undefined && ebs.volumeID === other.awsElasticBlockStore?.volumeID) return true;
  if (iscsi !== undefined && iscsi.iqn === other.iscsi?.iqn) {
    if (!(iscsi.readOnly === true && other.iscsi.readOnly === true)) return true;
  }
  const otherRbd = other.rbd;
  if (rbd === undefined || otherRbd === undefined) return false;
  const sameImage = (rbd.pool ?? 'rbd') === (otherRbd.pool ?? 'rbd') && rbd.image === otherRbd.image;
  const shareMonitor = rbd.monitors.some((monitor) => otherRbd.monitors.includes(monitor));
  return sameImage && shareMonitor && !(rbd.readOnly === true && otherRbd.readOnly === true);
}

function exclusiveClaims(pod: PodInfo, { objects }: ClusterState): string[] {
  return claimNames(pod.pod).filter((name) => {
    const claim = objects.get<PersistentVolumeClaim>('persistentvolumeclaims', pod.namespace, name);
    return claim?.spec?.accessModes?.includes('ReadWriteOncePod') === true;
  });
}

function usesClaim(pod: Pod, name: string): boolean {
  return claimNames(pod).includes(name);
}

function claimNames(pod: Pod): string[] {
  return (pod.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim === undefined ? [] : [persistentVolumeClaim.claimName],
  );
}
