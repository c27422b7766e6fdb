import type {
  Node,
  NodeSelector,
  Pod,
  PodDisruptionBudget,
  PreferredSchedulingTerm,
  Taint,
  Toleration,
  TopologySelectorTerm,
} from '../../../engine/api/generated/types.ts';
import {
  labelsMatchTopologyTerms,
  nodeMatchesNodeSelectorTerms,
  podMatchesNode,
  preferredTermsScore,
} from '../../../engine/api/scheduling/node-affinity.ts';
import {
  findUntoleratedTaint,
  tolerationToleratesTaint,
} from '../../../engine/api/scheduling/tolerations.ts';
import { parseTimestamp } from '../../../engine/api/time.ts';
import { feasibleNodesToFind } from '../../../engine/scheduler/filtering.ts';
import { formatFitError } from '../../../engine/scheduler/fit-error.ts';
import type { Refusal } from '../../../engine/scheduler/plugin.ts';
import {
  chooseCandidate,
  dryRun,
  mayHelp,
  preempt,
  whyNotEligible,
} from '../../../engine/scheduler/preemption.ts';
import { filterPlugins } from '../../../engine/scheduler/profile.ts';
import { isScheduledBefore } from '../../../engine/scheduler/scheduling-queue.ts';
import type { Adapters } from '../adapter.ts';
import { cacheOf, incoming } from '../scheduler-cluster.ts';

type NodeStatuses = Readonly<Record<string, 'Unschedulable' | 'UnschedulableAndUnresolvable'>>;

interface Placing {
  readonly pod: Pod;
  readonly nodes: readonly Node[];
  readonly existingPods: readonly Pod[];
}

interface Queued {
  readonly priority: number;
  readonly queuedAt?: string;
}

const waiting = ({ priority, queuedAt }: Queued) => ({
  priority,
  queuedAtMs: queuedAt === undefined ? 0 : parseTimestamp(queuedAt),
});

function refusalsOf(statuses: NodeStatuses): Map<string, Refusal> {
  const refusals = Object.entries(statuses).map(([node, status]): [string, Refusal] => [
    node,
    { reasons: [], unresolvable: status === 'UnschedulableAndUnresolvable' },
  ]);
  return new Map(refusals);
}

function tryPreemption({ pod, nodes, existingPods, nodeStatuses }: Placing & { nodeStatuses: NodeStatuses }) {
  return preempt(incoming(pod), cacheOf(nodes, existingPods), refusalsOf(nodeStatuses), filterPlugins);
}

function candidatesFor({
  pod,
  nodes,
  existingPods,
  pdbs = [],
}: Placing & { pdbs?: readonly PodDisruptionBudget[] }) {
  const cache = cacheOf(nodes, existingPods, { 'poddisruptionbudgets.policy': pdbs });
  return dryRun(incoming(pod), cache, cache.nodes, filterPlugins).candidates;
}

export const adapters: Adapters = {
  'scheduler/failed-scheduling-message': (input: {
    numAllNodes: number;
    preFilterMessage?: string;
    nodeReasons: Readonly<Record<string, readonly string[]>>;
    postFilterMessage?: string;
  }) => {
    const refusals = Object.entries(input.nodeReasons).map(([node, reasons]): [string, Refusal] => [
      node,
      { reasons, unresolvable: false },
    ]);
    return formatFitError({
      nodeCount: input.numAllNodes,
      refusals: new Map(refusals),
      ...(input.preFilterMessage === undefined
        ? {}
        : { podRefusal: { reasons: [input.preFilterMessage], unresolvable: false } }),
      postFilterMessage: input.postFilterMessage ?? '',
    });
  },
  'scheduler/feasible-nodes-to-find': (input: { percentageOfNodesToScore: number; nodes: number }) =>
    feasibleNodesToFind(input.nodes, input.percentageOfNodesToScore),
  'scheduler/node-affinity-match': ({ pod, node }: { pod: Pod; node: Node }) => podMatchesNode(pod, node),
  'scheduler/node-selector-terms': ({
    nodeSelector,
    node,
  }: {
    nodeSelector: NodeSelector | null;
    node: Node | null;
  }) => nodeMatchesNodeSelectorTerms(node ?? {}, nodeSelector?.nodeSelectorTerms ?? []),
  'scheduler/preemption-best-node': (input: Placing) => [chooseCandidate(candidatesFor(input)).node],
  'scheduler/preemption-candidate-nodes': ({ nodeStatuses }: { nodeStatuses: NodeStatuses }) =>
    [...refusalsOf(nodeStatuses)].filter(([, refusal]) => mayHelp(refusal)).map(([node]) => node),
  'scheduler/preemption-eligible': ({
    pod,
    existingPods,
    nominatedNodeUnresolvable,
  }: Pick<Placing, 'pod' | 'existingPods'> & { nominatedNodeUnresolvable: boolean }) => {
    const nominated = pod.status?.nominatedNodeName ?? '';
    const refusal: Refusal = { reasons: [], unresolvable: nominatedNodeUnresolvable };
    const cache = cacheOf([{ metadata: { name: nominated } }], existingPods);
    return whyNotEligible(incoming(pod), cache, new Map([[nominated, refusal]])) === undefined;
  },
  'scheduler/preemption-message': (input: Placing & { nodeStatuses: NodeStatuses }) =>
    tryPreemption(input).message,
  'scheduler/preemption-result': (input: Placing & { nodeStatuses: NodeStatuses }) =>
    tryPreemption(input).chosen?.node ?? '',
  'scheduler/preemption-victims': (input: Placing & { pdbs?: readonly PodDisruptionBudget[] }) =>
    Object.fromEntries(
      candidatesFor(input).map(({ node, victims, budgetViolations }) => [
        node,
        {
          victims: victims.map(({ pod }) => pod.metadata?.name ?? '').toSorted(),
          numPDBViolations: budgetViolations,
        },
      ]),
    ),
  'scheduler/preferred-scheduling-terms': ({
    terms,
    node,
  }: {
    terms: readonly PreferredSchedulingTerm[];
    node: Node;
  }) => preferredTermsScore(node, terms),
  'scheduler/queue-order': ({ first, second }: { first: Queued; second: Queued }) =>
    isScheduledBefore(waiting(first), waiting(second)),
  'scheduler/tolerates-taint': ({ toleration, taint }: { toleration: Toleration; taint: Taint }) =>
    tolerationToleratesTaint(toleration, taint),
  'scheduler/tolerates-taints-filtered': ({
    tolerations,
    taints,
    considered,
  }: {
    tolerations: readonly Toleration[];
    taints: readonly Taint[];
    considered: readonly boolean[];
  }) => {
    const relevant = taints.filter((_, index) => considered[index] === true);
    const effects = relevant.map(({ effect }) => effect);
    return findUntoleratedTaint(relevant, tolerations, effects) === undefined;
  },
  'scheduler/topology-selector-terms': ({
    terms,
    labels,
  }: {
    terms: readonly TopologySelectorTerm[];
    labels: Record<string, string>;
  }) => labelsMatchTopologyTerms(labels, terms),
};
