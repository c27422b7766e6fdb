import { semanticallyEqual } from '../api/equal.ts';
import type { Pod, PodCondition } from '../api/generated/types.ts';

/** What the scheduler asks of a pod object. `pkg/scheduler/eventhandlers.go` */

export const schedulerName = 'default-scheduler';

export function isOurs(pod: Pod): boolean {
  return (pod.spec?.schedulerName ?? schedulerName) === schedulerName;
}

export function isAssigned(pod: Pod | undefined): boolean {
  return (pod?.spec?.nodeName ?? '') !== '';
}

/** A pod that has ended takes nothing of its node. */
export function isEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

export function isGated(pod: Pod): boolean {
  return (pod.spec?.schedulingGates ?? []).length > 0;
}

/** Whether nothing changed that counts when pods are placed. */
export function isSameForScheduling(previous: Pod, next: Pod): boolean {
  return (
    (previous.metadata?.deletionTimestamp === undefined) ===
      (next.metadata?.deletionTimestamp === undefined) &&
    isSame(previous.metadata?.labels, next.metadata?.labels) &&
    isSame(previous.spec, next.spec) &&
    !(isBeingResized(previous) || isBeingResized(next))
  );
}

/** Then what counts of it stands in its status too. */
function isBeingResized({ status }: Pod): boolean {
  return status?.conditions?.some(({ type }) => type.startsWith('PodResize')) === true;
}

export function isSame(one: unknown, other: unknown): boolean {
  return one === other || semanticallyEqual(one, other);
}

/** The conditions with PodScheduled=False, or undefined when that is what they say already. */
export function withUnscheduled(
  pod: Pod,
  reason: 'Unschedulable' | 'SchedulerError',
  message: string,
  now: string,
): PodCondition[] | undefined {
  const conditions = pod.status?.conditions ?? [];
  const standing = conditions.find(({ type }) => type === 'PodScheduled');
  if (standing?.status === 'False' && standing.reason === reason && standing.message === message)
    return undefined;
  const generation = pod.metadata?.generation;
  const condition: PodCondition = {
    type: 'PodScheduled',
    status: 'False',
    reason,
    message,
    lastTransitionTime: standing?.status === 'False' ? (standing.lastTransitionTime ?? now) : now,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
  if (standing === undefined) return [...conditions, condition];
  return conditions.map((other) => (other === standing ? condition : other));
}
