/** What a volume needs next. `pkg/controller/volume/persistentvolume/pv_controller.go` syncVolume */
import type { PersistentVolume, PersistentVolumeClaim } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Write } from '../../api/part.ts';
import { claimsResource, hasAnnotation, provisionedBy } from '../../api/storage/claims.ts';
import { differsInMode } from '../../api/storage/volume-match.ts';
import { unbindWrites, volumePhaseWrites } from './binding.ts';
import { reclaimWrites } from './reclaim.ts';
import { warningEvent } from './storage-events.ts';
import type { StorageView } from './storage-view.ts';

export function syncVolume(volume: PersistentVolume, view: StorageView): readonly Write[] {
  const reference = volume.spec?.claimRef;
  if (reference === undefined || (reference.uid ?? '') === '')
    return volumePhaseWrites(volume, 'Available', view);
  const { namespace = '', name = '', uid } = reference;
  const named = view.get<PersistentVolumeClaim>(claimsResource, namespace, name);
  const claim = named?.metadata?.uid === uid ? named : undefined;
  if (claim === undefined) return releaseWrites(volume, view);
  const volumeName = claim.spec?.volumeName ?? '';
  if (volumeName === '') return mismatchWrites(volume, claim);
  if (volumeName === nameOf(volume)) return volumePhaseWrites(volume, 'Bound', view);
  const isSpare =
    hasAnnotation(volume, provisionedBy) && volume.spec?.persistentVolumeReclaimPolicy === 'Delete';
  return isSpare ? releaseWrites(volume, view) : unbindWrites(volume, view);
}

/** The claim is gone, or has another volume: what the volume's policy says is done. */
function releaseWrites(volume: PersistentVolume, view: StorageView): Write[] {
  const phase = volume.status?.phase;
  const released = phase === 'Failed' ? [] : volumePhaseWrites(volume, 'Released', view);
  return [...released, ...reclaimWrites(volume, view)];
}

/** Binding goes on with the claim, unless the two can't be bound. */
function mismatchWrites(volume: PersistentVolume, claim: PersistentVolumeClaim): Write[] {
  if (!differsInMode(claim.spec?.volumeMode, volume.spec?.volumeMode)) return [];
  const why = 'due to incompatible volumeMode.';
  return [
    warningEvent(
      volume,
      'VolumeMismatch',
      `Cannot bind PersistentVolume to requested PersistentVolumeClaim "${nameOf(claim)}" ${why}`,
    ),
    warningEvent(
      claim,
      'VolumeMismatch',
      `Cannot bind PersistentVolume "${nameOf(volume)}" to requested PersistentVolumeClaim ${why}`,
    ),
  ];
}
