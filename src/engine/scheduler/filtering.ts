import type { NodeInfo } from './node-info.ts';
import type { ClusterState, FilterPlugin, NodeFilter, Refusal } from './plugin.ts';
import type { PodInfo } from './pod-info.ts';

export interface NamedFilter {
  readonly plugin: string;
  readonly filter: NodeFilter;
}

/** What the filter plugins found out about a pod before looking at nodes. */
export interface PreparedFilters {
  readonly filters: readonly NamedFilter[];
  /** The pod is refused whatever the node. */
  readonly refusal?: PluginRefusal;
  /** The only nodes worth looking at, and the plugins that say so. */
  readonly onlyNodes?: { readonly names: readonly string[]; readonly plugins: readonly string[] };
}

export interface PluginRefusal extends Refusal {
  readonly plugin: string;
}

export function prepareFilters(
  pod: PodInfo,
  cluster: ClusterState,
  plugins: readonly FilterPlugin[],
): PreparedFilters {
  const filters: NamedFilter[] = [];
  let names: readonly string[] | undefined;
  const narrowing: string[] = [];
  for (const plugin of plugins) {
    const { filter, refusal, onlyNodes } = plugin.prepare(pod, cluster);
    if (refusal !== undefined) return { filters, refusal: { ...refusal, plugin: plugin.name } };
    if (filter !== undefined) filters.push({ plugin: plugin.name, filter });
    if (onlyNodes === undefined) continue;
    narrowing.push(plugin.name);
    names = names === undefined ? onlyNodes : names.filter((name) => onlyNodes.includes(name));
  }
  return names === undefined ? { filters } : { filters, onlyNodes: { names, plugins: narrowing } };
}

/** The first refusal of a node, or undefined when the pod may go there. */
export function refusalOf(node: NodeInfo, filters: readonly NamedFilter[]): PluginRefusal | undefined {
  for (const { plugin, filter } of filters) {
    const refusal = filter(node);
    if (refusal !== undefined) return { ...refusal, plugin };
  }
  return undefined;
}

const minFeasibleNodes = 100;
const minPercentage = 5;

/**
 * How many nodes that fit are enough; 0 per cent means: the fewer the larger the cluster is.
 * `pkg/scheduler/schedule_one.go` numFeasibleNodesToFind
 */
export function feasibleNodesToFind(nodeCount: number, percentageOfNodesToScore = 0): number {
  if (nodeCount < minFeasibleNodes) return nodeCount;
  const adaptive = Math.max(minPercentage, 50 - Math.trunc(nodeCount / 125));
  const percentage = percentageOfNodesToScore > 0 ? percentageOfNodesToScore : adaptive;
  if (percentage >= 100) return nodeCount;
  return Math.max(minFeasibleNodes, Math.trunc((nodeCount * percentage) / 100));
}

export interface FilterResult {
  readonly feasible: readonly NodeInfo[];
  readonly refusals: ReadonlyMap<string, PluginRefusal>;
  /** Where the next pod's search begins. */
  readonly nextStartIndex: number;
}

/** Looks at nodes from `startIndex` on, round the list, until enough fit. */
export function findFeasibleNodes(
  nodes: readonly NodeInfo[],
  startIndex: number,
  refusalOfNode: (node: NodeInfo) => PluginRefusal | undefined,
): FilterResult {
  const wanted = feasibleNodesToFind(nodes.length);
  const feasible: NodeInfo[] = [];
  const refusals = new Map<string, PluginRefusal>();
  for (let offset = 0; offset < nodes.length && feasible.length < wanted; offset++) {
    const node = nodes[(startIndex + offset) % nodes.length]!;
    const refusal = refusalOfNode(node);
    if (refusal === undefined) feasible.push(node);
    else refusals.set(node.name, refusal);
  }
  const processed = feasible.length + refusals.size;
  return { feasible, refusals, nextStartIndex: (startIndex + processed) % Math.max(1, nodes.length) };
}
