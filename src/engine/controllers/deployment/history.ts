import type { Deployment, ReplicaSet } from '../../api/generated/types.ts';
import { byRevision, replicasOf } from './replica-sets.ts';

/**
 * The old ReplicaSets beyond spec.revisionHistoryLimit that can go: they are empty and have been seen to be.
 * `pkg/controller/deployment/sync.go` cleanupDeployment
 */
export function planHistoryCleanup(
  deployment: Deployment,
  oldSets: readonly ReplicaSet[],
): readonly ReplicaSet[] {
  const limit = deployment.spec?.revisionHistoryLimit;
  if (limit === undefined || limit === 2 ** 31 - 1) return [];
  const alive = oldSets.filter((set) => set.metadata?.deletionTimestamp === undefined);
  const surplus = Math.max(alive.length - limit, 0);
  return alive.toSorted(byRevision).slice(0, surplus).filter(isEmpty);
}

function isEmpty(set: ReplicaSet): boolean {
  const isObserved = (set.metadata?.generation ?? 0) <= (set.status?.observedGeneration ?? 0);
  return replicasOf(set) === 0 && (set.status?.replicas ?? 0) === 0 && isObserved;
}
