import type { Node, PodAffinityTerm } from '../../api/generated/types.ts';
import type { NodeInfo } from '../node-info.ts';
import {
  type ClusterState,
  type FilterPlugin,
  maxNodeScore,
  type NodeFilter,
  type ScorePlugin,
} from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';
import { termMatches, termMayMatch, TopologyCounts } from './affinity-terms.ts';

const affinityRefusal = { reasons: ["node(s) didn't match pod affinity rules"], unresolvable: true };
const antiAffinityRefusal = {
  reasons: ["node(s) didn't match pod anti-affinity rules"],
  unresolvable: false,
};
const existingRefusal = {
  reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"],
  unresolvable: false,
};

/**
 * Required affinity and anti-affinity to other pods, and the anti-affinity of those already placed.
 * `pkg/scheduler/framework/plugins/interpodaffinity/filtering.go`
 */
export const interPodAffinity: FilterPlugin = {
  name: 'InterPodAffinity',
  prepare(pod, cluster) {
    const existing = countExistingAntiAffinity(pod, cluster);
    const own = countOwnTerms(pod, cluster);
    if (existing.isEmpty && pod.requiredAffinity.length === 0 && pod.requiredAntiAffinity.length === 0)
      return {};
    return { filter: createFilter(pod, cluster, existing, own) };
  },
  requeue: {
    nodeChanged: ({ previous, next }, pod) => previous === undefined || topologyChanged(pod, previous, next),
    podPlaced: (placed, pod) => pod.requiredAffinity.some((term) => termMayMatch(term, pod, placed)),
    podRemoved: (removed, pod) =>
      pod.requiredAntiAffinity.some((term) => termMayMatch(term, pod, removed)) ||
      removed.requiredAntiAffinity.some((term) => termMayMatch(term, removed, pod)),
    podChanged: () => true,
  },
};

function topologyChanged(pod: PodInfo, previous: Node, next: Node): boolean {
  return [...pod.requiredAffinity, ...pod.requiredAntiAffinity].some(
    ({ topologyKey }) => previous.metadata?.labels?.[topologyKey] !== next.metadata?.labels?.[topologyKey],
  );
}

interface OwnCounts {
  readonly affinity: TopologyCounts;
  readonly antiAffinity: TopologyCounts;
}

function createFilter(
  pod: PodInfo,
  cluster: ClusterState,
  existing: TopologyCounts,
  { affinity, antiAffinity }: OwnCounts,
): NodeFilter {
  const isFirstOfItsKind = affinity.isEmpty && matchesAll(pod.requiredAffinity, pod, pod, cluster);
  return ({ labels }) => {
    let podsExist = true;
    for (const { topologyKey } of pod.requiredAffinity) {
      const value = labels[topologyKey];
      if (value === undefined) return affinityRefusal;
      if (affinity.get(topologyKey, value) <= 0) podsExist = false;
    }
    if (!podsExist && !isFirstOfItsKind) return affinityRefusal;
    for (const { topologyKey } of pod.requiredAntiAffinity) {
      const value = labels[topologyKey];
      if (value !== undefined && antiAffinity.get(topologyKey, value) > 0) return antiAffinityRefusal;
    }
    return existing.sumFor(labels) > 0 ? existingRefusal : undefined;
  };
}

function countExistingAntiAffinity(pod: PodInfo, cluster: ClusterState): TopologyCounts {
  const counts = new TopologyCounts();
  for (const { podsWithRequiredAntiAffinity, labels } of cluster.nodes) {
    if (podsWithRequiredAntiAffinity.size === 0) continue;
    for (const existing of podsWithRequiredAntiAffinity.values()) {
      for (const term of existing.requiredAntiAffinity) {
        if (termMatches(term, existing, pod, cluster)) counts.add(term.topologyKey, labels, 1);
      }
    }
  }
  return counts;
}

function countOwnTerms(pod: PodInfo, cluster: ClusterState): OwnCounts {
  const affinity = new TopologyCounts();
  const antiAffinity = new TopologyCounts();
  if (pod.requiredAffinity.length === 0 && pod.requiredAntiAffinity.length === 0)
    return { affinity, antiAffinity };
  for (const { pods, labels } of cluster.nodes) {
    for (const existing of pods.values()) {
      if (matchesAll(pod.requiredAffinity, pod, existing, cluster)) {
        for (const { topologyKey } of pod.requiredAffinity) affinity.add(topologyKey, labels, 1);
      }
      for (const term of pod.requiredAntiAffinity) {
        if (termMatches(term, pod, existing, cluster)) antiAffinity.add(term.topologyKey, labels, 1);
      }
    }
  }
  return { affinity, antiAffinity };
}

function matchesAll(
  terms: readonly PodAffinityTerm[],
  owner: PodInfo,
  other: PodInfo,
  cluster: ClusterState,
): boolean {
  return terms.length > 0 && terms.every((term) => termMatches(term, owner, other, cluster));
}

/**
 * Preferred terms, of the pod and of those already placed; a placed pod's required affinity counts with a weight
 * of its own. `pkg/scheduler/framework/plugins/interpodaffinity/scoring.go`
 */
export function createInterPodAffinityScore(hardPodAffinityWeight = 1): ScorePlugin {
  return {
    name: 'InterPodAffinity',
    weight: 2,
    prepare(pod, cluster) {
      const counts = new TopologyCounts();
      const hasOwn = pod.preferredAffinity.length > 0 || pod.preferredAntiAffinity.length > 0;
      for (const node of cluster.nodes) {
        const existing = hasOwn ? node.pods : node.podsWithAffinity;
        if (existing.size === 0) continue;
        for (const other of existing.values())
          countPreferences(pod, other, node, cluster, counts, hardPodAffinityWeight);
      }
      if (counts.isEmpty) return undefined;
      return { score: ({ labels }) => counts.sumFor(labels), normalize };
    },
  };
}

function countPreferences(
  pod: PodInfo,
  existing: PodInfo,
  { labels }: NodeInfo,
  cluster: ClusterState,
  counts: TopologyCounts,
  hardWeight: number,
): void {
  const count = (term: PodAffinityTerm, owner: PodInfo, other: PodInfo, weight: number): void => {
    if (weight !== 0 && termMatches(term, owner, other, cluster))
      counts.add(term.topologyKey, labels, weight);
  };
  for (const { podAffinityTerm, weight } of pod.preferredAffinity)
    count(podAffinityTerm, pod, existing, weight);
  for (const { podAffinityTerm, weight } of pod.preferredAntiAffinity)
    count(podAffinityTerm, pod, existing, -weight);
  for (const term of existing.requiredAffinity) count(term, existing, pod, hardWeight);
  for (const { podAffinityTerm, weight } of existing.preferredAffinity)
    count(podAffinityTerm, existing, pod, weight);
  for (const { podAffinityTerm, weight } of existing.preferredAntiAffinity) {
    count(podAffinityTerm, existing, pod, -weight);
  }
}

function normalize(scores: number[]): void {
  const lowest = Math.min(...scores);
  const spread = Math.max(...scores) - lowest;
  for (const [index, score] of scores.entries()) {
    scores[index] = spread > 0 ? Math.trunc((maxNodeScore * (score - lowest)) / spread) : 0;
  }
}
