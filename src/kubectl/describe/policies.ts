/** `kubectl describe` of disruption budgets and priority classes. `kubectl/pkg/describe/describe.go` */
import type { PodDisruptionBudget, PriorityClass } from '../../engine/api/generated/types.ts';
import { type Description, printPairs, printSelector } from './description.ts';

export function describeDisruptionBudget(description: Description, budget: PodDisruptionBudget): void {
  const { spec, status } = budget;
  description.name(budget);
  if (spec?.minAvailable !== undefined) description.field('Min available', spec.minAvailable);
  else if (spec?.maxUnavailable !== undefined) description.field('Max unavailable', spec.maxUnavailable);
  description.field('Selector', spec?.selector === undefined ? '<unset>' : printSelector(spec.selector));
  description.line('Status:');
  description.field('Allowed disruptions', status?.disruptionsAllowed ?? 0, 2);
  description.field('Current', status?.currentHealthy ?? 0, 2);
  description.field('Desired', status?.desiredHealthy ?? 0, 2);
  description.field('Total', status?.expectedPods ?? 0, 2);
}

export function describePriorityClass(description: Description, object: PriorityClass): void {
  description.field('Name', object.metadata?.name);
  description.field('Value', object.value);
  description.field('GlobalDefault', object.globalDefault ?? false);
  description.field('PreemptionPolicy', object.preemptionPolicy ?? '');
  description.field('Description', object.description ?? '');
  description.field('Annotations', printPairs(object.metadata?.annotations));
}
