import type { Container, Pod } from '../api/generated/types.ts';
import type { KillReason } from './pod-reality.ts';

/** Every container gets so long to stop, however short its pod's grace period is. */
const minimumSeconds = 2;

/** Seconds a container gets between SIGTERM and SIGKILL. `pkg/kubelet/kuberuntime/kuberuntime_container.go` */
export function containerGracePeriodSeconds(
  pod: Pod,
  container: Container,
  reason: KillReason | 'other',
): number {
  return Math.max(minimumSeconds, wishedSeconds(pod, container, reason) ?? minimumSeconds);
}

/** What is left of a grace period when a preStop hook took some of it. */
export function remainingGraceMs(graceSeconds: number, usedMs: number): number {
  return Math.max(minimumSeconds * 1000, graceSeconds * 1000 - usedMs);
}

/**
 * Seconds a pod gets to stop. It only ever gets shorter: `currentSeconds` is what holds so far, undefined when
 * it isn't being stopped yet. `pkg/kubelet/pod_workers.go` calculateEffectiveGracePeriod
 */
export function podGracePeriodSeconds(pod: Pod, currentSeconds?: number, overrideSeconds?: number): number {
  const wishes = [currentSeconds, pod.metadata?.deletionGracePeriodSeconds, overrideSeconds].filter(
    (seconds) => seconds !== undefined,
  );
  const seconds = wishes.length > 0 ? Math.min(...wishes) : (pod.spec?.terminationGracePeriodSeconds ?? 0);
  return Math.max(1, seconds);
}

function wishedSeconds(pod: Pod, container: Container, reason: KillReason | 'other'): number | undefined {
  const ofDeletion = pod.metadata?.deletionGracePeriodSeconds;
  if (ofDeletion !== undefined) return ofDeletion;
  const ofPod = pod.spec?.terminationGracePeriodSeconds;
  if (ofPod === undefined) return undefined;
  const probe =
    reason === 'livenessProbe'
      ? container.livenessProbe
      : reason === 'startupProbe'
        ? container.startupProbe
        : undefined;
  return probe?.terminationGracePeriodSeconds ?? ofPod;
}
