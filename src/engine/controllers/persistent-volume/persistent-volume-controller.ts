/**
 * Binds claims to volumes and takes care of volumes whose claims are gone.
 * `pkg/controller/volume/persistentvolume/pv_controller_base.go`
 */
import type { PersistentVolume, PersistentVolumeClaim } from '../../api/generated/types.ts';
import { type KubeObject, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, ReconcileResult, View } from '../../api/part.ts';
import { claimsResource, volumesResource } from '../../api/storage/claims.ts';
import type { Change } from '../../api/store.ts';
import { syncClaim } from './sync-claim.ts';
import { syncVolume } from './sync-volume.ts';

/** Claims and volumes that aren't settled are looked at again this often. */
const resyncMs = 15_000;

export const persistentVolumeController: Controller = {
  name: 'persistentvolume-controller',
  watches: [
    { resource: claimsResource, keys: ({ previous, next }) => keysOfClaim(next ?? previous!, next) },
    { resource: volumesResource, keys: keysOfVolume },
  ],
  resync: { everyMs: resyncMs, keys: unsettledKeys },
  reconcile(key, view): ReconcileResult {
    const { namespace, name } = splitKey(key);
    if (namespace === '') {
      const volume = view.get<PersistentVolume>(volumesResource, '', name);
      return { writes: volume === undefined ? [] : syncVolume(volume, view) };
    }
    const claim = view.get<PersistentVolumeClaim>(claimsResource, namespace, name);
    return { writes: claim === undefined ? [] : syncClaim(claim, view).writes };
  },
};

/** A claim that changes or goes is also about its volume. */
function keysOfClaim(claim: PersistentVolumeClaim, next: KubeObject | undefined): string[] {
  const volumeName = claim.spec?.volumeName ?? '';
  const own = next === undefined ? [] : [`${namespaceOf(claim)}/${nameOf(claim)}`];
  return volumeName === '' ? own : [...own, volumeName];
}

/** A volume that changes or goes is also about the claim it is reserved for. */
function keysOfVolume({ previous, next }: Change): string[] {
  const { metadata, spec } = (next ?? previous) as PersistentVolume;
  const own = next === undefined ? [] : [metadata?.name ?? ''];
  const { namespace = '', name = '' } = spec?.claimRef ?? {};
  return name === '' ? own : [...own, `${namespace}/${name}`];
}

function unsettledKeys(view: View): string[] {
  const claims = view
    .list<PersistentVolumeClaim>(claimsResource)
    .filter(({ status }) => status?.phase !== 'Bound')
    .map((claim) => `${namespaceOf(claim)}/${nameOf(claim)}`);
  const volumes = view
    .list<PersistentVolume>(volumesResource)
    .filter(({ status }) => status?.phase === 'Pending' || status?.phase === 'Released')
    .map(nameOf);
  return [...claims, ...volumes];
}
