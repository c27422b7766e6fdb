import { controllerOf } from '../../api/object.ts';
import type { LabelSelector, ReplicaSet, Service } from '../../api/generated/types.ts';
import type { NodeInfo } from '../node-info.ts';
import { type ClusterState, maxNodeScore, type NodeScoring, type ScorePlugin } from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';
import {
  countMatching,
  hasAllKeys,
  includesNode,
  readConstraints,
  type SpreadConstraint,
} from './pod-topology-spread.ts';

/**
 * Soft (ScheduleAnyway) spread constraints; a pod without any of its own that a Service or a workload selects is
 * spread over nodes and zones. `pkg/scheduler/framework/plugins/podtopologyspread/scoring.go`
 */
export const podTopologySpreadScore: ScorePlugin = {
  name: 'PodTopologySpread',
  weight: 2,
  prepare(pod, cluster, feasible) {
    const hasOwn = (pod.pod.spec?.topologySpreadConstraints ?? []).length > 0;
    const constraints = hasOwn
      ? readConstraints(pod.pod, 'ScheduleAnyway')
      : defaultConstraints(pod, cluster);
    return constraints.length === 0 ? undefined : createScoring(pod, constraints, cluster, feasible, hasOwn);
  },
};

const hostname = 'kubernetes.io/hostname';

function createScoring(
  pod: PodInfo,
  constraints: readonly SpreadConstraint[],
  cluster: ClusterState,
  feasible: readonly NodeInfo[],
  needsAllKeys: boolean,
): NodeScoring {
  const isIgnored = (node: NodeInfo): boolean => needsAllKeys && !hasAllKeys(node, constraints);
  const candidates = feasible.filter((node) => !isIgnored(node));
  const parts = constraints.map((constraint) => scorePart(pod, constraint, cluster, candidates, isIgnored));
  return {
    score: (node) => {
      if (isIgnored(node)) return 0;
      let sum = 0;
      for (const part of parts) sum += part(node);
      return Math.round(sum);
    },
    normalize: (scores, nodes) => normalize(scores, nodes, isIgnored),
  };
}

function scorePart(
  pod: PodInfo,
  constraint: SpreadConstraint,
  cluster: ClusterState,
  candidates: readonly NodeInfo[],
  isIgnored: (node: NodeInfo) => boolean,
): (node: NodeInfo) => number {
  const byNode = countMatching(cluster, pod, constraint);
  const slack = constraint.maxSkew - 1;
  if (constraint.key === hostname) {
    const weight = Math.log(candidates.length + 2);
    return (node) =>
      node.labels[hostname] === undefined ? 0 : (byNode.get(node.name) ?? 0) * weight + slack;
  }
  const counts = new Map<string, number>();
  for (const { labels } of candidates)
    if (labels[constraint.key] !== undefined) counts.set(labels[constraint.key]!, 0);
  const weight = Math.log(counts.size + 2);
  for (const node of cluster.nodes) {
    const value = node.labels[constraint.key];
    if (value === undefined || !counts.has(value) || isIgnored(node)) continue;
    if (includesNode(constraint, pod.pod, node))
      counts.set(value, counts.get(value)! + (byNode.get(node.name) ?? 0));
  }
  return ({ labels }) => {
    const value = labels[constraint.key];
    return value === undefined ? 0 : (counts.get(value) ?? 0) * weight + slack;
  };
}

/** The emptier, the better, between 0 and 100; nodes that don't take part get 0. */
function normalize(
  scores: number[],
  nodes: readonly NodeInfo[],
  isIgnored: (node: NodeInfo) => boolean,
): void {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const [index, node] of nodes.entries()) {
    if (isIgnored(node)) continue;
    lowest = Math.min(lowest, scores[index]!);
    highest = Math.max(highest, scores[index]!);
  }
  for (const [index, node] of nodes.entries()) {
    if (isIgnored(node)) scores[index] = 0;
    else if (highest === 0) scores[index] = maxNodeScore;
    else scores[index] = Math.trunc((maxNodeScore * (highest + lowest - scores[index]!)) / highest);
  }
}

/** What the scheduler spreads by when a pod says nothing. `pkg/scheduler/framework/plugins/podtopologyspread/plugin.go` */
const systemDefaults = [
  { key: hostname, maxSkew: 3 },
  { key: 'topology.kubernetes.io/zone', maxSkew: 5 },
];

function defaultConstraints(pod: PodInfo, cluster: ClusterState): SpreadConstraint[] {
  const selector = selectorOfOwners(pod, cluster);
  if (selector === undefined) return [];
  return systemDefaults.map(({ key, maxSkew }) => ({
    key,
    maxSkew,
    minDomains: 1,
    selector,
    honoursAffinity: true,
    honoursTaints: false,
  }));
}

const workloads: Readonly<Record<string, string>> = {
  ReplicationController: 'replicationcontrollers',
  ReplicaSet: 'replicasets.apps',
  StatefulSet: 'statefulsets.apps',
};

/**
 * What all Services that select the pod and its controller ask for, together.
 * `pkg/scheduler/framework/plugins/helper/spread.go` DefaultSelector
 */
function selectorOfOwners(pod: PodInfo, { objects }: ClusterState): LabelSelector | undefined {
  const labels: Record<string, string> = {};
  for (const service of objects.list<Service>('services', pod.namespace)) {
    const wanted = Object.entries(service.spec?.selector ?? {});
    if (wanted.length === 0 || !wanted.every(([key, value]) => pod.labels[key] === value)) continue;
    for (const [key, value] of wanted) labels[key] = value;
  }
  const owner = controllerOf(pod.pod);
  const resource = owner === undefined ? undefined : workloads[owner.kind];
  const workload =
    resource === undefined ? undefined : objects.get<ReplicaSet>(resource, pod.namespace, owner!.name);
  const own = workload?.spec?.selector as LabelSelector | Record<string, string> | undefined;
  const selector =
    owner?.kind === 'ReplicationController' ? { matchLabels: own as Record<string, string> } : own;
  const merged = { ...(selector as LabelSelector | undefined) };
  const matchLabels = { ...merged.matchLabels, ...labels };
  const isEmpty = Object.keys(matchLabels).length === 0 && (merged.matchExpressions ?? []).length === 0;
  return isEmpty ? undefined : { ...merged, matchLabels };
}
