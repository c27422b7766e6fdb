/** What still stands in a namespace that is being deleted. `pkg/controller/namespace/deletion/namespaced_resources_deleter.go` */
import { type KubeObject, nameOf } from '../../api/object.ts';
import type { Pod } from '../../api/generated/types.ts';
import type { View, Write } from '../../api/part.ts';

/** How long to give finalizers, in seconds. */
const finalizerEstimateSeconds = 15;

export interface Content {
  readonly resource: string;
  readonly objects: readonly KubeObject[];
}

/** Everything in the namespace, kind by kind, pods first; kinds without objects are left out. */
export function contentOf(namespace: string, view: View): Content[] {
  const others = view
    .kinds()
    .resources.filter(({ namespaced, stored, id }) => namespaced && stored && id !== 'pods');
  return ['pods', ...others.map(({ id }) => id)]
    .map((resource) => ({ resource, objects: view.list(resource, namespace) }))
    .filter(({ objects }) => objects.length > 0);
}

/** Deletes what isn't being deleted yet. Pods must be gone before anything else is touched. */
export function planDeletions(namespace: string, content: readonly Content[]): Write[] {
  const pods = content.find(({ resource }) => resource === 'pods');
  const due = pods === undefined ? content : [pods];
  return due.flatMap(({ resource, objects }) =>
    objects
      .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
      .map((object): Write => ({
        verb: 'delete',
        resource,
        namespace,
        name: nameOf(object),
        propagationPolicy: 'Background',
      })),
  );
}

/** How long what remains may take, in seconds. */
export function estimateSeconds(content: readonly Content[]): number {
  const pods = content.find(({ resource }) => resource === 'pods');
  const graces = (pods?.objects as readonly Pod[] | undefined)?.map(
    ({ spec }) => spec?.terminationGracePeriodSeconds ?? 0,
  );
  const longest = Math.max(0, ...(graces ?? []));
  if (longest > 0) return longest;
  return content.some(({ objects }) => objects.some(hasFinalizers)) ? finalizerEstimateSeconds : 0;
}

function hasFinalizers(object: KubeObject): boolean {
  return (object.metadata?.finalizers ?? []).length > 0;
}

/** Objects by finalizer. */
export function countFinalizers(content: readonly Content[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { objects } of content) {
    for (const object of objects) {
      for (const finalizer of object.metadata?.finalizers ?? [])
        counts.set(finalizer, (counts.get(finalizer) ?? 0) + 1);
    }
  }
  return counts;
}
