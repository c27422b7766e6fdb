/**
 * The sizes of ReplicaSets when their Deployment is scaled outside or in the middle of a rollout.
 * `pkg/controller/deployment/sync.go` scale, `pkg/controller/deployment/util/deployment_util.go`
 */
import type { Deployment, ReplicaSet } from '../../api/generated/types.ts';
import { desiredReplicas, isRollingUpdate, maxSurge } from './limits.ts';
import { bySize, findActiveOrLatest, isActive, replicasOf, wantedReplicas, withNew } from './replica-sets.ts';
import { desiredReplicasWrittenOn, maxReplicasWrittenOn } from './revision.ts';

/** A ReplicaSet and the size it shall have. */
export interface Resize {
  readonly set: ReplicaSet;
  readonly replicas: number;
}

/** Whether one of the ReplicaSets was last scaled for another size of the Deployment. */
export function isScalingEvent(deployment: Deployment, sets: readonly ReplicaSet[]): boolean {
  const desired = desiredReplicas(deployment);
  return sets.some((set) => isActive(set) && (desiredReplicasWrittenOn(set) ?? desired) !== desired);
}

/**
 * What follows from the Deployment's size: the only active set takes it, old sets go when the new one has it,
 * and in the middle of a rollout each set takes its share. The last may name sets that keep their size, whose
 * annotations are then brought up to date.
 */
export function planScale(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
): readonly Resize[] {
  const desired = desiredReplicas(deployment);
  const only = findActiveOrLatest(newSet, oldSets);
  if (only !== undefined) return replicasOf(only) === desired ? [] : [{ set: only, replicas: desired }];
  if (isSaturated(deployment, newSet)) return oldSets.filter(isActive).map((set) => ({ set, replicas: 0 }));
  return isRollingUpdate(deployment)
    ? planProportional(deployment, withNew(oldSets, newSet).filter(isActive))
    : [];
}

function planProportional(deployment: Deployment, active: readonly ReplicaSet[]): readonly Resize[] {
  const desired = desiredReplicas(deployment);
  const allowed = desired > 0 ? desired + maxSurge(deployment) : 0;
  const toAdd = allowed - wantedReplicas(active);
  if (toAdd === 0) return active.map((set) => ({ set, replicas: replicasOf(set) }));
  const ordered = active.toSorted(bySize(toAdd > 0));
  let added = 0;
  const sizes = ordered.map((set) => {
    const share = replicaSetProportion(deployment, set, toAdd, added);
    added += share;
    return replicasOf(set) + share;
  });
  const leftover = toAdd - added;
  return ordered.map((set, index) => ({
    set,
    replicas: index === 0 ? Math.max(sizes[0]! + leftover, 0) : sizes[index]!,
  }));
}

function replicaSetProportion(deployment: Deployment, set: ReplicaSet, toAdd: number, added: number): number {
  if (replicasOf(set) === 0 || toAdd === added) return 0;
  const fraction = replicaSetFraction(deployment, set);
  const left = toAdd - added;
  return toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
}

/** By how much the set grows (or shrinks, negative) to keep its share of the Deployment. */
export function replicaSetFraction(deployment: Deployment, set: ReplicaSet): number {
  const desired = desiredReplicas(deployment);
  const size = replicasOf(set);
  if (desired === 0) return -size;
  const before = maxReplicasWrittenOn(set) || (deployment.status?.replicas ?? 0);
  if (before === 0) return 0;
  return Math.trunc((size * (desired + maxSurge(deployment))) / before + 0.5) - size;
}

/** Whether the new set has the wanted size, was told so, and is all available. */
function isSaturated(deployment: Deployment, set: ReplicaSet | undefined): boolean {
  const desired = desiredReplicas(deployment);
  return (
    set !== undefined &&
    replicasOf(set) === desired &&
    desiredReplicasWrittenOn(set) === desired &&
    (set.status?.availableReplicas ?? 0) === desired
  );
}
