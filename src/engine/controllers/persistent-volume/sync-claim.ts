/** What a claim needs next. `pkg/controller/volume/persistentvolume/pv_controller.go` syncClaim */
import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import type { Write } from '../../api/part.ts';
import { compareQuantities } from '../../api/quantity.ts';
import {
  bindCompleted,
  boundByController,
  claimNamesOf,
  delaysBinding,
  hasAnnotation,
  isReservedFor,
  namesClass,
  selectedNode,
  storageClassOf,
  volumesResource,
} from '../../api/storage/claims.ts';
import { defaultStorageClass } from '../../api/storage/default-class.ts';
import {
  differsInMode,
  findBestMatch,
  offersAccessModes,
  sizeOf,
  wantedSize,
} from '../../api/storage/volume-match.ts';
import { bindWrites, claimStatusWrites, patchClaim } from './binding.ts';
import { provisionWrites } from './request-provisioning.ts';
import { normalEvent, warningEvent } from './storage-events.ts';
import type { StorageView } from './storage-view.ts';

export interface SyncOutcome {
  readonly writes: readonly Write[];
  /** Why the pass failed; it is tried again. */
  readonly error?: string;
}

export function syncClaim(claim: PersistentVolumeClaim, view: StorageView): SyncOutcome {
  if (hasAnnotation(claim, bindCompleted)) return { writes: syncBound(claim, view) };
  const volumeName = claim.spec?.volumeName ?? '';
  if (volumeName === '') return { writes: syncUnnamed(claim, view) };
  const volume = view.get<PersistentVolume>(volumesResource, '', volumeName);
  if (volume === undefined) return { writes: claimStatusWrites(claim, 'Pending') };
  return syncNamed(claim, volume, view);
}

/** Any volume that fits will do. */
function syncUnnamed(claim: PersistentVolumeClaim, view: StorageView): Write[] {
  const isDelayed = delaysBinding(claim, view);
  const found = findBestMatch(claim, view.list<PersistentVolume>(volumesResource), isDelayed);
  if (found !== undefined) return bindWrites(found, claim, view);
  if (!namesClass(claim)) {
    const className = defaultStorageClass(view);
    if (className !== undefined) return [patchClaim(claim, { spec: { storageClassName: className } })];
  }
  if (isDelayed && !hasAnnotation(claim, selectedNode))
    return [waitingEvent(claim, view), ...claimStatusWrites(claim, 'Pending')];
  if (storageClassOf(claim) !== '') return provisionWrites(claim, view);
  const message = 'no persistent volumes available for this claim and no storage class is set';
  return [normalEvent(claim, 'FailedBinding', message), ...claimStatusWrites(claim, 'Pending')];
}

function waitingEvent(claim: PersistentVolumeClaim, view: StorageView): Write {
  const waiting = view
    .list<Pod>('pods', namespaceOf(claim))
    .filter((pod) => (pod.spec?.nodeName ?? '') === '' && !isEnded(pod))
    .filter((pod) => claimNamesOf(pod).includes(nameOf(claim)))
    .map(nameOf);
  if (waiting.length === 0) {
    const message = 'waiting for first consumer to be created before binding';
    return normalEvent(claim, 'WaitForFirstConsumer', message);
  }
  const noun = waiting.length === 1 ? 'pod' : 'pods';
  return normalEvent(
    claim,
    'WaitForPodScheduled',
    `waiting for ${noun} ${waiting.join(',')} to be scheduled`,
  );
}

function isEnded({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** The user, or the scheduler, asked for this volume. */
function syncNamed(claim: PersistentVolumeClaim, volume: PersistentVolume, view: StorageView): SyncOutcome {
  if (volume.spec?.claimRef === undefined) {
    const mismatch = mismatchOf(claim, volume);
    if (mismatch === undefined) return { writes: bindWrites(volume, claim, view) };
    const message = `Cannot bind to requested volume "${nameOf(volume)}": ${mismatch}`;
    const event = warningEvent(claim, 'VolumeMismatch', message);
    return { writes: [event, ...claimStatusWrites(claim, 'Pending')] };
  }
  if (isReservedFor(volume, claim)) return { writes: bindWrites(volume, claim, view) };
  const message = `volume "${nameOf(volume)}" already bound to a different claim.`;
  const event = warningEvent(claim, 'FailedBinding', message);
  if (!hasAnnotation(claim, boundByController))
    return { writes: [event, ...claimStatusWrites(claim, 'Pending')] };
  const { namespace = '', name = '' } = volume.spec.claimRef;
  const error = `invalid binding of claim "${namespaceOf(claim)}/${nameOf(claim)}" to volume "${nameOf(volume)}": volume already claimed by "${namespace}/${name}"`;
  return { writes: [event], error };
}

/** Why a claim can't have the volume that it names. */
function mismatchOf(claim: PersistentVolumeClaim, volume: PersistentVolume): string | undefined {
  if (volume.metadata?.deletionTimestamp !== undefined)
    return `the volume is marked for deletion "${nameOf(volume)}"`;
  if (compareQuantities(sizeOf(volume), wantedSize(claim)) < 0) return 'requested PV is too small';
  if (storageClassOf(volume) !== storageClassOf(claim)) return 'storageClassName does not match';
  if (differsInMode(claim.spec?.volumeMode, volume.spec?.volumeMode)) return 'incompatible volumeMode';
  return offersAccessModes(claim.spec?.accessModes, volume.spec?.accessModes)
    ? undefined
    : 'incompatible accessMode';
}

function syncBound(claim: PersistentVolumeClaim, view: StorageView): Write[] {
  const volumeName = claim.spec?.volumeName ?? '';
  if (volumeName === '') {
    const message = 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!';
    return lostWrites(claim, 'ClaimLost', message);
  }
  const volume = view.get<PersistentVolume>(volumesResource, '', volumeName);
  if (volume === undefined) {
    const message = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!';
    return lostWrites(claim, 'ClaimLost', message);
  }
  const reference = volume.spec?.claimRef;
  if (reference === undefined || reference.uid === claim.metadata?.uid)
    return bindWrites(volume, claim, view);
  const message = 'Two claims are bound to the same volume, this one is bound incorrectly';
  return lostWrites(claim, 'ClaimMisbound', message);
}

/** Told once, when the claim becomes Lost. */
function lostWrites(claim: PersistentVolumeClaim, reason: string, message: string): Write[] {
  const writes = claimStatusWrites(claim, 'Lost');
  return writes.length === 0 ? [] : [...writes, warningEvent(claim, reason, message)];
}
