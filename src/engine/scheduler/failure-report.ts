import { keyOf, splitKey } from '../api/object.ts';
import type { Pod } from '../api/generated/types.ts';
import type { PartContext } from '../api/part.ts';
import { StatusError } from '../api/status-error.ts';
import type { Json } from '../kernel/index.ts';
import { schedulerName, withUnscheduled } from './pod-state.ts';

/** How a pod learns that it found no node. `pkg/scheduler/schedule_one.go` handleSchedulingFailure */

const longestMessage = 1024;

export function recordFailure(pod: Pod, message: string, context: PartContext): void {
  const cut = message.length > longestMessage ? `${message.slice(0, longestMessage - 4)} ...` : message;
  const event = {
    about: pod,
    type: 'Warning',
    reason: 'FailedScheduling',
    message: cut,
    action: 'Scheduling',
  } as const;
  context.perform({ verb: 'event', event }, schedulerName);
}

/** Writes the pod's condition, and the node promised to it, when they say something new. */
export function writeCondition(
  pod: Pod,
  reason: 'Unschedulable' | 'SchedulerError',
  message: string,
  context: PartContext,
  nominatedNodeName?: string,
): void {
  const conditions = withUnscheduled(pod, reason, message, context.view.nowTimestamp);
  const isNominationNew =
    nominatedNodeName !== undefined && pod.status?.nominatedNodeName !== nominatedNodeName;
  if (conditions === undefined && !isNominationNew) return;
  const status = {
    ...(conditions === undefined ? {} : { conditions: conditions as unknown as Json }),
    ...(isNominationNew ? { nominatedNodeName } : {}),
  };
  const { namespace, name } = splitKey(keyOf(pod));
  try {
    const patch = { status };
    context.perform(
      { verb: 'patch', resource: 'pods', namespace, name, patch, subresource: 'status' },
      schedulerName,
    );
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
  }
}
