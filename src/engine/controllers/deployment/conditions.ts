/** Conditions of a Deployment. `pkg/controller/deployment/util/deployment_util.go` */
import type { Deployment, DeploymentCondition, ReplicaSet } from '../../api/generated/types.ts';

export type Conditions = readonly DeploymentCondition[];

/** Status is Unknown while paused and after resuming. */
export type ConditionStatus = 'True' | 'False' | 'Unknown';

export function conditionOf(
  conditions: Conditions | undefined,
  type: string,
): DeploymentCondition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

export function newCondition(
  type: string,
  status: ConditionStatus,
  reason: string,
  message: string,
  nowTimestamp: string,
): DeploymentCondition {
  return { type, status, lastUpdateTime: nowTimestamp, lastTransitionTime: nowTimestamp, reason, message };
}

export function withoutCondition(conditions: Conditions, type: string): Conditions {
  return conditions.filter((condition) => condition.type !== type);
}

/**
 * Puts a condition last unless one of its status and reason stands already. The time of transition is that of
 * the last change of status.
 */
export function withCondition(conditions: Conditions, condition: DeploymentCondition): Conditions {
  const standing = conditionOf(conditions, condition.type);
  if (standing?.status === condition.status && standing.reason === condition.reason) return conditions;
  return [...withoutCondition(conditions, condition.type), keepTransition(condition, standing)];
}

/** Puts a condition last even when nothing but its time of update changes. */
export function withRenewedCondition(conditions: Conditions, condition: DeploymentCondition): Conditions {
  const standing = conditionOf(conditions, condition.type);
  return [...withoutCondition(conditions, condition.type), keepTransition(condition, standing)];
}

function keepTransition(
  condition: DeploymentCondition,
  standing: DeploymentCondition | undefined,
): DeploymentCondition {
  if (standing?.status !== condition.status || standing.lastTransitionTime === undefined) return condition;
  return { ...condition, lastTransitionTime: standing.lastTransitionTime };
}

/** The failure to create or delete pods that one of the sets reports, the new one first. */
export function replicaFailureOf(
  newSet: ReplicaSet | undefined,
  sets: readonly ReplicaSet[],
): DeploymentCondition | undefined {
  for (const set of newSet === undefined ? sets : [newSet, ...sets]) {
    const failure = set.status?.conditions?.find((condition) => condition.type === 'ReplicaFailure');
    if (failure === undefined) continue;
    const { type, status, reason = '', message = '', lastTransitionTime = '' } = failure;
    return { type, status, lastUpdateTime: lastTransitionTime, lastTransitionTime, reason, message };
  }
  return undefined;
}

/** A deadline of the largest 32-bit number is none. */
export function hasProgressDeadline(deployment: Deployment): boolean {
  const seconds = deployment.spec?.progressDeadlineSeconds;
  return seconds !== undefined && seconds !== 2 ** 31 - 1;
}
