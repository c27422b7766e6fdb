/**
 * Deletes what has lost its owners, and carries out foreground and orphaning deletions.
 * `pkg/controller/garbagecollector/garbagecollector.go`
 */
import { foregroundFinalizer, orphanFinalizer } from '../../api/deletion.ts';
import { resourceKinds } from '../../api/kinds.ts';
import { type KubeObject, nameOf, namespaceOf } from '../../api/object.ts';
import {
  type Controller,
  customResources,
  type ReconcileResult,
  type View,
  type WatchRule,
  type Write,
} from '../../api/part.ts';
import type { Change } from '../../api/store.ts';
import type { Json } from '../../kernel/index.ts';
import {
  classifyOwners,
  findOwner,
  hasFinalizer,
  isBeingDeleted,
  isBlocking,
  isDeletingDependents,
  isOrphaningDependents,
} from './owner-references.ts';

/** Resources with owners and dependents; Events have neither. */
const builtIn = resourceKinds.map(({ id }) => id).filter((id) => id !== 'events');

function resourcesOf(view: View): string[] {
  const custom = view.kinds().resources.filter((kind) => kind.custom !== undefined);
  return [...builtIn, ...custom.map(({ id }) => id)];
}

export const garbageCollector: Controller = {
  name: 'generic-garbage-collector',
  watches: [...builtIn, customResources].map((resource): WatchRule => ({ resource, keys: keysOf })),
  reconcile(key, view): ReconcileResult {
    const [resource, namespace, name, uid] = key.split('|') as [string, string, string, string];
    const object = view.get(resource, namespace, name);
    return { writes: object?.metadata?.uid === uid ? reconcileObject({ resource, object }, view) : [] };
  },
};

interface Found {
  readonly resource: string;
  readonly object: KubeObject;
}

function keyOfFound({ resource, object }: Found): string {
  return [resource, namespaceOf(object), nameOf(object), object.metadata?.uid ?? ''].join('|');
}

function keysOf({ resource, previous, next }: Change, view: View): string[] {
  if (next === undefined) return keysAfterDeletion(previous!, view);
  if (isBeingDeleted(next))
    return isDeletionNews(previous, next) ? [keyOfFound({ resource, object: next })] : [];
  const references = next.metadata?.ownerReferences;
  if (references === undefined || references === previous?.metadata?.ownerReferences) return [];
  const isComplete = references.every((reference) => {
    const owner = findOwner(next, reference, view);
    return owner === 'unknown' || (owner !== undefined && !isDeletingDependents(owner));
  });
  return isComplete ? [] : [keyOfFound({ resource, object: next })];
}

function isDeletionNews(previous: KubeObject | undefined, next: KubeObject): boolean {
  if (!isDeletingDependents(next) && !isOrphaningDependents(next)) return false;
  return (
    previous === undefined ||
    !isBeingDeleted(previous) ||
    previous.metadata?.finalizers !== next.metadata?.finalizers
  );
}

/** Dependents of what is gone, and owners that waited for it to go. */
function keysAfterDeletion(gone: KubeObject, view: View): string[] {
  const keys = dependentsOf(gone, view).map(keyOfFound);
  for (const reference of gone.metadata?.ownerReferences ?? []) {
    const owner = findOwner(gone, reference, view);
    if (owner === undefined || owner === 'unknown' || !isDeletingDependents(owner)) continue;
    const resource = view.kinds().byKind(reference.apiVersion, reference.kind)!.id;
    keys.push(keyOfFound({ resource, object: owner }));
  }
  return keys;
}

function dependentsOf(owner: KubeObject, view: View): Found[] {
  const uid = owner.metadata?.uid;
  if (uid === undefined) return [];
  return resourcesOf(view).flatMap((resource) =>
    view.ownedBy(resource, uid).map((object) => ({ resource, object })),
  );
}

function reconcileObject(found: Found, view: View): Write[] {
  const { object } = found;
  if (isDeletingDependents(object)) return deleteDependents(found, view);
  if (isOrphaningDependents(object)) return orphanDependents(found, view);
  return isBeingDeleted(object) ? [] : deleteUnowned(found, view);
}

/** Foreground: the dependents that block go first, then the finalizer. */
function deleteDependents(found: Found, view: View): Write[] {
  const uid = found.object.metadata!.uid!;
  const blocking = dependentsOf(found.object, view).filter(({ object }) => isBlocking(object, uid));
  if (blocking.length === 0) return [withoutFinalizer(found, foregroundFinalizer)];
  return blocking
    .filter(({ object }) => !isBeingDeleted(object))
    .flatMap((dependent) => deleteUnowned(dependent, view));
}

function orphanDependents(found: Found, view: View): Write[] {
  const uid = found.object.metadata!.uid!;
  const freed = dependentsOf(found.object, view).map((dependent) => withoutOwners(dependent, [uid]));
  return [...freed, withoutFinalizer(found, orphanFinalizer)];
}

/** Deletes an object none of whose owners stays; of several owners, those that are gone are struck out. */
function deleteUnowned(found: Found, view: View): Write[] {
  const { solid, dangling, waiting } = classifyOwners(found.object, view);
  const lost = [...dangling, ...waiting].map(({ uid }) => uid);
  if (lost.length === 0) return [];
  if (solid.length > 0) return [withoutOwners(found, lost)];
  if (waiting.length > 0 && hasDependents(found.object, view))
    return [...unblockCircle(found, view), deletion(found, 'Foreground')];
  return [deletion(found, policyOf(found.object))];
}

function hasDependents(object: KubeObject, view: View): boolean {
  return dependentsOf(object, view).length > 0;
}

/** Owners in a circle would wait for each other for ever. */
function unblockCircle(found: Found, view: View): Write[] {
  const isCircle = dependentsOf(found.object, view).some(({ object }) => isDeletingDependents(object));
  if (!isCircle) return [];
  const references = (found.object.metadata?.ownerReferences ?? []).map((reference) => ({
    ...reference,
    blockOwnerDeletion: false,
  }));
  return [patch(found, { ownerReferences: references as unknown as Json })];
}

type Propagation = 'Background' | 'Foreground' | 'Orphan';

function policyOf(object: KubeObject): Propagation {
  if (hasFinalizer(object, orphanFinalizer)) return 'Orphan';
  return hasFinalizer(object, foregroundFinalizer) ? 'Foreground' : 'Background';
}

function deletion({ resource, object }: Found, propagationPolicy: Propagation): Write {
  const uid = object.metadata!.uid!;
  return {
    verb: 'delete',
    resource,
    namespace: namespaceOf(object),
    name: nameOf(object),
    uid,
    propagationPolicy,
  };
}

function withoutFinalizer(found: Found, finalizer: string): Write {
  const finalizers = (found.object.metadata?.finalizers ?? []).filter((name) => name !== finalizer);
  return patch(found, { finalizers: finalizers.length === 0 ? null : finalizers });
}

function withoutOwners(found: Found, uids: readonly string[]): Write {
  const left = (found.object.metadata?.ownerReferences ?? []).filter(({ uid }) => !uids.includes(uid));
  return patch(found, { ownerReferences: left.length === 0 ? null : (left as unknown as Json) });
}

function patch({ resource, object }: Found, metadata: Record<string, Json>): Write {
  return {
    verb: 'patch',
    resource,
    namespace: namespaceOf(object),
    name: nameOf(object),
    patch: { metadata },
  };
}
