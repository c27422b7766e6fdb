import type { PersistentVolumeClaim, Pod, Volume } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import { claimNamesOf } from '../../api/storage/claims.ts';
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
    const missing = ownClaims(pod.pod).find((name) => findClaim(pod, name, cluster) === undefined);
    if (missing !== undefined) {
      return { refusal: { reasons: [`persistentvolumeclaim "${missing}" not found`], unresolvable: true } };
    }
    const exclusive = exclusiveClaims(pod, cluster);
    if (disks.length === 0 && exclusive.length === 0) return {};
    return { filter: createFilter(pod, disks, exclusive) };
  },
  requeue: {
    nodeChanged: ({ previous }) => previous === undefined,
    podRemoved: (removed, { pod }) => {
      const used = removed.pod.spec?.volumes ?? [];
      const conflicts = (pod.spec?.volumes ?? []).some((disk) =>
        used.some((volume) => disksConflict(disk, volume)),
      );
      return conflicts || claimNamesOf(removed.pod).some((claim) => usesClaim(pod, claim));
    },
    objectChanged: (resource, object, { pod, namespace }) =>
      resource === 'persistentvolumeclaims' &&
      namespaceOf(object) === namespace &&
      usesClaim(pod, nameOf(object)),
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

function exclusiveClaims(pod: PodInfo, cluster: ClusterState): string[] {
  return ownClaims(pod.pod).filter(
    (name) => findClaim(pod, name, cluster)?.spec?.accessModes?.includes('ReadWriteOncePod') === true,
  );
}

function findClaim(pod: PodInfo, name: string, { objects }: ClusterState): PersistentVolumeClaim | undefined {
  return objects.get<PersistentVolumeClaim>('persistentvolumeclaims', pod.namespace, name);
}

export function usesClaim(pod: Pod, name: string): boolean {
  return claimNamesOf(pod).includes(name);
}

/** The claims that a pod names: those that are made for it no other pod can use. */
function ownClaims(pod: Pod): string[] {
  return (pod.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim === undefined ? [] : [persistentVolumeClaim.claimName],
  );
}
