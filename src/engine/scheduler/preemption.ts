import type { Pod, PodDisruptionBudget } from '../api/generated/types.ts';
import { labelSelectorMatches } from '../api/label-selector.ts';
import { namespaceOf } from '../api/object.ts';
import { prepareFilters, refusalOf } from './filtering.ts';
import { formatFitError } from './fit-error.ts';
import { addPodToNode, copyNodeInfo, type NodeInfo, removePodFromNode } from './node-info.ts';
import type { ClusterState, FilterPlugin, Refusal } from './plugin.ts';
import type { PodInfo } from './pod-info.ts';
import { withNode } from './trial-state.ts';

/** A node that would have room, and who would have to go, most important first. */
export interface Candidate {
  readonly node: string;
  readonly victims: readonly PodInfo[];
  readonly budgetViolations: number;
}

export type PreemptionResult =
  | { readonly chosen: Candidate; readonly message: '' }
  | { readonly chosen?: undefined; readonly message: string };

const notHelpful: Refusal = { reasons: ['Preemption is not helpful for scheduling'], unresolvable: true };
const noVictims: Refusal = { reasons: ['No preemption victims found for incoming pod'], unresolvable: true };

/**
 * Looks for a node where removing less important pods makes room. `startIndex` says where the search begins.
 * `pkg/scheduler/framework/preemption/preemption.go` Preempt
 */
export function preempt(
  pod: PodInfo,
  cluster: ClusterState,
  refusals: ReadonlyMap<string, Refusal>,
  plugins: readonly FilterPlugin[],
  startIndex = 0,
): PreemptionResult {
  const reason = whyNotEligible(pod, cluster, refusals);
  if (reason !== undefined) return { message: `preemption: ${reason}` };
  const nodes = cluster.nodes.filter(({ name }) => mayHelp(refusals.get(name)));
  const { candidates, tried } = dryRun(pod, cluster, nodes, plugins, startIndex);
  if (candidates.length > 0) return { chosen: chooseCandidate(candidates), message: '' };
  const message = formatFitError({
    nodeCount: cluster.nodes.length,
    refusals: tried,
    refusalOfOthers: notHelpful,
  });
  return { message: `preemption: ${message}` };
}

/** Whether the node could fit the pod if it held fewer pods. */
export function mayHelp(refusal: Pick<Refusal, 'unresolvable'> | undefined): boolean {
  return refusal !== undefined && !refusal.unresolvable;
}

