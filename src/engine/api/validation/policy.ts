/** PodDisruptionBudget and PriorityClass. `pkg/apis/policy/validation`, `pkg/apis/scheduling/validation` */
import type { PodDisruptionBudget, PriorityClass } from '../generated/types.ts';
import { forbidden, invalid } from './field-error.ts';
import { dnsSubdomainErrors } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import {
  checkAtMostWhole,
  checkCountOrPercent,
  checkImmutable,
  checkLabelSelector,
  checkOptionalWord,
  type Errors,
} from './rules.ts';

export function checkDisruptionBudget(budget: PodDisruptionBudget, errors: Errors): void {
  checkMetadata(budget.metadata, true, dnsSubdomainErrors, errors);
  checkBudgetSpec(budget, errors);
}

export function checkDisruptionBudgetUpdate(
  next: PodDisruptionBudget,
  previous: PodDisruptionBudget,
  errors: Errors,
): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkBudgetSpec(next, errors);
}

function checkBudgetSpec({ spec = {} }: PodDisruptionBudget, errors: Errors): void {
  const { minAvailable, maxUnavailable } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    errors.push(invalid('spec', spec, 'minAvailable and maxUnavailable cannot be both set'));
  }
  for (const field of ['minAvailable', 'maxUnavailable'] as const) {
    checkCountOrPercent(spec[field], `spec.${field}`, errors);
    checkAtMostWhole(spec[field], `spec.${field}`, errors);
  }
  checkLabelSelector(spec.selector, 'spec.selector', errors);
  const policies = ['AlwaysAllow', 'IfHealthyBudget'];
  checkOptionalWord(spec.unhealthyPodEvictionPolicy, policies, 'spec.unhealthyPodEvictionPolicy', errors);
}

const highestUserPriority = 1_000_000_000;
const systemPriorities: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

export function checkPriorityClass(object: PriorityClass, errors: Errors): void {
  checkMetadata(object.metadata, false, dnsSubdomainErrors, errors);
  const name = object.metadata?.name ?? '';
  if (name.startsWith('system-')) {
    const problem = systemProblem(object, name);
    if (problem !== '') {
      const reserved = "priority class names with 'system-' prefix are reserved for system use only.";
      errors.push(forbidden('metadata.name', `${reserved} error: ${problem}`));
    }
  } else if ((object.value ?? 0) > highestUserPriority) {
    const detail = `maximum allowed value of a user defined priority is ${highestUserPriority}`;
    errors.push(forbidden('value', detail));
  }
  checkOptionalWord(object.preemptionPolicy, ['PreemptLowerPriority', 'Never'], 'preemptionPolicy', errors);
}

function systemProblem({ value, globalDefault }: PriorityClass, name: string): string {
  const known = systemPriorities[name];
  if (known === undefined) return `${name} is not a known system priority class`;
  if (value !== known) return `value of ${name} PriorityClass must be ${known}`;
  return globalDefault === true ? `globalDefault of ${name} PriorityClass must be false` : '';
}

export function checkPriorityClassUpdate(next: PriorityClass, previous: PriorityClass, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  if (next.value !== previous.value) errors.push(forbidden('value', 'may not be changed in an update.'));
  checkImmutable(next.preemptionPolicy, previous.preemptionPolicy, 'preemptionPolicy', errors);
}
