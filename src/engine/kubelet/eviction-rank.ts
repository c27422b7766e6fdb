/** In which order pods are evicted when a node runs out of something. `pkg/kubelet/eviction/helpers.go` */
import type { Pod, Volume } from '../api/generated/types.ts';
import { podRequests } from '../api/scheduling/pod-resources.ts';
import type { ReclaimedResource } from './eviction-thresholds.ts';

export type EvictionOrder = 'exceedsRequests' | 'priority' | 'usage';

/** What a real kubelet compares, first to last. */
export function evictionOrder(resource: ReclaimedResource): readonly EvictionOrder[] {
  return resource === 'pids' ? ['priority', 'usage'] : ['exceedsRequests', 'priority', 'usage'];
}

/**
 * Pods in the order in which they would be evicted. `usageOf` is in bytes, or a count; undefined when nothing is
 * known of a pod, which then goes first.
 */
export function rankForEviction(
  pods: readonly Pod[],
  resource: ReclaimedResource,
  usageOf: (pod: Pod) => number | undefined,
  order: readonly EvictionOrder[] = evictionOrder(resource),
): Pod[] {
  const compare: Readonly<Record<EvictionOrder, (left: Pod, right: Pod) => number>> = {
    exceedsRequests: comparingUsage(usageOf, (pod, usage) => Number(usage > requestOf(pod, resource))),
    priority: (left, right) => (left.spec?.priority ?? 0) - (right.spec?.priority ?? 0),
    usage: comparingUsage(usageOf, (pod, usage) => usage - requestBeside(pod, resource)),
  };
  return pods.toSorted((left, right) => {
    for (const by of order) {
      const result = compare[by](left, right);
      if (result !== 0) return result;
    }
    return 0;
  });
}

/** Whether what is in a volume fills the node's own disk. */
export function isLocalVolume({ hostPath, emptyDir, configMap, gitRepo }: Volume): boolean {
  const isOnDisk = emptyDir !== undefined && emptyDir.medium !== 'Memory';
  return hostPath !== undefined || isOnDisk || configMap !== undefined || gitRepo !== undefined;
}

/** The greater value goes first, and an unknown one before all. */
function comparingUsage(
  usageOf: (pod: Pod) => number | undefined,
  valueOf: (pod: Pod, usage: number) => number,
) {
  return (left: Pod, right: Pod): number => {
    const [mine, other] = [usageOf(left), usageOf(right)];
    if (mine === undefined || other === undefined)
      return Number(mine !== undefined) - Number(other !== undefined);
    return valueOf(right, other) - valueOf(left, mine);
  };
}

function requestOf(pod: Pod, resource: string): number {
  return podRequests(pod)[resource] ?? 0;
}

/** Space that was asked for is forgiven, of inodes too; processes cannot be asked for. */
function requestBeside(pod: Pod, resource: ReclaimedResource): number {
  if (resource === 'pids') return 0;
  return requestOf(pod, resource === 'inodes' ? 'ephemeral-storage' : resource);
}
