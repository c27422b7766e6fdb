import { nameOf, namespaceOf } from '../api/object.ts';
import type { Pod, PodCondition } from '../api/generated/types.ts';
import type { PartContext } from '../api/part.ts';
import { StatusError } from '../api/status-error.ts';
import type { Json } from '../kernel/index.ts';
import type { Candidate } from './preemption.ts';

/**
 * Makes the victims of a preemption go: says why in a condition, deletes, records an Event.
 * `pkg/scheduler/framework/preemption/executor.go` PreemptPod
 */
export function evictVictims(
  preemptor: Pod,
  { node, victims }: Candidate,
  context: PartContext,
  author: string,
): void {
  for (const { pod } of victims) {
    try {
      evict(preemptor, pod, node, context, author);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
    }
  }
}

function evict(preemptor: Pod, victim: Pod, node: string, context: PartContext, author: string): void {
  const namespace = namespaceOf(victim);
  const name = nameOf(victim);
  const status = { conditions: withDisruption(victim, author, context.view.nowTimestamp) as unknown as Json };
  context.perform(
    { verb: 'patch', resource: 'pods', namespace, name, patch: { status }, subresource: 'status' },
    author,
  );
  context.perform({ verb: 'delete', resource: 'pods', namespace, name }, author);
  const message = `Preempted by pod ${preemptor.metadata?.uid ?? ''} on node ${node}`;
  const event = {
    about: victim,
    type: 'Normal',
    reason: 'Preempted',
    message,
    action: 'Preempting',
  } as const;
  context.perform({ verb: 'event', event }, author);
}

function withDisruption(victim: Pod, author: string, now: string): PodCondition[] {
  const others = (victim.status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget');
  const generation = victim.metadata?.generation;
  return [
    ...others,
    {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'PreemptionByScheduler',
      message: `${author}: preempting to accommodate a higher priority pod`,
      lastTransitionTime: now,
      ...(generation === undefined ? {} : { observedGeneration: generation }),
    },
  ];
}
