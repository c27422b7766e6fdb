/** Which workloads a change of a pod wakes. `pkg/controller/replicaset/replica_set.go` addPod, updatePod, deletePod */
import type { LabelSelector, Pod } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { labelSelectorMatches } from '../../api/label-selector.ts';
import { controllerOf, joinKey, type KubeObject, keyOf, namespaceOf } from '../../api/object.ts';
import type { View } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';
import { readyConditionOf } from './pod-state.ts';

export interface WorkloadResource {
  /** Such as `replicasets.apps`. */
  readonly resource: string;
  /** Kind in owner references, of the group `apps`. */
  readonly kind: string;
}

interface Selecting extends KubeObject {
  spec?: { selector?: LabelSelector };
}

/**
 * The keys of the pod's controller before and after the change, and for an orphan of all that could adopt it.
 * A change that no workload reads (where the pod runs, its containers' states) wakes none.
 */
export function podChangeKeys(change: Change, view: View, workload: WorkloadResource): readonly string[] {
  const previous = change.previous as Pod | undefined;
  const next = change.next as Pod | undefined;
  if (previous !== undefined && next !== undefined && isAlike(previous, next)) return [];
  const before = controllerKey(previous, view, workload);
  const after = controllerKey(next, view, workload);
  const keys = before !== undefined && before !== after ? [before] : [];
  if (after !== undefined) return [...keys, after];
  return next !== undefined && controllerOf(next) === undefined
    ? [...keys, ...adopterKeys(next, view, workload)]
    : keys;
}

/** The key of the workload of this kind that controls the object, if it is still the one of that uid. */
export function controllerKey(
  object: KubeObject | undefined,
  view: View,
  workload: WorkloadResource,
): string | undefined {
  const owner = object && controllerOf(object);
  if (object === undefined || owner?.kind !== workload.kind) return undefined;
  const found = view.get(workload.resource, namespaceOf(object), owner.name);
  return found?.metadata?.uid === owner.uid ? joinKey(namespaceOf(object), owner.name) : undefined;
}

/** The keys of all workloads of the resource whose selector the orphan matches. */
export function adopterKeys(orphan: KubeObject, view: View, workload: WorkloadResource): readonly string[] {
  const labels = orphan.metadata?.labels;
  if (labels === undefined) return [];
  return view
    .list<Selecting>(workload.resource, namespaceOf(orphan))
    .filter((candidate) => labelSelectorMatches(candidate.spec?.selector, labels))
    .map(keyOf);
}

function isAlike(previous: Pod, next: Pod): boolean {
  const before = readyConditionOf(previous);
  const after = readyConditionOf(next);
  return (
    previous.status?.phase === next.status?.phase &&
    before?.status === after?.status &&
    before?.lastTransitionTime === after?.lastTransitionTime &&
    isAlikeMetadata(previous, next)
  );
}

function isAlikeMetadata({ metadata: previous }: Pod, { metadata: next }: Pod): boolean {
  return (
    previous?.deletionTimestamp === next?.deletionTimestamp &&
    (previous?.labels === next?.labels || semanticallyEqual(previous?.labels, next?.labels)) &&
    (previous?.ownerReferences === next?.ownerReferences ||
      semanticallyEqual(previous?.ownerReferences, next?.ownerReferences))
  );
}
