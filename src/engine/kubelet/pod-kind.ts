/** How a kubelet sees a pod. `pkg/kubelet/types/pod_update.go` */
import type { Pod } from '../api/generated/types.ts';
import { isMirrorPod, isStaticPod } from '../api/static-pod.ts';

/** Priorities from here on are the system's own. */
const systemCriticalPriority = 2_000_000_000;

/** One that the kubelet makes room for and never evicts. */
export function isCriticalPod(pod: Pod): boolean {
  return isStaticPod(pod) || isMirrorPod(pod) || (pod.spec?.priority ?? 0) >= systemCriticalPriority;
}

export function isNodeCriticalPod(pod: Pod): boolean {
  return isCriticalPod(pod) && pod.spec?.priorityClassName === 'system-node-critical';
}

/** Whether the second may be stopped so that the first fits. */
export function canPreempt(preemptor: Pod, preemptee: Pod): boolean {
  if (isCriticalPod(preemptor) && !isCriticalPod(preemptee)) return true;
  const { priority: mine } = preemptor.spec ?? {};
  const { priority: other } = preemptee.spec ?? {};
  return mine !== undefined && other !== undefined && mine > other;
}
