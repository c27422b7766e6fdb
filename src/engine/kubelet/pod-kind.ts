/** How a kubelet sees a pod. `pkg/kubelet/types/pod_update.go` */
import type { Pod } from '../api/generated/types.ts';

export const configSource = 'kubernetes.io/config.source';
export const configHash = 'kubernetes.io/config.hash';
export const configMirror = 'kubernetes.io/config.mirror';
export const configSeen = 'kubernetes.io/config.seen';

/** Priorities from here on are the system's own. */
const systemCriticalPriority = 2_000_000_000;

/** From a file or an address, not from the API server. */
export function isStaticPod({ metadata }: Pod): boolean {
  const source = metadata?.annotations?.[configSource];
  return source !== undefined && source !== 'api';
}

/** The API server's picture of a static pod. */
export function isMirrorPod({ metadata }: Pod): boolean {
  return metadata?.annotations?.[configMirror] !== undefined;
}

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
