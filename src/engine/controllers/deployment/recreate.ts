import type { Pod, ReplicaSet } from '../../api/generated/types.ts';
import { isPodTerminal } from '../workload/pod-state.ts';
import { actualReplicas } from './replica-sets.ts';

/**
 * Whether pods of the old template still hold back the new ReplicaSet, those on their way out included.
 * `pkg/controller/deployment/recreate.go` oldPodsRunning
 */
export function areOldPodsRunning(
  newSetUid: string | undefined,
  oldSets: readonly ReplicaSet[],
  podsByOwner: ReadonlyMap<string, readonly Pod[]>,
): boolean {
  if (actualReplicas(oldSets) > 0) return true;
  for (const [uid, pods] of podsByOwner) {
    if (uid !== newSetUid && pods.some((pod) => !isPodTerminal(pod))) return true;
  }
  return false;
}
