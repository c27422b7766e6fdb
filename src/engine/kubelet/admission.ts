/** Whether a kubelet takes a pod that was bound to its node. `pkg/kubelet/lifecycle/predicate.go` */
import type { Node, Pod, PodSpec } from '../api/generated/types.ts';
import { podMatchesNode } from '../api/scheduling/node-affinity.ts';
import { amountsOf, podRequests, type ResourceAmounts } from '../api/scheduling/pod-resources.ts';
import { findUntoleratedTaint } from '../api/scheduling/tolerations.ts';
import { podsToPreempt } from './critical-preemption.ts';
import { isStaticPod } from '../api/static-pod.ts';
import { isCriticalPod } from './pod-kind.ts';
import { allocatedPod } from './resources.ts';
import { isTerminalPhase } from './pod-phase.ts';
import { pressureRejection, type Rejection } from './pressure-admission.ts';
import type { PodRecord } from './records.ts';
import { sysctlRejection } from './sysctl-admission.ts';
import type { Work } from './work.ts';

/** The first reason against the pod; undefined when it is welcome. */
export function rejectionOf(pod: Pod, node: Node, others: readonly Pod[]): Rejection | undefined {
  return (
    systemRejection(pod) ?? resourceRejection(pod, node, others) ?? predicateRejection(pod, node, others)
  );
}

export function admitPod(work: Work, record: PodRecord): Rejection | undefined {
  const node = work.context.view.get<Node>('nodes', '', record.node);
  if (node === undefined) return undefined;
  const agent = work.nodes.get(record.node);
  const pressure = agent === undefined ? undefined : pressureRejection(record.pod, agent);
  return pressure ?? sysctlRejection(record.pod) ?? rejectionOf(record.pod, node, livePods(work, record));
}

/**
 * What a critical pod lacks is taken from others if it can be: their records, or undefined when the refusal holds.
 * `pkg/kubelet/preemption/preemption.go` HandleAdmissionFailure
 */
export function victimsFor(work: Work, record: PodRecord): PodRecord[] | undefined {
  const { pod } = record;
  const node = work.context.view.get<Node>('nodes', '', record.node);
  if (!isCriticalPod(pod) || node === undefined) return undefined;
  const others = livePods(work, record);
  if ((systemRejection(pod) ?? predicateRejection(pod, node, others)) !== undefined) return undefined;
  const missing = shortagesOf(pod, node, others).map(({ resource, missing: amount }) => [resource, amount]);
  const victims = podsToPreempt(pod, others, Object.fromEntries(missing));
  return victims?.map((victim) => work.pods.get(victim.metadata?.uid ?? '')!);
}

/** Why a pod's new resources can't be granted, now or ever. `pkg/kubelet/allocation/allocation_manager.go` canResizePod */
export function resizeRefusal(work: Work, record: PodRecord): Rejection | undefined {
  const node = work.context.view.get<Node>('nodes', '', record.node);
  if (node === undefined) return undefined;
  // Alone: what it holds already is no matter of what it wants.
  const pod: Pod = { spec: { ...record.pod.spec! } };
  const capacity = amountsOf(node.status?.allocatable);
  for (const resource of ['memory', 'cpu']) {
    const [requested = 0, available = 0] = [requestsOf(pod)[resource], capacity[resource]];
    if (requested <= available) continue;
    const numbers = `requested: ${requested}, capacity: ${available}`;
    return { reason: 'Infeasible', message: `Node didn't have enough capacity: ${resource}, ${numbers}` };
  }
  const shortage = resourceRejection(pod, node, livePods(work, record));
  return shortage && { reason: 'Deferred', message: shortage.message };
}

/** The other pods that hold something of the node: one that was deleted at once doesn't, while its containers end. */
function livePods(work: Work, record: PodRecord): Pod[] {
  const others: Pod[] = [];
  for (const other of work.podsByNode.get(record.node) ?? []) {
    if (other.uid === record.uid || other.verdict !== undefined) continue;
    if (!isWanted(work, other)) continue;
    if (other.stage !== 'rejected' && !isTerminalPhase(other.status.phase)) others.push(allocatedPod(other));
  }
  return others;
}

