import type { View } from '../api/part.ts';
import type { LabelSelector } from '../api/generated/types.ts';
import type { NodeInfo } from './node-info.ts';
import type { PodInfo } from './pod-info.ts';
import type { RequeueHints } from './requeue.ts';

/** Why a node, or every node, is not for a pod. */
export interface Refusal {
  readonly reasons: readonly string[];
  /** True when removing pods from the node can't help (UnschedulableAndUnresolvable). */
  readonly unresolvable: boolean;
}

export type NodeFilter = (node: NodeInfo) => Refusal | undefined;

/** What a filter plugin worked out for one pod before it looks at nodes. */
export interface Preparation {
  /** Absent: the plugin has nothing against any node. */
  readonly filter?: NodeFilter;
  /** The pod is refused whatever the node. */
  readonly refusal?: Refusal;
  /** The only nodes worth looking at, by name. */
  readonly onlyNodes?: readonly string[];
}

/** A filter of the scheduling framework with its preparation. `pkg/scheduler/framework/interface.go` */
export interface FilterPlugin {
  readonly name: string;
  prepare(pod: PodInfo, cluster: ClusterState): Preparation;
  /** Which changes may make room for a pod that this plugin refused. */
  readonly requeue: RequeueHints;
}

/** Scores of one pod's feasible nodes, in the order of the nodes. */
export interface NodeScoring {
  score(node: NodeInfo): number;
  /** Brings raw scores to 0..100, in place; absent when they are already. */
  normalize?(scores: number[], nodes: readonly NodeInfo[]): void;
}

export interface ScorePlugin {
  readonly name: string;
  readonly weight: number;
  /** Undefined when the plugin has nothing to say about this pod. */
  prepare(pod: PodInfo, cluster: ClusterState, feasible: readonly NodeInfo[]): NodeScoring | undefined;
}

/** What plugins know of the cluster while one pod is placed. */
export interface ClusterState {
  /** In the order in which nodes are tried: the zones in turn. */
  readonly nodes: readonly NodeInfo[];
  node(name: string): NodeInfo | undefined;
  /** Number of pods by node name, in a namespace, that match and aren't being deleted. */
  matchingPods(namespace: string, selector: LabelSelector): ReadonlyMap<string, number>;
  /** Objects other than nodes and pods. */
  readonly objects: Pick<View, 'get' | 'list'>;
}

export const maxNodeScore = 100;

/** `pkg/scheduler/framework/plugins/helper/normalize_score.go` */
export function normalizeByMaximum(scores: number[], reverse: boolean): void {
  const highest = Math.max(0, ...scores);
  for (const [index, score] of scores.entries()) {
    const share = highest === 0 ? 0 : Math.trunc((maxNodeScore * score) / highest);
    scores[index] = reverse ? maxNodeScore - share : share;
  }
}
