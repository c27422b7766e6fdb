import type { Condition, PodDisruptionBudget, PodDisruptionBudgetStatus } from './generated/types.ts';

export const disruptionAllowed = 'DisruptionAllowed';

/** The controller could not find out how many pods there should be. */
export const syncFailed = 'SyncFailed';

/**
 * The conditions of a budget that allows so many disruptions, or could not be worked out for a reason.
 * `pkg/controller/disruption/disruption.go`, `pkg/apis/policy/helper.go` UpdateDisruptionAllowedCondition
 */
export function disruptionConditions(
  { conditions = [], observedGeneration, disruptionsAllowed = 0 }: PodDisruptionBudgetStatus,
  nowTimestamp: string,
  failure?: string,
): Condition[] {
  const before = conditions.find(({ type }) => type === disruptionAllowed);
  const status = disruptionsAllowed > 0 ? 'True' : 'False';
  const known = disruptionsAllowed > 0 ? 'SufficientPods' : 'InsufficientPods';
  const condition: Condition = {
    type: disruptionAllowed,
    status,
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
    lastTransitionTime: before?.status === status ? before.lastTransitionTime : nowTimestamp,
    reason: failure === undefined ? known : syncFailed,
    message: failure ?? '',
  };
  return before === undefined
    ? [...conditions, condition]
    : conditions.map((one) => (one === before ? condition : one));
}

/** Why the controller could not work a budget out; undefined when it could. */
export function syncFailureOf({ status }: PodDisruptionBudget): string | undefined {
  const condition = status?.conditions?.find(({ type }) => type === disruptionAllowed);
  return condition?.status === 'False' && condition.reason === syncFailed ? condition.message : undefined;
}
