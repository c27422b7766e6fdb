import type { Taint, Toleration } from '../../api/generated/types.ts';
import { tolerationToleratesTaint } from '../../api/scheduling/tolerations.ts';

/**
 * Seconds that a pod stays, given the tolerations that match its node's taints: -1 for ever, 0 without any.
 * `pkg/controller/tainteviction/taint_eviction.go` getMinTolerationTime
 */
export function minTolerationSeconds(tolerations: readonly Pick<Toleration, 'tolerationSeconds'>[]): number {
  if (tolerations.length === 0) return 0;
  const limits = tolerations.flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
  return limits.length === 0 ? -1 : Math.max(0, Math.min(...limits));
}

/** Seconds from the moment a pod meets the taints until it is evicted; undefined when it never is. */
export function evictionDelaySeconds(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
): number | undefined {
  const noExecute = taints.filter(({ effect }) => effect === 'NoExecute');
  if (noExecute.length === 0) return undefined;
  const used: Toleration[] = [];
  for (const taint of noExecute) {
    const toleration = tolerations.find((candidate) => tolerationToleratesTaint(candidate, taint));
    if (toleration === undefined) return 0;
    used.push(toleration);
  }
  const seconds = minTolerationSeconds(used);
  return seconds < 0 ? undefined : seconds;
}
