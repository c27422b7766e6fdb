/** The status of a ReplicaSet from its pods. `pkg/controller/replicaset/replica_set_utils.go` */
import type { Pod, ReplicaSet, ReplicaSetCondition, ReplicaSetStatus } from '../../api/generated/types.ts';
import { labelMapMatches } from '../../api/label-selector.ts';
import { matchEachOnce } from '../workload/claims.ts';
import { withoutZeros } from '../workload/counts.ts';
import { isPodAvailable, isPodReady, type ToMs } from '../workload/pod-state.ts';

export interface Clock {
  readonly nowMs: number;
  readonly nowTimestamp: string;
  readonly toMs: ToMs;
}

/** The status that fits the pods; `failure` is what went wrong with creating or deleting pods in this look. */
export function replicaSetStatus(
  set: ReplicaSet,
  activePods: readonly Pod[],
  terminatingPods: number,
  clock: Clock,
  failure?: string,
): ReplicaSetStatus {
  const conditions = failureConditions(set, activePods.length, clock.nowTimestamp, failure);
  return {
    replicas: activePods.length,
    ...withoutZeros({
      ...podCounts(set, activePods, clock),
      observedGeneration: set.metadata?.generation,
    }),
    terminatingReplicas: terminatingPods,
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

function podCounts(set: ReplicaSet, activePods: readonly Pod[], { nowMs, toMs }: Clock) {
  const hasTemplateLabels = matchEachOnce((labels) =>
    labelMapMatches(set.spec?.template?.metadata?.labels, labels),
  );
  const minReadySeconds = set.spec?.minReadySeconds ?? 0;
  let fullyLabeledReplicas = 0;
  let readyReplicas = 0;
  let availableReplicas = 0;
  for (const pod of activePods) {
    if (hasTemplateLabels(pod)) fullyLabeledReplicas++;
    if (!isPodReady(pod)) continue;
    readyReplicas++;
    if (minReadySeconds === 0 || isPodAvailable(pod, minReadySeconds, nowMs, toMs)) availableReplicas++;
  }
  return { fullyLabeledReplicas, readyReplicas, availableReplicas };
}

/** A standing ReplicaFailure stays as it is while looks go on failing, and goes with the first that succeeds. */
export function failureConditions(
  set: ReplicaSet,
  activePods: number,
  nowTimestamp: string,
  failure: string | undefined,
): ReplicaSetCondition[] {
  const conditions = set.status?.conditions ?? [];
  if (failure === undefined) return conditions.filter((condition) => condition.type !== 'ReplicaFailure');
  if (conditions.some((condition) => condition.type === 'ReplicaFailure')) return conditions;
  const missing = (set.spec?.replicas ?? 1) - activePods;
  const reason = missing > 0 ? 'FailedCreate' : missing < 0 ? 'FailedDelete' : '';
  return [
    ...conditions,
    { type: 'ReplicaFailure', status: 'True', reason, message: failure, lastTransitionTime: nowTimestamp },
  ];
}
