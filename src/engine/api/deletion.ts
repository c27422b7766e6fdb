/**
 * The garbage-collection finalizers of an object that somebody deletes.
 * `apiserver/pkg/registry/generic/registry/store.go deletionFinalizersForGarbageCollection`
 */
export const orphanFinalizer = 'orphan';
export const foregroundFinalizer = 'foregroundDeletion';

export interface DeletionRequest {
  readonly finalizers: readonly string[];
  readonly propagationPolicy?: string | undefined;
  /** Deprecated form of the policy Orphan (true) or Background (false). */
  readonly orphanDependents?: boolean | undefined;
  /** The kind orphans its dependents when the request says nothing. */
  readonly orphanByDefault?: boolean | undefined;
}

/** Finalizers in order: as they are where nothing changes, else those of others first, then the collector's own. */
export function deletionFinalizers(request: DeletionRequest): string[] {
  const others = request.finalizers.filter(
    (name) => name !== orphanFinalizer && name !== foregroundFinalizer,
  );
  if (shouldOrphan(request)) others.push(orphanFinalizer);
  if (shouldDeleteInForeground(request)) others.push(foregroundFinalizer);
  const isSame =
    others.length === request.finalizers.length && others.every((name) => request.finalizers.includes(name));
  return isSame ? [...request.finalizers] : others;
}

function shouldOrphan(request: DeletionRequest): boolean {
  if (request.orphanDependents !== undefined) return request.orphanDependents;
  if (request.propagationPolicy !== undefined) return request.propagationPolicy === 'Orphan';
  const standing = request.finalizers.find(
    (name) => name === orphanFinalizer || name === foregroundFinalizer,
  );
  if (standing !== undefined) return standing === orphanFinalizer;
  return request.orphanByDefault === true;
}

function shouldDeleteInForeground(request: DeletionRequest): boolean {
  if (request.orphanDependents !== undefined) return false;
  if (request.propagationPolicy !== undefined) return request.propagationPolicy === 'Foreground';
  const standing = request.finalizers.find(
    (name) => name === orphanFinalizer || name === foregroundFinalizer,
  );
  return standing === foregroundFinalizer;
}
