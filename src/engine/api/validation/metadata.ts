/**
 * Metadata of every kind. `staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go`,
 * `pkg/apis/core/validation/validation.go`
 */
import type { ObjectMeta, OwnerReference } from '../object.ts';
import { forbidden, invalid, required } from './field-error.ts';
import { dnsLabelErrors, qualifiedNameErrors, type Rule } from './formats.ts';
import {
  checkAnnotations,
  checkFormat,
  checkImmutable,
  checkLabels,
  checkNonNegative,
  type Errors,
} from './rules.ts';

export function checkMetadata(
  metadata: ObjectMeta | undefined,
  namespaced: boolean,
  nameRule: Rule,
  errors: Errors,
): void {
  const path = 'metadata';
  const { name = '', generateName = '', namespace = '', generation, labels, annotations } = metadata ?? {};
  if (generateName !== '') {
    for (const message of nameRule(maskTrailingDash(generateName))) {
      errors.push(invalid(`${path}.generateName`, generateName, message));
    }
  }
  if (name === '') errors.push(required(`${path}.name`, 'name or generateName is required'));
  else checkFormat(nameRule, name, `${path}.name`, errors);
  if (namespaced) {
    if (namespace === '') errors.push(required(`${path}.namespace`));
    else checkFormat(dnsLabelErrors, namespace, `${path}.namespace`, errors);
  } else if (namespace !== '') {
    errors.push(forbidden(`${path}.namespace`, 'not allowed on this type'));
  }
  checkNonNegative(generation, `${path}.generation`, errors);
  checkLabels(labels, `${path}.labels`, errors);
  checkAnnotations(annotations, `${path}.annotations`, errors);
  checkOwners(metadata?.ownerReferences, `${path}.ownerReferences`, errors);
  checkFinalizers(metadata?.finalizers, `${path}.finalizers`, errors);
}

/** A generated name gets more characters, so its last dash is no end. */
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}

function checkOwners(owners: readonly OwnerReference[] | undefined, path: string, errors: Errors): void {
  let controller: OwnerReference | undefined;
  for (const owner of owners ?? []) {
    if ((owner.apiVersion ?? '') === '')
      errors.push(invalid(`${path}.apiVersion`, '', 'version must not be empty'));
    if ((owner.kind ?? '') === '') errors.push(invalid(`${path}.kind`, '', 'must not be empty'));
    if ((owner.name ?? '') === '') errors.push(invalid(`${path}.name`, '', 'must not be empty'));
    if ((owner.uid ?? '') === '') errors.push(invalid(`${path}.uid`, '', 'must not be empty'));
    if (owner.kind === 'Event' && owner.apiVersion === 'v1') {
      errors.push(invalid(path, owner, '/v1, Kind=Event is disallowed from being an owner'));
    }
    if (owner.controller !== true) continue;
    if (controller !== undefined) {
      const both = `${controller.name} and ${owner.name}`;
      const detail = `Only one reference can have Controller set to true. Found "true" in references for ${both}`;
      errors.push(invalid(path, owners, detail));
    }
    controller ??= owner;
  }
}

const standardFinalizers: ReadonlySet<string> = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

function checkFinalizers(finalizers: readonly string[] | undefined, path: string, errors: Errors): void {
  if (finalizers === undefined) return;
  for (const finalizer of finalizers) checkFormat(qualifiedNameErrors, finalizer, path, errors);
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    errors.push(invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'));
  }
  finalizers.forEach((finalizer, index) => {
    if (finalizer.includes('/') || standardFinalizers.has(finalizer)) return;
    const detail = 'name is neither a standard finalizer name nor is it fully qualified';
    errors.push(invalid(`${path}[${index}]`, finalizer, detail));
  });
}

/** What may not change, on top of what holds for any metadata. */
export function checkMetadataUpdate(
  next: ObjectMeta,
  previous: ObjectMeta,
  errors: Errors,
  path = 'metadata',
): void {
  if (previous.deletionTimestamp !== undefined) {
    const added = (next.finalizers ?? []).filter(
      (finalizer) => previous.finalizers?.includes(finalizer) !== true,
    );
    if (added.length > 0) errors.push(forbidden(`${path}.finalizers`, noNewFinalizers(added)));
  }
  if ((next.generation ?? 0) < (previous.generation ?? 0)) {
    errors.push(invalid(`${path}.generation`, next.generation ?? 0, 'must not be decremented'));
  }
  const kept = [
    'name',
    'namespace',
    'uid',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ];
  for (const field of kept as (keyof ObjectMeta)[]) {
    checkImmutable(next[field], previous[field], `${path}.${field}`, errors);
  }
}

function noNewFinalizers(added: readonly string[]): string {
  const list = added.map((finalizer) => JSON.stringify(finalizer)).join(', ');
  return `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
}

/** As the API server checks metadata that an update brings: formats again, then what may not change. */
export function checkUpdatedMetadata(next: ObjectMeta, previous: ObjectMeta, errors: Errors): void {
  checkMetadataUpdate(next, previous, errors);
  checkLabels(next.labels, 'metadata.labels', errors);
  checkAnnotations(next.annotations, 'metadata.annotations', errors);
  checkOwners(next.ownerReferences, 'metadata.ownerReferences', errors);
}
