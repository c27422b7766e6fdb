import type { LabelSelector, Pod, TopologySpreadConstraint } from '../../api/generated/types.ts';
import { labelSelectorMatches } from '../../api/label-selector.ts';
import { podMatchesNode } from '../../api/scheduling/node-affinity.ts';
import { findUntoleratedTaint } from '../../api/scheduling/tolerations.ts';
import type { NodeInfo } from '../node-info.ts';
import type { ClusterState, FilterPlugin, NodeFilter } from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';

/** Hard (DoNotSchedule) spread constraints. `pkg/scheduler/framework/plugins/podtopologyspread/filtering.go` */
export const podTopologySpread: FilterPlugin = {
  name: 'PodTopologySpread',
  prepare(pod, cluster) {
    const constraints = readConstraints(pod.pod, 'DoNotSchedule');
    return constraints.length === 0 ? {} : { filter: createFilter(pod, constraints, cluster) };
  },
  requeue: {
    nodeChanged: ({ previous, next }, { pod }) =>
      readConstraints(pod, 'DoNotSchedule').every(({ key }) => next.metadata?.labels?.[key] !== undefined) &&
      (previous === undefined || labelsDiffer(previous.metadata?.labels, next.metadata?.labels)),
    nodeRemoved: () => true,
    podPlaced: (placed, pod) => isCounted(placed, pod),
    podRemoved: (removed, pod) => isCounted(removed, pod),
    podChanged: () => true,
  },
};

const missingLabel = {
  reasons: ["node(s) didn't match pod topology spread constraints (missing required label)"],
  unresolvable: true,
};
const tooSkewed = { reasons: ["node(s) didn't match pod topology spread constraints"], unresolvable: false };

/** A constraint as it counts: its selector with the pod's own values of matchLabelKeys. */
export interface SpreadConstraint {
  readonly key: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  readonly selector: LabelSelector;
  readonly honoursAffinity: boolean;
  readonly honoursTaints: boolean;
}

export function readConstraints(
  pod: Pod,
  whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway',
): SpreadConstraint[] {
  return (pod.spec?.topologySpreadConstraints ?? [])
    .filter((constraint) => constraint.whenUnsatisfiable === whenUnsatisfiable)
    .map((constraint) => ({
      key: constraint.topologyKey,
      maxSkew: constraint.maxSkew,
      minDomains: constraint.minDomains ?? 1,
      selector: selectorOf(constraint, pod),
      honoursAffinity: constraint.nodeAffinityPolicy !== 'Ignore',
      honoursTaints: constraint.nodeTaintsPolicy === 'Honor',
    }));
}

/** A selector that nothing matches, which is what an absent one means. */
const matchesNothing: LabelSelector = { matchExpressions: [{ key: 'none', operator: 'In', values: [] }] };

function selectorOf(
  { labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint,
  pod: Pod,
): LabelSelector {
  if (labelSelector === undefined) return matchesNothing;
  const labels = pod.metadata?.labels ?? {};
  const added = matchLabelKeys
    .filter((key) => labels[key] !== undefined)
    .map((key) => ({ key, operator: 'In', values: [labels[key]!] }));
  if (added.length === 0) return labelSelector;
  return { ...labelSelector, matchExpressions: [...(labelSelector.matchExpressions ?? []), ...added] };
}

export function countMatching(
  cluster: ClusterState,
  pod: PodInfo,
  constraint: SpreadConstraint,
): ReadonlyMap<string, number> {
  if (constraint.selector === matchesNothing) return new Map();
  return cluster.matchingPods(pod.namespace, constraint.selector);
}

/** Whether the pods of a node count for the constraint at all. */
export function includesNode(constraint: SpreadConstraint, pod: Pod, { node }: NodeInfo): boolean {
  if (constraint.honoursAffinity && !podMatchesNode(pod, node)) return false;
  if (!constraint.honoursTaints) return true;
  return findUntoleratedTaint(node.spec?.taints ?? [], pod.spec?.tolerations ?? []) === undefined;
}

export function hasAllKeys({ labels }: NodeInfo, constraints: readonly SpreadConstraint[]): boolean {
  return constraints.every(({ key }) => labels[key] !== undefined);
}

interface Domains {
  readonly constraint: SpreadConstraint;
  /** Matching pods by value of the topology key. */
  readonly counts: ReadonlyMap<string, number>;
  readonly minimum: number;
  readonly selfMatch: number;
}

function createFilter(
  pod: PodInfo,
  constraints: readonly SpreadConstraint[],
  cluster: ClusterState,
): NodeFilter {
  const domains = constraints.map((constraint) => countDomains(pod, constraint, constraints, cluster));
  return ({ labels }) => {
    for (const { constraint, counts, minimum, selfMatch } of domains) {
      const value = labels[constraint.key];
      if (value === undefined) return missingLabel;
      if ((counts.get(value) ?? 0) + selfMatch - minimum > constraint.maxSkew) return tooSkewed;
    }
    return undefined;
  };
}

function countDomains(
  pod: PodInfo,
  constraint: SpreadConstraint,
  constraints: readonly SpreadConstraint[],
  cluster: ClusterState,
): Domains {
  const counts = new Map<string, number>();
  const byNode = countMatching(cluster, pod, constraint);
  for (const node of cluster.nodes) {
    if (!hasAllKeys(node, constraints) || !includesNode(constraint, pod.pod, node)) continue;
    const value = node.labels[constraint.key]!;
    counts.set(value, (counts.get(value) ?? 0) + (byNode.get(node.name) ?? 0));
  }
  const minimum = counts.size < constraint.minDomains ? 0 : Math.min(...counts.values());
  const selfMatch = matchesSelf(pod, constraint) ? 1 : 0;
  return { constraint, counts, minimum, selfMatch };
}

function matchesSelf(pod: PodInfo, { selector }: SpreadConstraint): boolean {
  return selector !== matchesNothing && labelSelectorMatches(selector, pod.labels);
}

function isCounted(other: PodInfo, { pod, namespace }: PodInfo): boolean {
  if (other.namespace !== namespace) return false;
  return readConstraints(pod, 'DoNotSchedule').some((constraint) => matchesSelf(other, constraint));
}

type Labels = Readonly<Record<string, string>> | undefined;

function labelsDiffer(one: Labels, other: Labels): boolean {
  if (one === other) return false;
  const names = new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})]);
  return [...names].some((name) => one?.[name] !== other?.[name]);
}
