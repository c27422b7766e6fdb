/** What a budget allows, from the pods that it selects. `pkg/controller/disruption/disruption.go` */
import type { Pod, PodDisruptionBudget } from '../../api/generated/types.ts';
import { scaledIntFromIntOrPercent } from '../../api/int-or-percent.ts';
import { controllerOf, nameOf, type OwnerReference } from '../../api/object.ts';
import { isPodReady, isTerminating, type ToMs } from '../workload/pod-state.ts';

/** How long an eviction may take to become a deletion, in ms. */
export const deletionTimeoutMs = 2 * 60_000;

/** Why the size of what a budget selects cannot be told. */
export class UnknownSizeError extends Error {}

/** A workload that stands behind pods, and how many it should have. */
export interface Scale {
  readonly uid: string;
  readonly replicas: number;
}

/** The workload behind the controller of a pod. @throws UnknownSizeError when it has no size. */
export type ScaleOf = (owner: OwnerReference) => Scale | undefined;

export interface BudgetCounts {
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
  readonly disruptionsAllowed: number;
}

export interface Moment {
  readonly nowMs: number;
  readonly toMs: ToMs;
}

export interface Expectation {
  readonly expectedPods: number;
  readonly desiredHealthy: number;
  /** Names of pods that nothing controls, where that matters. */
  readonly unmanaged: readonly string[];
}

/** @throws UnknownSizeError, IntOrPercentError */
export function expectedOf(
  { spec }: PodDisruptionBudget,
  pods: readonly Pod[],
  scaleOf: ScaleOf,
): Expectation {
  const { maxUnavailable, minAvailable } = spec ?? {};
  if (maxUnavailable !== undefined) {
    const { expectedPods, unmanaged } = expectedScale(pods, scaleOf);
    const unavailable = scaledIntFromIntOrPercent(maxUnavailable, expectedPods, true);
    return { expectedPods, desiredHealthy: Math.max(0, expectedPods - unavailable), unmanaged };
  }
  if (typeof minAvailable !== 'string') {
    return { expectedPods: pods.length, desiredHealthy: minAvailable ?? 0, unmanaged: [] };
  }
  const { expectedPods, unmanaged } = expectedScale(pods, scaleOf);
  return {
    expectedPods,
    desiredHealthy: scaledIntFromIntOrPercent(minAvailable, expectedPods, true),
    unmanaged,
  };
}

/** Pods that are ready, and neither going nor about to go because of an eviction. */
export function countHealthy(
  pods: readonly Pod[],
  disrupted: Readonly<Record<string, string>>,
  { nowMs, toMs }: Moment,
): number {
  return pods.filter((pod) => {
    const evicted = disrupted[nameOf(pod)];
    const isEvicted = evicted !== undefined && toMs(evicted) + deletionTimeoutMs > nowMs;
    return !isTerminating(pod) && !isEvicted && isPodReady(pod);
  }).length;
}

export function budgetCounts(
  { expectedPods, desiredHealthy }: Pick<Expectation, 'expectedPods' | 'desiredHealthy'>,
  currentHealthy: number,
): BudgetCounts {
  const disruptionsAllowed = expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  return { currentHealthy, desiredHealthy, expectedPods, disruptionsAllowed };
}

/** Sizes of all workloads behind the pods, each counted once. */
function expectedScale(
  pods: readonly Pod[],
  scaleOf: ScaleOf,
): { expectedPods: number; unmanaged: readonly string[] } {
  const replicas = new Map<string, number>();
  const unmanaged: string[] = [];
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (owner === undefined) {
      unmanaged.push(nameOf(pod));
      continue;
    }
    if (replicas.has(owner.uid)) continue;
    const scale = scaleOf(owner);
    if (scale === undefined) throw new UnknownSizeError(`found no controller for pod "${nameOf(pod)}"`);
    replicas.set(scale.uid, scale.replicas);
  }
  return { expectedPods: [...replicas.values()].reduce((sum, count) => sum + count, 0), unmanaged };
}
