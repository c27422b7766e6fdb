import type { RandomStream } from '../kernel/index.ts';
import type { NodeInfo } from './node-info.ts';
import type { ClusterState, ScorePlugin } from './plugin.ts';
import type { PodInfo } from './pod-info.ts';

export interface NodeScores {
  readonly node: NodeInfo;
  total: number;
  /** Weighted scores in the order of `plugins`. */
  readonly byPlugin: number[];
}

export interface Scoring {
  /** Plugins that had something to say. */
  readonly plugins: readonly string[];
  readonly nodes: readonly NodeScores[];
}

/** Scores each feasible node. `pkg/scheduler/schedule_one.go` prioritizeNodes */
export function scoreNodes(
  pod: PodInfo,
  cluster: ClusterState,
  feasible: readonly NodeInfo[],
  plugins: readonly ScorePlugin[],
): Scoring {
  const nodes: NodeScores[] = feasible.map((node) => ({ node, total: 0, byPlugin: [] }));
  const names: string[] = [];
  for (const plugin of plugins) {
    const scores = scoresOf(plugin, pod, cluster, feasible);
    if (scores === undefined) continue;
    names.push(plugin.name);
    for (const [index, entry] of nodes.entries()) {
      const weighted = scores[index]! * plugin.weight;
      entry.byPlugin.push(weighted);
      entry.total += weighted;
    }
  }
  return { plugins: names, nodes };
}

/** One plugin's scores of 0..100 in the order of the nodes, before its weight. */
export function scoresOf(
  plugin: ScorePlugin,
  pod: PodInfo,
  cluster: ClusterState,
  feasible: readonly NodeInfo[],
): number[] | undefined {
  const scoring = plugin.prepare(pod, cluster, feasible);
  if (scoring === undefined) return undefined;
  const scores = feasible.map((node) => scoring.score(node));
  scoring.normalize?.(scores, feasible);
  return scores;
}

/** One of the nodes with the highest score, each with the same chance. `pkg/scheduler/schedule_one.go` selectHost */
export function selectNode(scoring: Scoring, random: RandomStream): NodeScores {
  let best = scoring.nodes[0]!;
  let equals = 1;
  for (const entry of scoring.nodes.slice(1)) {
    if (entry.total > best.total) {
      best = entry;
      equals = 1;
    } else if (entry.total === best.total) {
      equals++;
      if (random.integer(equals) === 0) best = entry;
    }
  }
  return best;
}
