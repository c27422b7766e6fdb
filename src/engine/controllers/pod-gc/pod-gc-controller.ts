import type { Node, Pod, PodCondition } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import type { Controller, Memory, View, Write } from '../../api/part.ts';
import type { Json } from '../../kernel/index.ts';
import {
  defaultTerminatedThreshold,
  hasEnded,
  noteMissingNodes,
  quarantineMs,
  selectOrphaned,
  selectOutOfService,
  selectTerminated,
  selectUnscheduledTerminating,
} from './garbage-pods.ts';

const periodMs = 20_000;

/** Clears away pods that nobody else will. `pkg/controller/podgc/gc_controller.go` */
export const podGarbageCollector: Controller = {
  name: 'pod-garbage-collector',
  watches: [],
  resync: { everyMs: periodMs, keys: () => ['pods'] },
  reconcile: (_key, view, memory) => ({ writes: collect(view, memory) }),
};

function collect(view: View, memory: Memory): Write[] {
  const pods = view.list<Pod>('pods');
  const nodes = view.list<Node>('nodes');
  const missing = noteMissingNodes(pods, nodes, memory as Record<string, number>, view.nowMs);
  for (const name of Object.keys(memory)) delete memory[name];
  Object.assign(memory, missing);
  const isGone = (node: string): boolean =>
    missing[node] !== undefined && view.nowMs - missing[node] >= quarantineMs;
  return [
    ...selectTerminated(pods, defaultTerminatedThreshold).flatMap((pod) => planRemoval(pod, view)),
    ...selectOutOfService(pods, nodes).flatMap((pod) => planRemoval(pod, view)),
    ...selectOrphaned(pods, isGone).flatMap((pod) => planRemoval(pod, view, 'PodGC: node no longer exists')),
    ...selectUnscheduledTerminating(pods).flatMap((pod) => planRemoval(pod, view)),
  ];
}

/** Whether the pod is set to Failed before it is deleted. */
export function mustBeMarkedFailed(pod: Pod): boolean {
  return !hasEnded(pod);
}

function planRemoval(pod: Pod, view: View, disruption?: string): Write[] {
  const target = { resource: 'pods', namespace: namespaceOf(pod), name: nameOf(pod) };
  const deletion: Write = { verb: 'delete', ...target, gracePeriodSeconds: 0 };
  if (!mustBeMarkedFailed(pod)) return [deletion];
  const conditions =
    disruption === undefined ? {} : { conditions: withDisruption(pod, disruption, view) as unknown as Json };
  const patch = { status: { phase: 'Failed', ...conditions } };
  return [{ verb: 'patch', ...target, patch, subresource: 'status' }, deletion];
}

function withDisruption(pod: Pod, message: string, view: View): PodCondition[] {
  const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget');
  const generation = pod.metadata?.generation;
  return [
    ...others,
    {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'DeletionByPodGC',
      message,
      lastTransitionTime: view.nowTimestamp,
      ...(generation === undefined ? {} : { observedGeneration: generation }),
    },
  ];
}
