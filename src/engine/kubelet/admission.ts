/** Whether a kubelet takes a pod that was bound to its node. `pkg/kubelet/lifecycle/predicate.go` */
import type { Node, Pod, PodSpec } from '../api/generated/types.ts';
import { podMatchesNode } from '../api/scheduling/node-affinity.ts';
import { amountsOf, podRequests, type ResourceAmounts } from '../api/scheduling/pod-resources.ts';
import { findUntoleratedTaint } from '../api/scheduling/tolerations.ts';
import type { PodRecord } from './records.ts';
import { isTerminalPhase } from './pod-phase.ts';
import type { Work } from './work.ts';

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/** The first reason against the pod; undefined when it is welcome. */
export function rejectionOf(pod: Pod, node: Node, others: readonly Pod[]): Rejection | undefined {
  return (
    systemRejection(pod) ?? resourceRejection(pod, node, others) ?? predicateRejection(pod, node, others)
  );
}

export function admitPod(work: Work, record: PodRecord): Rejection | undefined {
  const node = work.context.view.get<Node>('nodes', '', record.node);
  if (node === undefined) return undefined;
  const others: Pod[] = [];
  for (const other of work.podsByNode.get(record.node) ?? []) {
    if (other.uid === record.uid) continue;
    if (other.stage !== 'rejected' && !isTerminalPhase(other.status.phase)) others.push(other.pod);
  }
  return rejectionOf(record.pod, node, others);
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
  const allocatable = amountsOf(node.status?.allocatable);
  const podLimit = allocatable['pods'];
  if (podLimit !== undefined && others.length + 1 > podLimit) {
    const message = `Node didn't have enough resource: pods, requested: 1, used: ${others.length}, capacity: ${podLimit}`;
    return { reason: 'OutOfpods', message };
  }
  const wanted = requestsOf(pod);
  for (const [resource, amount] of Object.entries(wanted)) {
    if (amount === 0 || allocatable[resource] === undefined) continue;
    const used = others.reduce((sum, other) => sum + (requestsOf(other)[resource] ?? 0), 0);
    const capacity = allocatable[resource];
    if (used + amount <= capacity) continue;
    const numbers = `requested: ${amount}, used: ${used}, capacity: ${capacity}`;
    return {
      reason: `OutOf${resource}`,
      message: `Node didn't have enough resource: ${resource}, ${numbers}`,
    };
  }
  return undefined;
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
  const isStatic = pod.metadata?.annotations?.['kubernetes.io/config.source'] === 'file';
  const taint = isStatic
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
