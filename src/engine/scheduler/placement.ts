import { findFeasibleNodes, type PluginRefusal, prepareFilters, refusalOf } from './filtering.ts';
import type { Diagnosis } from './fit-error.ts';
import { addPodToNode, copyNodeInfo, type NodeInfo } from './node-info.ts';
import type { ClusterState, FilterPlugin } from './plugin.ts';
import type { PodInfo } from './pod-info.ts';
import { withNode } from './trial-state.ts';

/** Which nodes a pod may go to, and why not to the others. `pkg/scheduler/schedule_one.go` findNodesThatFitPod */
export interface Placement {
  readonly feasible: readonly NodeInfo[];
  readonly refusals: ReadonlyMap<string, PluginRefusal>;
  readonly diagnosis: Diagnosis;
  /** Plugins that refused: their hints say when to try again. */
  readonly refusedBy: readonly string[];
  readonly nextStartIndex: number;
}

/** Pods that preemption promised a node to, by node name. */
export type Nominations = (nodeName: string) => readonly PodInfo[];

export function placePod(
  pod: PodInfo,
  cluster: ClusterState,
  plugins: readonly FilterPlugin[],
  startIndex: number,
  nominations: Nominations,
): Placement {
  const { nodes } = cluster;
  const prepared = prepareFilters(pod, cluster, plugins);
  const refusalOfNode = (node: NodeInfo): PluginRefusal | undefined =>
    refusalWithNominated(pod, node, cluster, plugins, nominations) ?? refusalOf(node, prepared.filters);
  if (prepared.refusal !== undefined) return refusedEverywhere(prepared.refusal, nodes.length, startIndex);
  const nominated = cluster.node(pod.pod.status?.nominatedNodeName ?? '');
  if (nominated !== undefined && refusalOfNode(nominated) === undefined) {
    const diagnosis = { nodeCount: nodes.length, refusals: new Map() };
    return {
      feasible: [nominated],
      refusals: new Map(),
      diagnosis,
      refusedBy: [],
      nextStartIndex: startIndex,
    };
  }
  const { onlyNodes } = prepared;
  const looked = onlyNodes === undefined ? nodes : nodesNamed(onlyNodes.names, cluster);
  const found = findFeasibleNodes(looked, onlyNodes === undefined ? startIndex : 0, refusalOfNode);
  const others =
    onlyNodes === undefined
      ? {}
      : {
          refusalOfOthers: {
            reasons: [`node(s) didn't satisfy plugin(s) [${onlyNodes.plugins.join(' ')}]`],
            unresolvable: true,
          },
        };
  const refusedBy = new Set([...found.refusals.values()].map(({ plugin }) => plugin));
  for (const plugin of onlyNodes?.plugins ?? []) refusedBy.add(plugin);
  return {
    feasible: found.feasible,
    refusals: found.refusals,
    diagnosis: { nodeCount: nodes.length, refusals: found.refusals, ...others },
    refusedBy: [...refusedBy],
    nextStartIndex:
      onlyNodes === undefined
        ? found.nextStartIndex
        : (startIndex + looked.length) % Math.max(1, nodes.length),
  };
}

function refusedEverywhere(refusal: PluginRefusal, nodeCount: number, startIndex: number): Placement {
  return {
    feasible: [],
    refusals: new Map(),
    diagnosis: { nodeCount, podRefusal: refusal, refusals: new Map() },
    refusedBy: [refusal.plugin],
    nextStartIndex: startIndex,
  };
}

function nodesNamed(names: readonly string[], cluster: ClusterState): NodeInfo[] {
  return names.flatMap((name) => cluster.node(name) ?? []);
}

/** The node must also fit once the more important pods it was promised to are there. */
function refusalWithNominated(
  pod: PodInfo,
  node: NodeInfo,
  cluster: ClusterState,
  plugins: readonly FilterPlugin[],
  nominations: Nominations,
): PluginRefusal | undefined {
  const promised = nominations(node.name).filter(
    (other) => other.key !== pod.key && other.priority >= pod.priority,
  );
  if (promised.length === 0) return undefined;
  const trial = copyNodeInfo(node);
  for (const other of promised) addPodToNode(trial, other);
  const prepared = prepareFilters(pod, withNode(cluster, trial), plugins);
  return prepared.refusal ?? refusalOf(trial, prepared.filters);
}