function isWanted(work: Work, { uid, pod }: PodRecord): boolean {
  if (isStaticPod(pod)) return true;
  const { namespace = '', name = '' } = pod.metadata ?? {};
  return work.context.view.get('pods', namespace, name)?.metadata?.uid === uid;
}

/** Every machine runs linux. */
function systemRejection(pod: Pod): Rejection | undefined {
  const label = pod.metadata?.labels?.['kubernetes.io/os'];
  if (label !== undefined && label !== 'linux') {
    const message = "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label";
    return { reason: 'PodOSSelectorNodeLabelDoesNotMatch', message };
  }
  const system = pod.spec?.os?.name ?? 'linux';
  if (system === 'linux') return undefined;
  return {
    reason: 'PodOSNotSupported',
    message: "Failed to admit pod as the OS field doesn't match node OS",
  };
}

function resourceRejection(pod: Pod, node: Node, others: readonly Pod[]): Rejection | undefined {
  const [first] = shortagesOf(pod, node, others);
  if (first === undefined) return undefined;
  const { resource, requested, used, capacity } = first;
  const numbers = `requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  return {
    reason: `OutOf${resource}`,
    message: `Node didn't have enough resource: ${resource}, ${numbers}`,
  };
}

interface Shortage {
  readonly resource: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
  readonly missing: number;
}

/** What of the node doesn't suffice. */
function shortagesOf(pod: Pod, node: Node, others: readonly Pod[]): Shortage[] {
  const allocatable = amountsOf(node.status?.allocatable);
  const shortages: Shortage[] = [];
  const check = (resource: string, requested: number, used: number, capacity: number): void => {
    const missing = used + requested - capacity;
    if (missing > 0) shortages.push({ resource, requested, used, capacity, missing });
  };
  if (allocatable['pods'] !== undefined) check('pods', 1, others.length, allocatable['pods']);
  const wanted = requestsOf(pod);
  for (const [resource, amount] of Object.entries(wanted)) {
    if (amount === 0 || allocatable[resource] === undefined) continue;
    const used = others.reduce((sum, other) => sum + (requestsOf(other)[resource] ?? 0), 0);
    check(resource, amount, used, allocatable[resource]);
  }
  return shortages;
}

const knownRequests = new WeakMap<PodSpec, ResourceAmounts>();

/** A pod's spec is one object for as long as it says the same, and its neighbours ask for it again and again. */
function requestsOf(pod: Pod): ResourceAmounts {
  const { spec } = pod;
  if (spec === undefined) return {};
  let requests = knownRequests.get(spec);
  if (requests === undefined) knownRequests.set(spec, (requests = podRequests(pod)));
  return requests;
}

function predicateRejection(pod: Pod, node: Node, others: readonly Pod[]): Rejection | undefined {
  if (!podMatchesNode(pod, node))
    return failed('NodeAffinity', "node(s) didn't match Pod's node affinity/selector");
  const wantedNode = pod.spec?.nodeName ?? '';
  if (wantedNode !== '' && wantedNode !== node.metadata?.name) {
    return failed('NodeName', "node(s) didn't match the requested node name");
  }
  if (hasPortConflict(pod, others)) {
    return failed('NodePorts', "node(s) didn't have free ports for the requested pod ports");
  }
  const taint = isStaticPod(pod)
    ? undefined
    : findUntoleratedTaint(node.spec?.taints ?? [], pod.spec?.tolerations ?? [], ['NoExecute']);
  return taint === undefined
    ? undefined
    : failed('TaintToleration', "node(s) had taints that the pod didn't tolerate");
}

function failed(predicate: string, why: string): Rejection {
  return { reason: predicate, message: `Predicate ${predicate} failed: ${why}` };
}

function hasPortConflict(pod: Pod, others: readonly Pod[]): boolean {
  const wanted = hostPorts(pod);
  return wanted.size > 0 && others.some((other) => [...hostPorts(other)].some((port) => wanted.has(port)));
}

function hostPorts(pod: Pod): Set<string> {
  const ports = new Set<string>();
  for (const container of pod.spec?.containers ?? []) {
    for (const { hostPort, protocol = 'TCP' } of container.ports ?? []) {
      if (hostPort !== undefined && hostPort > 0) ports.add(`${protocol}/${hostPort}`);
    }
  }
  return ports;
}
