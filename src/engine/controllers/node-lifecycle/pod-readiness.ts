import type { Pod } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import type { Json } from '../../kernel/index.ts';

/** A pod whose node is silent can't be trusted to be ready. `pkg/controller/util/node/controller_utils.go` MarkPodsNotReady */
export function markPodNotReady(pod: Pod, view: View): Write[] {
  const conditions = pod.status?.conditions ?? [];
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready === undefined || ready.status === 'False') return [];
  const generation = pod.metadata?.generation;
  const notReady = {
    ...ready,
    status: 'False',
    lastTransitionTime: view.nowTimestamp,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
  const next = conditions.map((condition) => (condition === ready ? notReady : condition));
  const patch = { status: { conditions: next as unknown as Json } };
  const target = { resource: 'pods', namespace: namespaceOf(pod), name: nameOf(pod) };
  return [
    { verb: 'patch', ...target, patch, subresource: 'status' },
    {
      verb: 'event',
      event: { about: pod, type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' },
    },
  ];
}
