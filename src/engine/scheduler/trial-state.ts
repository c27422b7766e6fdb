import type { LabelSelector } from '../api/generated/types.ts';
import type { NodeInfo } from './node-info.ts';
import type { ClusterState } from './plugin.ts';
import { countMatchingPods } from './selector-counts.ts';

/** The cluster as it would be with one node changed: for asking filters "and if these pods were gone?". */
export function withNode(cluster: ClusterState, changed: NodeInfo): ClusterState {
  return {
    nodes: cluster.nodes.map((node) => (node.name === changed.name ? changed : node)),
    node: (name) => (name === changed.name ? changed : cluster.node(name)),
    matchingPods(namespace: string, selector: LabelSelector) {
      const counts = new Map(cluster.matchingPods(namespace, selector));
      counts.set(changed.name, countMatchingPods(changed.pods.values(), namespace, selector));
      return counts;
    },
    objects: cluster.objects,
  };
}
