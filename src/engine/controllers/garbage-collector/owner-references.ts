/** What owners mean for an object. `pkg/controller/garbagecollector/garbagecollector.go` classifyReferences */
import { foregroundFinalizer, orphanFinalizer } from '../../api/deletion.ts';
import { type KubeObject, namespaceOf, type OwnerReference } from '../../api/object.ts';
import type { View } from '../../api/part.ts';

export interface ClassifiedOwners {
  /** Owners that are there and stay. */
  readonly solid: readonly OwnerReference[];
  /** Owners that are gone, or whose name another object has now. */
  readonly dangling: readonly OwnerReference[];
  /** Owners that wait for their dependents to go first. */
  readonly waiting: readonly OwnerReference[];
}

export function classifyOwners(object: KubeObject, view: View): ClassifiedOwners {
  const solid: OwnerReference[] = [];
  const dangling: OwnerReference[] = [];
  const waiting: OwnerReference[] = [];
  for (const reference of object.metadata?.ownerReferences ?? []) {
    const owner = findOwner(object, reference, view);
    if (owner === 'unknown') solid.push(reference);
    else if (owner === undefined) dangling.push(reference);
    else if (isDeletingDependents(owner)) waiting.push(reference);
    else solid.push(reference);
  }
  return { solid, dangling, waiting };
}

/** The owner; undefined when it is gone, 'unknown' when the cluster doesn't know its kind. */
export function findOwner(
  object: KubeObject,
  reference: OwnerReference,
  view: View,
): KubeObject | undefined | 'unknown' {
  const kind = view.kinds().byKind(reference.apiVersion, reference.kind);
  if (kind === undefined) return 'unknown';
  const owner = view.get(kind.id, kind.namespaced ? namespaceOf(object) : '', reference.name);
  return owner?.metadata?.uid === reference.uid ? owner : undefined;
}

export function isBeingDeleted(object: KubeObject): boolean {
  return object.metadata?.deletionTimestamp !== undefined;
}

/** Being deleted in the foreground: its dependents go first. */
export function isDeletingDependents(object: KubeObject): boolean {
  return isBeingDeleted(object) && hasFinalizer(object, foregroundFinalizer);
}

/** Being deleted while its dependents stay. */
export function isOrphaningDependents(object: KubeObject): boolean {
  return isBeingDeleted(object) && hasFinalizer(object, orphanFinalizer);
}

export function hasFinalizer(object: KubeObject, finalizer: string): boolean {
  return (object.metadata?.finalizers ?? []).includes(finalizer);
}

/** Whether the object keeps the owner with this uid from going in the foreground. */
export function isBlocking(object: KubeObject, ownerUid: string): boolean {
  return (object.metadata?.ownerReferences ?? []).some(
    ({ uid, blockOwnerDeletion }) => uid === ownerUid && blockOwnerDeletion === true,
  );
}
