import type { Pod } from '../api/generated/types.ts';
import { qosClass } from '../api/qos-class.ts';
import { findUntoleratedTaint } from '../api/scheduling/tolerations.ts';
import { isCriticalPod } from './pod-kind.ts';
import type { NodeRecord } from './records.ts';

/** Why a kubelet does not take a pod. */
export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/** Whether a node under pressure refuses a pod. `eviction_manager.go` Admit */
export function pressureRejection(pod: Pod, node: NodeRecord): Rejection | undefined {
  const conditions = node.pressure?.conditions ?? [];
  if (conditions.length === 0 || isCriticalPod(pod)) return undefined;
  if (conditions.length === 1 && conditions[0] === 'MemoryPressure') {
    const taint = { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' };
    const tolerates =
      findUntoleratedTaint([taint], pod.spec?.tolerations ?? [], ['NoSchedule']) === undefined;
    if (qosClass(pod) !== 'BestEffort' || tolerates) return undefined;
  }
  return { reason: 'Evicted', message: `The node had condition: [${conditions.join(' ')}]. ` };
}
