/** The status of a StatefulSet from its pods. `pkg/controller/statefulset/stateful_set_control.go` updateStatus */
import type { Pod, StatefulSet, StatefulSetStatus } from '../../api/generated/types.ts';
import { withoutZeros } from '../workload/counts.ts';
import { isPodAvailable, isTerminating, type ToMs } from '../workload/pod-state.ts';
import { wantedReplicas } from './identity.ts';
import { isCreated, isRunningAndReady, revisionOfPod } from './plan.ts';

interface Revisions {
  readonly currentRevision: string;
  readonly updateRevision: string;
  readonly collisionCount: number;
}

interface Moment {
  readonly nowMs: number;
  readonly toMs: ToMs;
}

/** `outdated` pods were deleted in this look for the update and no longer count as of the current revision. */
export function statefulSetStatus(
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: Revisions,
  outdated: number,
  moment: Moment,
): StatefulSetStatus {
  const counts = countPods(set, pods, revisions, moment);
  const { currentRevision, updateRevision, collisionCount } = revisions;
  const currentReplicas = counts.currentReplicas - outdated;
  const isOver = isRolloutComplete(set, counts);
  const { replicas, availableReplicas, readyReplicas, updatedReplicas } = counts;
  return {
    replicas,
    availableReplicas,
    ...withoutZeros({
      observedGeneration: set.metadata?.generation,
      readyReplicas,
      currentReplicas: isOver ? updatedReplicas : currentReplicas,
      updatedReplicas,
    }),
    currentRevision: isOver ? updateRevision : currentRevision,
    updateRevision,
    collisionCount,
    ...(set.status?.conditions === undefined ? {} : { conditions: set.status.conditions }),
  };
}

type Counts = Record<
  'replicas' | 'readyReplicas' | 'availableReplicas' | 'currentReplicas' | 'updatedReplicas',
  number
>;

function countPods(
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: Revisions,
  { nowMs, toMs }: Moment,
): Counts {
  const minReadySeconds = set.spec?.minReadySeconds ?? 0;
  const counts = {
    replicas: 0,
    readyReplicas: 0,
    availableReplicas: 0,
    currentReplicas: 0,
    updatedReplicas: 0,
  };
  for (const pod of pods) {
    if (!isCreated(pod)) continue;
    counts.replicas++;
    if (isRunningAndReady(pod)) {
      counts.readyReplicas++;
      if (isPodAvailable(pod, minReadySeconds, nowMs, toMs)) counts.availableReplicas++;
    }
    if (isTerminating(pod)) continue;
    if (revisionOfPod(pod) === revisions.currentRevision) counts.currentReplicas++;
    if (revisionOfPod(pod) === revisions.updateRevision) counts.updatedReplicas++;
  }
  return counts;
}

/** Once all pods are updated and ready, the update revision becomes the current one. */
function isRolloutComplete(set: StatefulSet, counts: Counts): boolean {
  const wanted = wantedReplicas(set);
  return (
    set.spec?.updateStrategy?.type === 'RollingUpdate' &&
    counts.updatedReplicas === wanted &&
    counts.readyReplicas === wanted &&
    counts.replicas === wanted
  );
}