/** Why the pod may not make others go; undefined when it may. */
export function whyNotEligible(
  pod: PodInfo,
  cluster: Pick<ClusterState, 'node'>,
  refusals: ReadonlyMap<string, Refusal>,
): string | undefined {
  if (pod.pod.spec?.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const nominated = pod.pod.status?.nominatedNodeName ?? '';
  if (nominated === '' || refusals.get(nominated)?.unresolvable === true) return undefined;
  for (const other of cluster.node(nominated)?.pods.values() ?? []) {
    if (other.priority < pod.priority && isLeavingForPreemption(other.pod)) {
      return 'not eligible due to a terminating pod on the nominated node.';
    }
  }
  return undefined;
}

function isLeavingForPreemption(pod: Pod): boolean {
  if (pod.metadata?.deletionTimestamp === undefined) return false;
  return (pod.status?.conditions ?? []).some(
    ({ type, status, reason }) =>
      type === 'DisruptionTarget' && status === 'True' && reason === 'PreemptionByScheduler',
  );
}

const minCandidates = 100;
const minCandidatePercentage = 10;

interface DryRun {
  readonly candidates: readonly Candidate[];
  /** Why the nodes that were tried are no candidates. */
  readonly tried: ReadonlyMap<string, Refusal>;
}

/** Tries the nodes one by one until there are candidates enough. */
export function dryRun(
  pod: PodInfo,
  cluster: ClusterState,
  nodes: readonly NodeInfo[],
  plugins: readonly FilterPlugin[],
  startIndex = 0,
): DryRun {
  const wanted = Math.max(Math.trunc((nodes.length * minCandidatePercentage) / 100), minCandidates);
  const budgets = cluster.objects.list<PodDisruptionBudget>('poddisruptionbudgets.policy');
  const candidates: Candidate[] = [];
  const tried = new Map<string, Refusal>();
  for (let offset = 0; offset < nodes.length && candidates.length < wanted; offset++) {
    const node = nodes[(startIndex + offset) % nodes.length]!;
    const answer = selectVictims(pod, cluster, node, budgets, plugins);
    if ('reasons' in answer) tried.set(node.name, answer);
    else candidates.push(answer);
  }
  return { candidates, tried };
}

/** As few and as unimportant victims as possible; those with a violated budget are spared first. */
function selectVictims(
  pod: PodInfo,
  cluster: ClusterState,
  node: NodeInfo,
  budgets: readonly PodDisruptionBudget[],
  plugins: readonly FilterPlugin[],
): Candidate | Refusal {
  const lesser = [...node.pods.values()].filter((other) => other.priority < pod.priority);
  if (lesser.length === 0) return noVictims;
  const trial = copyNodeInfo(node);
  for (const { key } of lesser) removePodFromNode(trial, key);
  const refusal = refusalOfTrial(pod, cluster, trial, plugins);
  if (refusal !== undefined) return refusal;
  const { violating, others } = splitByBudgets(lesser.toSorted(compareImportance), budgets);
  const victims: PodInfo[] = [];
  const mustGo = (other: PodInfo): boolean => {
    addPodToNode(trial, other);
    if (refusalOfTrial(pod, cluster, trial, plugins) === undefined) return false;
    removePodFromNode(trial, other.key);
    victims.push(other);
    return true;
  };
  const budgetViolations = violating.filter(mustGo).length;
  for (const other of others) mustGo(other);
  return { node: node.name, victims: victims.toSorted(compareImportance), budgetViolations };
}

function refusalOfTrial(
  pod: PodInfo,
  cluster: ClusterState,
  trial: NodeInfo,
  plugins: readonly FilterPlugin[],
): Refusal | undefined {
  const prepared = prepareFilters(pod, withNode(cluster, trial), plugins);
  return prepared.refusal ?? refusalOf(trial, prepared.filters);
}

/** Higher priority first, then who runs longer. `pkg/scheduler/util/utils.go` MoreImportantPod */
function compareImportance(one: PodInfo, other: PodInfo): number {
  if (one.priority !== other.priority) return other.priority - one.priority;
  const [oneStart, otherStart] = [startOf(one), startOf(other)];
  if (oneStart !== otherStart) return oneStart < otherStart ? -1 : 1;
  return one.key < other.key ? -1 : 1;
}

/** RFC 3339 in whole seconds, so texts compare as times do; a pod that hasn't started counts as starting last. */
function startOf({ pod }: PodInfo): string {
  return pod.status?.startTime ?? '9999';
}

interface SplitPods {
  readonly violating: readonly PodInfo[];
  readonly others: readonly PodInfo[];
}

/** Counts disruptions against the budgets in the order of the pods. */
function splitByBudgets(pods: readonly PodInfo[], budgets: readonly PodDisruptionBudget[]): SplitPods {
  const allowed = budgets.map(({ status }) => status?.disruptionsAllowed ?? 0);
  const violating: PodInfo[] = [];
  const others: PodInfo[] = [];
  for (const pod of pods) {
    let violates = false;
    for (const [index, budget] of budgets.entries()) {
      if (!isGuardedBy(pod, budget)) continue;
      allowed[index]!--;
      if (allowed[index]! < 0) violates = true;
    }
    (violates ? violating : others).push(pod);
  }
  return { violating, others };
}

function isGuardedBy(pod: PodInfo, budget: PodDisruptionBudget): boolean {
  const selector = budget.spec?.selector;
  if (namespaceOf(budget) !== pod.namespace || selector === undefined) return false;
  const isEmpty =
    Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
  if (isEmpty || Object.keys(pod.labels).length === 0 || !labelSelectorMatches(selector, pod.labels))
    return false;
  return budget.status?.disruptedPods?.[pod.pod.metadata?.name ?? ''] === undefined;
}

/** `pkg/scheduler/framework/preemption/preemption.go` pickOneNodeForPreemption; the first of equals wins. */
export function chooseCandidate(candidates: readonly Candidate[]): Candidate {
  let rest = candidates;
  for (const criterion of criteria) {
    const costs = rest.map(criterion);
    const lowest = costs.reduce((one, other) => (other < one ? other : one));
    rest = rest.filter((_, index) => costs[index] === lowest);
    if (rest.length === 1) break;
  }
  return rest[0]!;
}

/** The lower the better, each decides among the equals of the one before. */
const criteria: readonly ((candidate: Candidate) => number)[] = [
  ({ budgetViolations }) => budgetViolations,
  ({ victims }) => victims[0]?.priority ?? -Infinity,
  // Adding 2^31 makes fewer pods better than more, also where priorities are negative.
  ({ victims }) => victims.reduce((sum, victim) => sum + victim.priority + 2 ** 31, 0),
  ({ victims }) => victims.length,
  ({ victims }) => -earliestStart(victims),
];

/** Start of the longest running among the victims of the highest priority; comparable, without unit. */
function earliestStart(victims: readonly PodInfo[]): number {
  const highest = victims[0]?.priority;
  const starts = victims.filter(({ priority }) => priority === highest).map(startOf);
  const first = starts.toSorted()[0] ?? '';
  return Number(first.replaceAll(/\D/g, ''));
}
