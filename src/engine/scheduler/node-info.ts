import type { Node } from '../api/generated/types.ts';
import { amountsOf, type ResourceAmounts } from '../api/scheduling/pod-resources.ts';
import type { PodInfo } from './pod-info.ts';

/**
 * A node with the sums over its pods kept up to date, so that a filter reads numbers instead of pods.
 * Mutable, owned by the cluster cache. `pkg/scheduler/framework/types.go` NodeInfo
 */
export interface NodeInfo {
  node: Node;
  readonly name: string;
  labels: Readonly<Record<string, string>>;
  allocatable: ResourceAmounts;
  readonly pods: Map<string, PodInfo>;
  readonly podsWithAffinity: Map<string, PodInfo>;
  readonly podsWithRequiredAntiAffinity: Map<string, PodInfo>;
  readonly podsWithHostPorts: Map<string, PodInfo>;
  requestedCpu: number;
  requestedMemory: number;
  requestedEphemeralStorage: number;
  readonly requestedScalars: Record<string, number>;
  cpuForScore: number;
  memoryForScore: number;
  /** Sizes in bytes of the images on the node, by name with tag. */
  images: ReadonlyMap<string, number>;
}

export function createNodeInfo(node: Node): NodeInfo {
  return {
    node,
    name: node.metadata?.name ?? '',
    labels: node.metadata?.labels ?? {},
    allocatable: amountsOf(node.status?.allocatable),
    pods: new Map(),
    podsWithAffinity: new Map(),
    podsWithRequiredAntiAffinity: new Map(),
    podsWithHostPorts: new Map(),
    requestedCpu: 0,
    requestedMemory: 0,
    requestedEphemeralStorage: 0,
    requestedScalars: {},
    cpuForScore: 0,
    memoryForScore: 0,
    images: imageSizes(node),
  };
}

/** Takes over a newer version of the node; its pods stay. */
export function replaceNode(info: NodeInfo, node: Node): void {
  const previous = info.node;
  info.node = node;
  info.labels = node.metadata?.labels ?? {};
  if (previous.status?.allocatable !== node.status?.allocatable)
    info.allocatable = amountsOf(node.status?.allocatable);
  if (previous.status?.images !== node.status?.images) info.images = imageSizes(node);
}

export function addPodToNode(info: NodeInfo, pod: PodInfo): void {
  info.pods.set(pod.key, pod);
  if (hasAffinity(pod)) info.podsWithAffinity.set(pod.key, pod);
  if (pod.requiredAntiAffinity.length > 0) info.podsWithRequiredAntiAffinity.set(pod.key, pod);
  if (pod.hostPorts.length > 0) info.podsWithHostPorts.set(pod.key, pod);
  count(info, pod, 1);
}

/** Removes the pod known under the key; nothing happens when there is none. */
export function removePodFromNode(info: NodeInfo, key: string): PodInfo | undefined {
  const pod = info.pods.get(key);
  if (pod === undefined) return undefined;
  info.pods.delete(key);
  info.podsWithAffinity.delete(key);
  info.podsWithRequiredAntiAffinity.delete(key);
  info.podsWithHostPorts.delete(key);
  count(info, pod, -1);
  return pod;
}

/** A copy that may lose and gain pods without touching the original: for trying out preemption. */
export function copyNodeInfo(info: NodeInfo): NodeInfo {
  return {
    ...info,
    pods: new Map(info.pods),
    podsWithAffinity: new Map(info.podsWithAffinity),
    podsWithRequiredAntiAffinity: new Map(info.podsWithRequiredAntiAffinity),
    podsWithHostPorts: new Map(info.podsWithHostPorts),
    requestedScalars: { ...info.requestedScalars },
  };
}

function hasAffinity(pod: PodInfo): boolean {
  return (
    pod.requiredAffinity.length > 0 ||
    pod.requiredAntiAffinity.length > 0 ||
    pod.preferredAffinity.length > 0 ||
    pod.preferredAntiAffinity.length > 0
  );
}

function count(info: NodeInfo, pod: PodInfo, sign: 1 | -1): void {
  info.requestedCpu += sign * pod.requests.cpu;
  info.requestedMemory += sign * pod.requests.memory;
  info.requestedEphemeralStorage += sign * pod.requests.ephemeralStorage;
  info.cpuForScore += sign * pod.cpuForScore;
  info.memoryForScore += sign * pod.memoryForScore;
  for (const [name, amount] of pod.requests.scalars) {
    info.requestedScalars[name] = (info.requestedScalars[name] ?? 0) + sign * amount;
  }
}

function imageSizes(node: Node): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const image of node.status?.images ?? []) {
    for (const name of image.names ?? []) sizes.set(name, image.sizeBytes ?? 0);
  }
  return sizes;
}
