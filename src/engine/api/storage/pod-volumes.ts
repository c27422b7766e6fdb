import type { PersistentVolume, PersistentVolumeClaim, Pod, Volume } from '../generated/types.ts';
import type { KubeObject } from '../object.ts';
import { claimNameOf, claimsResource, isFullyBound, volumesResource } from './claims.ts';

/** Finds a claim of the pod's namespace, or a volume, by name. */
export type FindStored = (
  resource: 'persistentvolumeclaims' | 'persistentvolumes',
  name: string,
) => KubeObject | undefined;

/** The persistent volume behind a volume of a pod; undefined while its claim has none. */
export function persistentVolumeOf(pod: Pod, volume: Volume, find: FindStored): PersistentVolume | undefined {
  const name = claimNameOf(pod, volume);
  if (name === undefined) return undefined;
  const claim = find(claimsResource, name) as PersistentVolumeClaim | undefined;
  if (claim === undefined || !isFullyBound(claim)) return undefined;
  return find(volumesResource, claim.spec?.volumeName ?? '') as PersistentVolume | undefined;
}
