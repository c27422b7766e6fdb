import type { Node, NodeAffinity, Pod } from '../../../engine/api/generated/types.ts';
import type { ScorePlugin } from '../../../engine/scheduler/plugin.ts';
import { imageLocality } from '../../../engine/scheduler/plugins/image-locality.ts';
import { createInterPodAffinityScore } from '../../../engine/scheduler/plugins/inter-pod-affinity.ts';
import { createNodeAffinityScore } from '../../../engine/scheduler/plugins/node-affinity.ts';
import { podTopologySpreadScore } from '../../../engine/scheduler/plugins/pod-topology-spread-score.ts';
import {
  balanceWithPod,
  createLeastAllocated,
  createMostAllocated,
  type WeightedResource,
} from '../../../engine/scheduler/plugins/resource-scores.ts';
import { taintTolerationScore } from '../../../engine/scheduler/plugins/taint-toleration.ts';
import type { Adapters } from '../adapter.ts';
import { cacheOf, incoming, scoreEachNode } from '../scheduler-cluster.ts';

interface Scored {
  readonly pod: Pod;
  readonly nodes: readonly Node[];
  readonly existingPods?: readonly Pod[];
  readonly filteredOutNodes?: readonly Node[];
}

interface ScoredByResources extends Scored {
  readonly resources: readonly WeightedResource[];
}

function score(plugin: ScorePlugin, { pod, nodes, existingPods, filteredOutNodes = [] }: Scored): object {
  return scoreEachNode(plugin, pod, cacheOf([...nodes, ...filteredOutNodes], existingPods), filteredOutNodes);
}

export const adapters: Adapters = {
  'scheduler/score-balanced-allocation': ({ pod, nodes, existingPods }: Scored) =>
    Object.fromEntries(
      cacheOf(nodes, existingPods).nodes.map((node) => [node.name, balanceWithPod(incoming(pod), node)]),
    ),
  'scheduler/score-image-locality': (input: Scored) => score(imageLocality, input),
  'scheduler/score-inter-pod-affinity': (input: Scored & { hardPodAffinityWeight?: number }) =>
    score(createInterPodAffinityScore(input.hardPodAffinityWeight), input),
  'scheduler/score-inter-pod-affinity-hard-weight': (input: Scored & { hardPodAffinityWeight: number }) =>
    score(createInterPodAffinityScore(input.hardPodAffinityWeight), input),
  'scheduler/score-least-allocated': (input: ScoredByResources) =>
    score(createLeastAllocated(input.resources), input),
  'scheduler/score-most-allocated': (input: ScoredByResources) =>
    score(createMostAllocated(input.resources), input),
  'scheduler/score-node-affinity': ({ addedAffinity, ...input }: Scored & { addedAffinity?: NodeAffinity }) =>
    score(createNodeAffinityScore(addedAffinity), input),
  'scheduler/score-pod-topology-spread': (input: Scored) => score(podTopologySpreadScore, input),
  'scheduler/score-taint-toleration': (input: Scored) => score(taintTolerationScore, input),
};
