/**
 * Whether a rollout is over, goes on, or is stuck, and the status that says so.
 * `pkg/controller/deployment/progress.go`, `pkg/controller/deployment/util/deployment_util.go`
 */
import type {
  Deployment,
  DeploymentCondition,
  DeploymentStatus,
  ReplicaSet,
} from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import { withoutZeros } from '../workload/counts.ts';
import type { ToMs } from '../workload/pod-state.ts';
import {
  conditionOf,
  type Conditions,
  hasProgressDeadline,
  newCondition,
  replicaFailureOf,
  withCondition,
  withoutCondition,
  withRenewedCondition,
} from './conditions.ts';
import { desiredReplicas, maxUnavailable } from './limits.ts';
import {
  actualReplicas,
  availableReplicas,
  readyReplicas,
  terminatingReplicas,
  wantedReplicas,
} from './replica-sets.ts';

export interface Clock {
  readonly nowMs: number;
  readonly nowTimestamp: string;
  readonly toMs: ToMs;
}

/** The status from the ReplicaSets: counts and Available; Progressing stays as it was. */
export function calculateStatus(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  newSet: ReplicaSet | undefined,
  nowTimestamp: string,
): DeploymentStatus {
  const available = availableReplicas(sets);
  const counts = {
    ...withoutZeros({
      observedGeneration: deployment.metadata?.generation,
      replicas: actualReplicas(sets),
      updatedReplicas: newSet?.status?.replicas,
      readyReplicas: readyReplicas(sets),
      availableReplicas: available,
      unavailableReplicas: Math.max(wantedReplicas(sets) - available, 0),
    }),
    terminatingReplicas: terminatingReplicas(sets),
    collisionCount: deployment.status?.collisionCount,
  };
  const enough = available >= desiredReplicas(deployment) - maxUnavailable(deployment);
  const condition = enough
    ? newCondition(
        'Available',
        'True',
        'MinimumReplicasAvailable',
        'Deployment has minimum availability.',
        nowTimestamp,
      )
    : newCondition(
        'Available',
        'False',
        'MinimumReplicasUnavailable',
        'Deployment does not have minimum availability.',
        nowTimestamp,
      );
  return withConditions(counts, withCondition(deployment.status?.conditions ?? [], condition));
}

/** The status after a look at a rollout: progress is judged by comparing it with the status before. */
export function rolloutStatus(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  newSet: ReplicaSet | undefined,
  clock: Clock,
): DeploymentStatus {
  const status = calculateStatus(deployment, sets, newSet, clock.nowTimestamp);
  const judged = withProgressing(deployment, status, newSet, clock);
  const failure = replicaFailureOf(newSet, sets);
  const conditions =
    failure === undefined ? withoutCondition(judged, 'ReplicaFailure') : withCondition(judged, failure);
  return withConditions(status, conditions);
}

function withProgressing(
  deployment: Deployment,
  status: DeploymentStatus,
  newSet: ReplicaSet | undefined,
  clock: Clock,
): Conditions {
  const conditions = status.conditions ?? [];
  if (!hasProgressDeadline(deployment)) return withoutCondition(conditions, 'Progressing');
  const standing = conditionOf(deployment.status?.conditions, 'Progressing');
  const settled =
    (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && standing?.reason === 'NewReplicaSetAvailable';
  if (settled) return conditions;
  const subject =
    newSet === undefined ? `Deployment "${nameOf(deployment)}"` : `ReplicaSet "${nameOf(newSet)}"`;
  const progressing = (truth: 'True' | 'False', reason: string, message: string): DeploymentCondition =>
    newCondition('Progressing', truth, reason, `${subject} ${message}`, clock.nowTimestamp);
  if (isComplete(deployment, status)) {
    return withCondition(
      conditions,
      progressing('True', 'NewReplicaSetAvailable', 'has successfully progressed.'),
    );
  }
  if (isProgressing(deployment.status ?? {}, status)) {
    return withRenewedCondition(conditions, progressing('True', 'ReplicaSetUpdated', 'is progressing.'));
  }
  if (hasTimedOut(deployment, status, clock)) {
    return withCondition(
      conditions,
      progressing('False', 'ProgressDeadlineExceeded', 'has timed out progressing.'),
    );
  }
  return conditions;
}

/** Whether all wanted pods are of the new template and available, and no other is left. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const desired = desiredReplicas(deployment);
  return (
    (status.updatedReplicas ?? 0) === desired &&
    (status.replicas ?? 0) === desired &&
    (status.availableReplicas ?? 0) === desired &&
    (status.observedGeneration ?? 0) >= (deployment.metadata?.generation ?? 0)
  );
}

/** Whether there are more new pods, fewer old ones, or more that are ready or available than before. */
export function isProgressing(before: DeploymentStatus, now: DeploymentStatus): boolean {
  return (
    (now.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldReplicas(now) < oldReplicas(before) ||
    (now.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (now.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function oldReplicas(status: DeploymentStatus): number {
  return (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
}

/** Whether no progress was made for longer than the deadline; a rollout once complete does not time out. */
export function hasTimedOut(
  deployment: Deployment,
  status: DeploymentStatus,
  clock: Pick<Clock, 'nowMs' | 'toMs'>,
): boolean {
  const condition = conditionOf(status.conditions, 'Progressing');
  if (!hasProgressDeadline(deployment) || condition === undefined) return false;
  if (condition.reason === 'NewReplicaSetAvailable') return false;
  if (condition.reason === 'ProgressDeadlineExceeded') return true;
  return deadlineMs(deployment, condition, clock.toMs) < clock.nowMs;
}

/**
 * Milliseconds until a rollout without progress should be looked at again to see whether it has timed out: 0
 * for at once, undefined for not at all.
 */
export function stuckCheckMs(
  deployment: Deployment,
  status: DeploymentStatus,
  clock: Pick<Clock, 'nowMs' | 'toMs'>,
): number | undefined {
  const condition = conditionOf(deployment.status?.conditions, 'Progressing');
  if (!hasProgressDeadline(deployment) || condition === undefined) return undefined;
  if (isComplete(deployment, status) || condition.reason === 'ProgressDeadlineExceeded') return undefined;
  const afterMs = deadlineMs(deployment, condition, clock.toMs) - clock.nowMs;
  return afterMs < 1000 ? 0 : afterMs;
}

function deadlineMs(deployment: Deployment, condition: DeploymentCondition, toMs: ToMs): number {
  return toMs(condition.lastUpdateTime ?? '') + (deployment.spec?.progressDeadlineSeconds ?? 0) * 1000;
}

function withConditions(status: DeploymentStatus, conditions: Conditions): DeploymentStatus {
  const { terminatingReplicas: terminating, collisionCount, conditions: _, ...counts } = status;
  return {
    ...counts,
    ...(terminating === undefined ? {} : { terminatingReplicas: terminating }),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
  };
}
