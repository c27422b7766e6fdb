/** The steps of a rolling update. `pkg/controller/deployment/rolling.go` */
import type { Deployment, ReplicaSet } from '../../api/generated/types.ts';
import { desiredReplicas, isRollingUpdate, maxSurge, maxUnavailable } from './limits.ts';
import { availableReplicas, byCreation, replicasOf, wantedReplicas } from './replica-sets.ts';
import type { Resize } from './scaling.ts';

/** The size for the new ReplicaSet, as far as the surge allows with `total` pods asked for by all sets. */
export function newReplicaSetSize(deployment: Deployment, newReplicas: number, total: number): number {
  const desired = desiredReplicas(deployment);
  if (!isRollingUpdate(deployment)) return desired;
  const room = desired + maxSurge(deployment) - total;
  return room <= 0 ? newReplicas : newReplicas + Math.min(room, desired - newReplicas);
}

/** The size of the new ReplicaSet after this step of the rollout. */
export function nextNewReplicas(
  deployment: Deployment,
  newSet: ReplicaSet,
  sets: readonly ReplicaSet[],
): number {
  const desired = desiredReplicas(deployment);
  const replicas = replicasOf(newSet);
  return replicas >= desired ? desired : newReplicaSetSize(deployment, replicas, wantedReplicas(sets));
}

/** Scales old ReplicaSets down: first what isn't available anyway, then what the budget allows. */
export function planOldReplicaSets(
  deployment: Deployment,
  newSet: ReplicaSet,
  oldSets: readonly ReplicaSet[],
): readonly Resize[] {
  if (wantedReplicas(oldSets) === 0) return [];
  const newUnavailable = replicasOf(newSet) - (newSet.status?.availableReplicas ?? 0);
  const all = wantedReplicas([...oldSets, newSet]);
  const mayGo = all - (desiredReplicas(deployment) - maxUnavailable(deployment)) - newUnavailable;
  if (mayGo <= 0) return [];
  const cleanup = planCleanup(oldSets, mayGo);
  const left = oldSets.map((set) => resized(set, cleanup));
  return [...cleanup, ...planScaleDown(deployment, [...left, newSet], left)];
}

/** Removes at most `mayGo` replicas that are not available, oldest sets first. */
export function planCleanup(oldSets: readonly ReplicaSet[], mayGo: number): readonly Resize[] {
  return shrinkInTurn(oldSets, mayGo, (set) => replicasOf(set) - (set.status?.availableReplicas ?? 0));
}

/** Removes replicas as long as enough pods stay available, oldest sets first. */
export function planScaleDown(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  oldSets: readonly ReplicaSet[],
): readonly Resize[] {
  const needed = desiredReplicas(deployment) - maxUnavailable(deployment);
  return shrinkInTurn(oldSets, availableReplicas(sets) - needed, replicasOf);
}

function shrinkInTurn(
  sets: readonly ReplicaSet[],
  budget: number,
  removable: (set: ReplicaSet) => number,
): readonly Resize[] {
  const resizes: Resize[] = [];
  let left = budget;
  for (const set of sets.toSorted(byCreation)) {
    if (left <= 0) break;
    const count = Math.min(left, removable(set), replicasOf(set));
    if (count <= 0) continue;
    resizes.push({ set, replicas: replicasOf(set) - count });
    left -= count;
  }
  return resizes;
}

function resized(set: ReplicaSet, resizes: readonly Resize[]): ReplicaSet {
  const resize = resizes.find((entry) => entry.set === set);
  return resize === undefined || set.spec === undefined
    ? set
    : { ...set, spec: { ...set.spec, replicas: resize.replicas } };
}
