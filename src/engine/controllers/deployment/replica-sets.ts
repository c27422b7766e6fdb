/** Questions about the ReplicaSets of a Deployment. `pkg/controller/deployment/util/deployment_util.go` */
import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { nameOf } from '../../api/object.ts';
import { revisionOf } from './revision.ts';

export const templateHashLabel = 'pod-template-hash';

export function replicasOf(set: ReplicaSet): number {
  return set.spec?.replicas ?? 1;
}

export function isActive(set: ReplicaSet): boolean {
  return replicasOf(set) > 0;
}

/** Sum of the sizes asked for. */
export function wantedReplicas(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + replicasOf(set), 0);
}

/** Sum of the pods there are. */
export function actualReplicas(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + (set.status?.replicas ?? 0), 0);
}

export function readyReplicas(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + (set.status?.readyReplicas ?? 0), 0);
}

export function availableReplicas(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + (set.status?.availableReplicas ?? 0), 0);
}

/** Sum of the pods on their way out; undefined while a set that has been looked at does not say. */
export function terminatingReplicas(sets: readonly ReplicaSet[]): number | undefined {
  let sum = 0;
  for (const { status } of sets) {
    if (status?.terminatingReplicas !== undefined) sum += status.terminatingReplicas;
    else if ((status?.observedGeneration ?? 0) > 0) return undefined;
  }
  return sum;
}

/** Whether two templates are the same apart from the hash that the controller adds. */
export function equalIgnoringHash(first: PodTemplateSpec, second: PodTemplateSpec): boolean {
  return semanticallyEqual(withoutHash(first), withoutHash(second));
}

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  if (template.metadata?.labels?.[templateHashLabel] === undefined) return template;
  const { [templateHashLabel]: _, ...labels } = template.metadata.labels;
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** The ReplicaSet with the Deployment's template; the oldest when several have it. */
export function findNewReplicaSet(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): ReplicaSet | undefined {
  const template = deployment.spec?.template ?? {};
  return sets.toSorted(byCreation).find((set) => equalIgnoringHash(set.spec?.template ?? {}, template));
}

/** All but the new one, oldest first. */
export function findOldReplicaSets(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): readonly ReplicaSet[] {
  const newSet = findNewReplicaSet(deployment, sets);
  return sets.filter((set) => set !== newSet).toSorted(byCreation);
}

/** The one set that has replicas, or the newest when none has; undefined when several have. */
export function findActiveOrLatest(
  newSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
): ReplicaSet | undefined {
  const active = withNew(oldSets, newSet).filter(isActive);
  if (active.length > 1) return undefined;
  return active[0] ?? newSet ?? oldSets.toSorted(byCreation).at(-1);
}

export function withNew(
  oldSets: readonly ReplicaSet[],
  newSet: ReplicaSet | undefined,
): readonly ReplicaSet[] {
  return newSet === undefined ? oldSets : [...oldSets, newSet];
}

/** Oldest first. */
export function byCreation(first: ReplicaSet, second: ReplicaSet): number {
  return (
    compareText(first.metadata?.creationTimestamp ?? '', second.metadata?.creationTimestamp ?? '') ||
    compareText(nameOf(first), nameOf(second))
  );
}

/** Largest first; of equal ones the newer first when growing, the older first when shrinking. */
export function bySize(growing: boolean): (first: ReplicaSet, second: ReplicaSet) => number {
  return (first, second) =>
    replicasOf(second) - replicasOf(first) ||
    (growing ? byCreation(second, first) : byCreation(first, second));
}

/** Lowest revision first. */
export function byRevision(first: ReplicaSet, second: ReplicaSet): number {
  return revisionOf(first) - revisionOf(second) || byCreation(first, second);
}

function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
