/** Keeps the status of each PodDisruptionBudget. `pkg/controller/disruption/disruption.go` */
import { disruptionConditions, syncFailureOf } from '../../api/disruption-allowed.ts';
import type { Pod, PodDisruptionBudget, PodDisruptionBudgetStatus } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { IntOrPercentError } from '../../api/int-or-percent.ts';
import { labelSelectorMatches } from '../../api/label-selector.ts';
import { keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, ReconcileResult, View, Write } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';
import { isTerminating } from '../workload/pod-state.ts';
import {
  budgetCounts,
  countHealthy,
  deletionTimeoutMs,
  expectedOf,
  type Expectation,
  UnknownSizeError,
} from './budget-status.ts';
import { workloadScale } from './workload-scale.ts';

const budgets = 'poddisruptionbudgets.policy';

export const disruptionController: Controller = {
  name: 'controllermanager',
  watches: [
    { resource: budgets, keys: ({ next }) => (next === undefined ? [] : [keyOf(next)]) },
    { resource: 'pods', keys: budgetsOfPod },
  ],
  reconcile: reconcileBudget,
};

function budgetsOfPod({ previous, next, namespace }: Change, view: View): readonly string[] {
  const all = view.list<PodDisruptionBudget>(budgets, namespace);
  if (all.length === 0) return [];
  const pod = (next ?? previous) as Pod;
  return all.filter((budget) => selects(budget, pod)).map(keyOf);
}

function selects({ spec }: PodDisruptionBudget, pod: Pod): boolean {
  return spec?.selector !== undefined && labelSelectorMatches(spec.selector, pod.metadata?.labels ?? {});
}

function reconcileBudget(key: string, view: View): ReconcileResult {
  const { namespace, name } = splitKey(key);
  const budget = view.get<PodDisruptionBudget>(budgets, namespace, name);
  if (budget === undefined) return { writes: [] };
  const pods = view.list<Pod>('pods', namespace).filter((pod) => selects(budget, pod));
  const none = pods.length === 0 ? [tell(budget, 'Normal', 'NoPods', 'No matching pods found')] : [];
  try {
    const expected = expectedOf(budget, pods, (owner) => workloadScale(view, namespace, owner));
    const result = withCounts(budget, pods, expected, view);
    return { ...result, writes: [...none, ...unmanagedEvents(budget, expected), ...result.writes] };
  } catch (error) {
    if (!(error instanceof UnknownSizeError || error instanceof IntOrPercentError)) throw error;
    return { writes: [...none, ...failSafe(budget, error.message, view)] };
  }
}

function withCounts(
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
  expected: Expectation,
  view: View,
): ReconcileResult {
  const { disrupted, late, nextMs } = disruptedPods(budget, pods, view);
  const counts = budgetCounts(expected, countHealthy(pods, disrupted, view));
  const generation = budget.metadata?.generation;
  const status: PodDisruptionBudgetStatus = {
    ...counts,
    ...(Object.keys(disrupted).length === 0 ? {} : { disruptedPods: disrupted }),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(budget.status?.conditions === undefined ? {} : { conditions: budget.status.conditions }),
  };
  const conditions = disruptionConditions(status, view.nowTimestamp);
  const writes = [
    ...late.map((pod) => notDeleted(budget, pod)),
    ...updated(budget, { ...status, conditions }),
  ];
  return { writes, ...(nextMs === undefined ? {} : { requeueAfterMs: nextMs - view.nowMs }) };
}

interface Disrupted {
  /** Pods whose eviction was allowed and that are not yet going, with the moment of it. */
  readonly disrupted: Readonly<Record<string, string>>;
  /** Pods that have been so for too long: they count again. */
  readonly late: readonly Pod[];
  /** When the next of them will be late, in simulated ms. */
  readonly nextMs: number | undefined;
}

function disruptedPods({ status }: PodDisruptionBudget, pods: readonly Pod[], view: View): Disrupted {
  const disrupted: Record<string, string> = {};
  const late: Pod[] = [];
  let nextMs: number | undefined;
  for (const pod of pods) {
    const since = status?.disruptedPods?.[nameOf(pod)];
    if (since === undefined || isTerminating(pod)) continue;
    const dueMs = view.toMs(since) + deletionTimeoutMs;
    if (dueMs < view.nowMs) {
      late.push(pod);
      continue;
    }
    disrupted[nameOf(pod)] = since;
    nextMs = Math.min(nextMs ?? dueMs, dueMs);
  }
  return { disrupted, late, nextMs: nextMs === undefined ? undefined : nextMs + 1 };
}

/** When in doubt nothing may be disrupted. */
function failSafe(budget: PodDisruptionBudget, message: string, view: View): Write[] {
  const text = `Failed to calculate the number of expected pods: ${message}`;
  const status: PodDisruptionBudgetStatus = { ...budget.status, disruptionsAllowed: 0 };
  const conditions = disruptionConditions(status, view.nowTimestamp, message);
  return [
    tell(budget, 'Warning', 'CalculateExpectedPodCountFailed', text),
    ...(syncFailureOf(budget) === message ? [] : updated(budget, { ...status, conditions })),
  ];
}

function updated(budget: PodDisruptionBudget, status: PodDisruptionBudgetStatus): Write[] {
  if (semanticallyEqual(budget.status, status)) return [];
  return [{ verb: 'updateStatus', resource: budgets, object: { ...budget, status } as PodDisruptionBudget }];
}

function unmanagedEvents(budget: PodDisruptionBudget, { unmanaged }: Expectation): Write[] {
  if (unmanaged.length === 0) return [];
  const message = `Pods selected by this PodDisruptionBudget (selector: ${selectorText(budget)}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.`;
  return [tell(budget, 'Warning', 'UnmanagedPods', message)];
}

/** As Go prints the pointer to a selector. `metav1.LabelSelector` String */
function selectorText({ spec }: PodDisruptionBudget): string {
  const labels = Object.entries(spec?.selector?.matchLabels ?? {}).toSorted();
  const expressions = (spec?.selector?.matchExpressions ?? []).map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],}`,
  );
  const map = `map[string]string{${labels.map(([key, value]) => `${key}: ${value},`).join('')}}`;
  return `&LabelSelector{MatchLabels:${map},MatchExpressions:[]LabelSelectorRequirement{${expressions.map((one) => `${one},`).join('')}},}`;
}

function notDeleted(budget: PodDisruptionBudget, about: Pod): Write {
  const message = `Pod was expected by PDB ${namespaceOf(budget)}/${nameOf(budget)} to be deleted but it wasn't`;
  return { verb: 'event', event: { about, type: 'Warning', reason: 'NotDeleted', message } };
}

function tell(
  about: PodDisruptionBudget,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): Write {
  return { verb: 'event', event: { about, type, reason, message } };
}
