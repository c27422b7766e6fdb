/** PersistentVolumeClaims. `pkg/apis/core/validation/validation.go` */
import { semanticallyEqual } from '../equal.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../generated/types.ts';
import { compareQuantities, formatQuantity, parseQuantity } from '../quantity.ts';
import { forbidden, invalid, notSupported, required } from './field-error.ts';
import { dnsSubdomainErrors } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import {
  checkFormat,
  checkImmutable,
  checkLabelSelector,
  checkOptionalWord,
  isSet,
  readQuantity,
  type Errors,
} from './rules.ts';

export const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
export const volumeModes = ['Block', 'Filesystem'];

export function checkClaim(claim: PersistentVolumeClaim, errors: Errors): void {
  checkMetadata(claim.metadata, true, dnsSubdomainErrors, errors);
  checkClaimSpec(claim.spec ?? {}, 'spec', errors);
}

export function checkAccessModes(modes: readonly string[] | undefined, path: string, errors: Errors): void {
  for (const mode of modes ?? []) {
    if (!accessModes.includes(mode)) errors.push(notSupported(path, mode, accessModes));
  }
  if (modes?.includes('ReadWriteOncePod') === true && modes.some((mode) => mode !== 'ReadWriteOncePod')) {
    errors.push(forbidden(path, 'may not use ReadWriteOncePod with other access modes'));
  }
}

export function checkPositive(text: string, path: string, errors: Errors): void {
  const quantity = readQuantity(text, path, errors);
  if (quantity !== undefined && quantity.unscaled <= 0n) {
    errors.push(invalid(path, formatQuantity(quantity), 'must be greater than zero'));
  }
}

export function checkClaimSpec(spec: PersistentVolumeClaimSpec, path: string, errors: Errors): void {
  if (!isSet(spec.accessModes)) {
    errors.push(required(`${path}.accessModes`, 'at least 1 access mode is required'));
  }
  checkLabelSelector(spec.selector, `${path}.selector`, errors);
  checkAccessModes(spec.accessModes, `${path}.accessModes`, errors);
  const storage = spec.resources?.requests?.['storage'];
  if (storage === undefined) errors.push(required(`${path}.resources[storage]`));
  else checkPositive(storage, `${path}.resources[storage]`, errors);
  if (isSet(spec.storageClassName)) {
    checkFormat(dnsSubdomainErrors, spec.storageClassName ?? '', `${path}.storageClassName`, errors);
  }
  checkOptionalWord(spec.volumeMode, volumeModes, `${path}.volumeMode`, errors);
}

const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

export function checkClaimUpdate(
  next: PersistentVolumeClaim,
  previous: PersistentVolumeClaim,
  errors: Errors,
): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkClaimSpec(next.spec ?? {}, 'spec', errors);
  const before = previous.metadata?.annotations?.[classAnnotation];
  const after = next.metadata?.annotations?.[classAnnotation];
  const upgraded = movesClassToField(next, previous);
  if (!upgraded && before !== after)
    checkImmutable(after, before, `metadata.annotations.${classAnnotation}`, errors);
  if (!semanticallyEqual(comparable(next, previous, upgraded), previous.spec ?? {})) {
    const allowed = 'resources.requests and volumeAttributesClassName for bound claims';
    errors.push(forbidden('spec', `spec is immutable after creation except ${allowed}`));
  }
  checkShrink(next, previous, errors);
  checkImmutable(next.spec?.volumeMode, previous.spec?.volumeMode, 'volumeMode', errors);
}

/** The class may move from the old annotation to the field. */
function movesClassToField(next: PersistentVolumeClaim, previous: PersistentVolumeClaim): boolean {
  const before = previous.metadata?.annotations?.[classAnnotation];
  const after = next.metadata?.annotations?.[classAnnotation];
  const named = next.spec?.storageClassName;
  return (
    before !== undefined &&
    previous.spec?.storageClassName === undefined &&
    named === before &&
    (after === undefined || after === before)
  );
}

/** The new spec with the old values of what may change. */
function comparable(
  next: PersistentVolumeClaim,
  previous: PersistentVolumeClaim,
  upgraded: boolean,
): PersistentVolumeClaimSpec {
  const old = previous.spec ?? {};
  const result: Record<string, unknown> = { ...next.spec };
  if (!isSet(old.volumeName)) result['volumeName'] = old.volumeName;
  const hadClass =
    old.storageClassName !== undefined || previous.metadata?.annotations?.[classAnnotation] !== undefined;
  if (upgraded || (!hadClass && next.spec?.storageClassName !== undefined)) {
    result['storageClassName'] = old.storageClassName;
  }
  if (next.status?.phase === 'Bound') {
    const storage = old.resources?.requests?.['storage'];
    if (next.spec?.resources?.requests !== undefined && storage !== undefined) {
      const requests = { ...next.spec.resources.requests, storage };
      result['resources'] = { ...next.spec.resources, requests };
    }
    result['volumeAttributesClassName'] = old.volumeAttributesClassName;
  }
  return result;
}

/** A claim may ask for less again only while its volume hasn't grown. */
function checkShrink(next: PersistentVolumeClaim, previous: PersistentVolumeClaim, errors: Errors): void {
  const wanted = next.spec?.resources?.requests?.['storage'];
  const asked = previous.spec?.resources?.requests?.['storage'];
  if (wanted === undefined || asked === undefined) return;
  const size = parseQuantity(wanted);
  if (compareQuantities(size, parseQuantity(asked)) >= 0) return;
  const actual = parseQuantity(previous.status?.capacity?.['storage'] ?? '0');
  if (actual.unscaled > 0n && compareQuantities(size, actual) > 0) return;
  errors.push(forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity'));
}
