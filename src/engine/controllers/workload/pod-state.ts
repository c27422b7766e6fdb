/** What the workload controllers read of a pod. `pkg/api/v1/pod/util.go`, `pkg/controller/controller_utils.go` */
import type { Pod, PodCondition } from '../../api/generated/types.ts';

/** Converts an RFC 3339 timestamp to milliseconds; a View's `toMs` is one. */
export type ToMs = (timestamp: string) => number;

export function readyConditionOf(pod: Pod): PodCondition | undefined {
  const conditions = pod.status?.conditions;
  if (conditions === undefined) return undefined;
  for (const condition of conditions) if (condition.type === 'Ready') return condition;
  return undefined;
}

export function isPodReady(pod: Pod): boolean {
  return readyConditionOf(pod)?.status === 'True';
}

/** Since when the pod is ready, in the milliseconds of `toMs`; undefined while it is not or does not say. */
export function readySinceMs(pod: Pod, toMs: ToMs): number | undefined {
  const condition = readyConditionOf(pod);
  if (condition?.status !== 'True' || !condition.lastTransitionTime) return undefined;
  return toMs(condition.lastTransitionTime);
}

/** Whether the pod has been ready for `minReadySeconds`. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, nowMs: number, toMs: ToMs): boolean {
  if (!isPodReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const sinceMs = readySinceMs(pod, toMs);
  return sinceMs !== undefined && sinceMs + minReadySeconds * 1000 <= nowMs;
}

/** Milliseconds until a ready pod becomes available; undefined when nothing is to be waited for. */
export function nextPodAvailabilityMs(
  pod: Pod,
  minReadySeconds: number,
  nowMs: number,
  toMs: ToMs,
): number | undefined {
  if (minReadySeconds <= 0) return undefined;
  const sinceMs = readySinceMs(pod, toMs);
  if (sinceMs === undefined) return undefined;
  const waitMs = sinceMs + minReadySeconds * 1000 - nowMs;
  return waitMs > 0 ? waitMs : undefined;
}

/** The soonest of `nextPodAvailabilityMs` over several pods. */
export function soonestAvailabilityMs(
  pods: readonly Pod[],
  minReadySeconds: number,
  nowMs: number,
  toMs: ToMs,
): number | undefined {
  let soonest: number | undefined;
  if (minReadySeconds <= 0) return undefined;
  for (const pod of pods) {
    const waitMs = nextPodAvailabilityMs(pod, minReadySeconds, nowMs, toMs);
    if (waitMs !== undefined && (soonest === undefined || waitMs < soonest)) soonest = waitMs;
  }
  return soonest;
}

export function isTerminating(pod: Pod): boolean {
  return pod.metadata?.deletionTimestamp !== undefined;
}

/** Whether all containers have ended for good. */
export function isPodTerminal(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase === 'Failed' || phase === 'Succeeded';
}

/** Whether the pod runs or may still run, and is not on its way out. */
export function isPodActive(pod: Pod): boolean {
  return !isPodTerminal(pod) && !isTerminating(pod);
}
