/** Pods that a kubelet runs by a file of its machine, and how the API server shows them. `pkg/kubelet/types/pod_update.go` */
import type { Pod } from './generated/types.ts';

export const configSource = 'kubernetes.io/config.source';
export const configHash = 'kubernetes.io/config.hash';
export const configMirror = 'kubernetes.io/config.mirror';
export const configSeen = 'kubernetes.io/config.seen';

/** From a file or an address, not from the API server. */
export function isStaticPod({ metadata }: Pod): boolean {
  const source = metadata?.annotations?.[configSource];
  return source !== undefined && source !== 'api';
}

/** The API server's picture of a static pod. */
export function isMirrorPod({ metadata }: Pod): boolean {
  return metadata?.annotations?.[configMirror] !== undefined;
}

/**
 * The uid by which a pod's kubelet and container runtime know it: that of its manifest for a mirror pod.
 * `pkg/kubelet/pod/pod_manager.go` TranslatePodUID
 */
export function uidOnMachine({ metadata }: Pod): string {
  return metadata?.annotations?.[configMirror] ?? metadata?.uid ?? '';
}
