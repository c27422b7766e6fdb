import type { Node, Pod } from '../../engine/api/generated/types.ts';
import type { KubeObject } from '../../engine/api/object.ts';
import { ClusterCache } from '../../engine/scheduler/cluster-cache.ts';
import type { FilterPlugin, Refusal, ScorePlugin } from '../../engine/scheduler/plugin.ts';
import { createPodInfo, type PodInfo } from '../../engine/scheduler/pod-info.ts';
import { scoresOf } from '../../engine/scheduler/scoring.ts';

/** Objects other than nodes and pods by resource. */
export type OtherObjects = Readonly<Record<string, readonly KubeObject[]>>;

/** The scheduler's cache filled with nodes and pods; pods without a name get one. */
export function cacheOf(
  nodes: readonly Node[],
  existingPods: readonly Pod[] = [],
  others: OtherObjects = {},
): ClusterCache {
  const cache = new ClusterCache({
    list: <Kind extends KubeObject>(resource: string) => (others[resource] ?? []) as readonly Kind[],
    get: <Kind extends KubeObject>(resource: string, _namespace: string, name: string) =>
      others[resource]?.find((object) => object.metadata?.name === name) as Kind | undefined,
  });
  for (const node of nodes) cache.putNode(node);
  for (const [index, pod] of existingPods.entries()) {
    cache.putPod(
      pod,
      createPodInfo(pod, `${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}#${index}`),
    );
  }
  return cache;
}

/** Pods put on the only node there is, whatever they say. */
export function cacheOfOneNode(
  node: Node,
  pods: readonly Pod[] = [],
  others: OtherObjects = {},
): ClusterCache {
  const named = { ...node, metadata: { ...node.metadata, name: node.metadata?.name ?? 'node' } };
  const placed = pods.map((pod) => ({
    ...pod,
    spec: { ...pod.spec, nodeName: named.metadata.name } as Pod['spec'],
  }));
  return cacheOf([named], placed as Pod[], others);
}

export const incoming = (pod: Pod): PodInfo => createPodInfo(pod, 'incoming');

function verdictOf(refusal: Refusal | undefined): object {
  if (refusal === undefined) return { fits: true };
  return { fits: false, reasons: refusal.reasons, preemptionMightHelp: !refusal.unresolvable };
}

export function filterEachNode(plugin: FilterPlugin, pod: Pod, cache: ClusterCache): Record<string, object> {
  const prepared = plugin.prepare(incoming(pod), cache);
  const verdicts: Record<string, object> = {};
  for (const node of cache.nodes)
    verdicts[node.name] = verdictOf(prepared.refusal ?? prepared.filter?.(node));
  return verdicts;
}

export function filterOneNode(plugin: FilterPlugin, pod: Pod, cache: ClusterCache): object {
  return Object.values(filterEachNode(plugin, pod, cache))[0]!;
}

/** Scores by node name, 0..100; a plugin with nothing to say gives 0. */
export function scoreEachNode(
  plugin: ScorePlugin,
  pod: Pod,
  cache: ClusterCache,
  filteredOut: readonly Node[] = [],
): Record<string, number> {
  const names = new Set(filteredOut.map((node) => node.metadata?.name));
  const feasible = cache.nodes.filter((node) => !names.has(node.name));
  const scores = scoresOf(plugin, incoming(pod), cache, feasible) ?? feasible.map(() => 0);
  return Object.fromEntries(feasible.map((node, index) => [node.name, scores[index]!]));
}
