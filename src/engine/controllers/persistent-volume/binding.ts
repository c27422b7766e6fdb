/** Ties a claim to a volume and unties them, as writes. `pkg/controller/volume/persistentvolume/pv_controller.go` bind */
import { semanticallyEqual } from '../../api/equal.ts';
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  PersistentVolumeClaimStatus,
} from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import { compareQuantities, parseQuantity } from '../../api/quantity.ts';
import {
  bindCompleted,
  boundByController,
  claimsResource,
  hasAnnotation,
  isReservedFor,
  reservationPatch,
  volumesResource,
} from '../../api/storage/claims.ts';
import type { Json } from '../../kernel/index.ts';

type Clock = Pick<View, 'nowTimestamp'>;

/** Everything that makes the two belong to each other and isn't there yet. */
export function bindWrites(volume: PersistentVolume, claim: PersistentVolumeClaim, clock: Clock): Write[] {
  return [
    ...reserveWrites(volume, claim),
    ...volumePhaseWrites(volume, 'Bound', clock),
    ...claimToVolumeWrites(volume, claim),
    ...claimStatusWrites(claim, 'Bound', volume),
  ];
}

/** Reserves the volume for the claim, where it isn't yet. */
export function reserveWrites(volume: PersistentVolume, claim: PersistentVolumeClaim): Write[] {
  const { uid = '' } = claim.metadata ?? {};
  const reference = volume.spec?.claimRef;
  const isComplete =
    reference?.name === nameOf(claim) && reference.namespace === namespaceOf(claim) && reference.uid === uid;
  const marks = !isReservedFor(volume, claim) && !hasAnnotation(volume, boundByController);
  if (isComplete && !marks) return [];
  return [patchVolume(volume, reservationPatch(volume, claim))];
}

function claimToVolumeWrites(volume: PersistentVolume, claim: PersistentVolumeClaim): Write[] {
  const isNamed = claim.spec?.volumeName === nameOf(volume);
  const annotations: Record<string, string> = {};
  if (!isNamed && !hasAnnotation(claim, boundByController)) annotations[boundByController] = 'yes';
  if (!hasAnnotation(claim, bindCompleted)) annotations[bindCompleted] = 'yes';
  if (isNamed && Object.keys(annotations).length === 0) return [];
  return [patchClaim(claim, { metadata: { annotations }, spec: { volumeName: nameOf(volume) } })];
}

/** Without a volume, access modes and capacity are taken away. */
export function claimStatusWrites(
  claim: PersistentVolumeClaim,
  phase: 'Pending' | 'Bound' | 'Lost',
  volume?: PersistentVolume,
): Write[] {
  const { status = {} } = claim;
  const changes: Record<string, unknown> = {};
  if (status.phase !== phase) changes['phase'] = phase;
  if (volume === undefined) {
    if (status.accessModes !== undefined) changes['accessModes'] = null;
    if (status.capacity !== undefined) changes['capacity'] = null;
  } else {
    const { accessModes = [] } = volume.spec ?? {};
    if (!semanticallyEqual(status.accessModes, accessModes)) changes['accessModes'] = accessModes;
    // What is there may be less than the volume while its file system grows.
    if (status.phase !== phase && !isOfSize(status, volume))
      changes['capacity'] = volume.spec?.capacity ?? {};
  }
  if (Object.keys(changes).length === 0) return [];
  return [patchClaim(claim, { status: changes as Json }, 'status')];
}

function isOfSize({ capacity }: PersistentVolumeClaimStatus, volume: PersistentVolume): boolean {
  const size = capacity?.['storage'];
  if (size === undefined) return false;
  return (
    compareQuantities(parseQuantity(size), parseQuantity(volume.spec?.capacity?.['storage'] ?? '0')) === 0
  );
}

export function volumePhaseWrites(
  volume: PersistentVolume,
  phase: 'Available' | 'Bound' | 'Released' | 'Failed',
  { nowTimestamp }: Clock,
  message?: string,
): Write[] {
  if (volume.status?.phase === phase) return [];
  const status = { phase, message: message ?? null, lastPhaseTransitionTime: nowTimestamp };
  return [patchVolume(volume, { status }, 'status')];
}

/** Takes the volume from its claim; what a user has reserved stays so. */
export function unbindWrites(volume: PersistentVolume, clock: Clock): Write[] {
  const patch = hasAnnotation(volume, boundByController)
    ? { metadata: { annotations: withoutMark(volume) }, spec: { claimRef: null } }
    : { spec: { claimRef: { uid: null } } };
  return [patchVolume(volume, patch), ...volumePhaseWrites(volume, 'Available', clock)];
}

function withoutMark({ metadata }: PersistentVolume): Json {
  const isAlone = Object.keys(metadata?.annotations ?? {}).length === 1;
  return isAlone ? null : { [boundByController]: null };
}

export function patchVolume(volume: PersistentVolume, patch: Json, subresource?: string): Write {
  return patchOf(volumesResource, '', nameOf(volume), patch, subresource);
}

export function patchClaim(claim: PersistentVolumeClaim, patch: Json, subresource?: string): Write {
  return patchOf(claimsResource, namespaceOf(claim), nameOf(claim), patch, subresource);
}

function patchOf(
  resource: string,
  namespace: string,
  name: string,
  patch: Json,
  subresource?: string,
): Write {
  const write = { verb: 'patch', resource, namespace, name, patch } as const;
  return subresource === undefined ? write : { ...write, subresource };
}
