/** What becomes of a volume whose claim is gone. `pkg/controller/volume/persistentvolume/pv_controller.go` reclaimVolume */
import type { PersistentVolume } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Write } from '../../api/part.ts';
import { provisionedBy, volumesResource } from '../../api/storage/claims.ts';
import { unbindWrites, volumePhaseWrites } from './binding.ts';
import { normalEvent, warningEvent } from './storage-events.ts';
import type { StorageView } from './storage-view.ts';

export function reclaimWrites(volume: PersistentVolume, view: StorageView): Write[] {
  switch (volume.spec?.persistentVolumeReclaimPolicy) {
    case 'Retain':
      return [];
    case 'Recycle':
      return recycleWrites(volume, view);
    case 'Delete':
      return deleteWrites(volume, view);
    default:
      return failWrites(volume, 'VolumeUnknownReclaimPolicy', 'Volume has unrecognized reclaim policy', view);
  }
}

/** Only directories, of a machine or of an NFS server, can be emptied. */
function recycleWrites(volume: PersistentVolume, view: StorageView): Write[] {
  const { hostPath, nfs } = volume.spec ?? {};
  if (hostPath === undefined && nfs === undefined)
    return failWrites(volume, 'VolumeFailedRecycle', 'No recycler plugin found for the volume!', view);
  return [normalEvent(volume, 'VolumeRecycled', 'Volume recycled'), ...unbindWrites(volume, view)];
}

/** What a driver has provisioned is deleted by that driver; else only a directory below /tmp can be. */
function deleteWrites(volume: PersistentVolume, view: StorageView): Write[] {
  const { metadata, spec } = volume;
  const provisioner = metadata?.annotations?.[provisionedBy] ?? '';
  if (provisioner !== '' && !provisioner.startsWith('kubernetes.io/')) return [];
  const path = spec?.hostPath?.path;
  if (path === undefined) {
    const why = `error getting deleter volume plugin for volume "${nameOf(volume)}": no deletable volume plugin matched`;
    return failWrites(volume, 'VolumeFailedDelete', why, view);
  }
  if (!/^\/tmp\/.+/.test(path)) {
    const why = `host_path deleter only supports /tmp/.+ but received provided ${path}`;
    return failWrites(volume, 'VolumeFailedDelete', why, view);
  }
  if (metadata?.deletionTimestamp !== undefined) return [];
  return [{ verb: 'delete', resource: volumesResource, namespace: '', name: nameOf(volume) }];
}

/** Told once, when the volume becomes Failed. */
function failWrites(volume: PersistentVolume, reason: string, message: string, view: StorageView): Write[] {
  const writes = volumePhaseWrites(volume, 'Failed', view, message);
  return writes.length === 0 ? [] : [...writes, warningEvent(volume, reason, message)];
}
