/**
 * Which pods go first when a workload shrinks: those whose loss hurts least.
 * `pkg/controller/controller_utils.go` ActivePodsWithRanks
 */
import type { Pod } from '../../api/generated/types.ts';
import { isPodActive, isPodReady, readySinceMs, type ToMs } from './pod-state.ts';

const deletionCostAnnotation = 'controller.kubernetes.io/pod-deletion-cost';
const phaseOrder: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/** A pod with what its place in the order depends on, computed once. */
export interface RankedPod {
  readonly pod: Pod;
  /** How many active pods of the same family run on its node. */
  readonly rank: number;
  readonly ready: boolean;
  readonly readySinceMs: number | undefined;
  readonly createdMs: number | undefined;
  readonly deletionCost: number;
}

export function rankPod(pod: Pod, rank: number, toMs: ToMs): RankedPod {
  const created = pod.metadata?.creationTimestamp;
  return {
    pod,
    rank,
    ready: isPodReady(pod),
    readySinceMs: readySinceMs(pod, toMs),
    createdMs: created ? toMs(created) : undefined,
    deletionCost: deletionCostOf(pod),
  };
}

/** Negative when `first` is deleted before `second`, 0 when neither comes before the other. */
export function compareForDeletion(first: RankedPod, second: RankedPod, nowMs: number): number {
  return (
    compareAssigned(first.pod, second.pod) ||
    phaseOf(first.pod) - phaseOf(second.pod) ||
    Number(first.ready) - Number(second.ready) ||
    first.deletionCost - second.deletionCost ||
    second.rank - first.rank ||
    (first.ready && second.ready ? compareAges(first, second, (ranked) => ranked.readySinceMs, nowMs) : 0) ||
    compareRestarts(first.pod, second.pod) ||
    compareAges(first, second, (ranked) => ranked.createdMs, nowMs)
  );
}

/**
 * The pods to delete, in order, when `count` of `pods` must go. `relatedPods` are those of the same owner's
 * ReplicaSets: a pod that shares its node with more of them goes first.
 * `pkg/controller/replicaset/replica_set.go` getPodsToDelete
 */
export function selectPodsToDelete(
  pods: readonly Pod[],
  relatedPods: readonly Pod[],
  count: number,
  nowMs: number,
  toMs: ToMs,
): readonly Pod[] {
  if (count >= pods.length) return pods.slice(0, count);
  const onNode = new Map<string, number>();
  for (const pod of relatedPods) {
    if (!isPodActive(pod)) continue;
    const node = pod.spec?.nodeName ?? '';
    onNode.set(node, (onNode.get(node) ?? 0) + 1);
  }
  return pods
    .map((pod) => rankPod(pod, onNode.get(pod.spec?.nodeName ?? '') ?? 0, toMs))
    .toSorted((first, second) => compareForDeletion(first, second, nowMs))
    .slice(0, count)
    .map((ranked) => ranked.pod);
}

function compareAssigned(first: Pod, second: Pod): number {
  return Number(Boolean(first.spec?.nodeName)) - Number(Boolean(second.spec?.nodeName));
}

function phaseOf(pod: Pod): number {
  return phaseOrder[pod.status?.phase ?? ''] ?? 0;
}

/** A cost that is no 32-bit integer counts as 0. */
function deletionCostOf(pod: Pod): number {
  const text = pod.metadata?.annotations?.[deletionCostAnnotation];
  if (text === undefined || !/^-?(0|[1-9]\d*)$/.test(text)) return 0;
  const cost = Number(text);
  return Math.abs(cost) <= 2 ** 31 ? cost : 0;
}

/** The younger first. Ages count alike within the same power of two of nanoseconds, and then the UID decides. */
function compareAges(
  first: RankedPod,
  second: RankedPod,
  ageOf: (ranked: RankedPod) => number | undefined,
  nowMs: number,
): number {
  const firstMs = ageOf(first);
  const secondMs = ageOf(second);
  if (firstMs === secondMs) return 0;
  if (firstMs === undefined) return -1;
  if (secondMs === undefined) return 1;
  return ageBucket(nowMs - firstMs) - ageBucket(nowMs - secondMs) || compareUids(first.pod, second.pod);
}

function ageBucket(ageMs: number): number {
  return ageMs > 0 ? Math.floor(Math.log2(ageMs * 1e6)) : -1;
}

function compareUids(first: Pod, second: Pod): number {
  const firstUid = first.metadata?.uid ?? '';
  const secondUid = second.metadata?.uid ?? '';
  return firstUid < secondUid ? -1 : firstUid > secondUid ? 1 : 0;
}

/** More restarts first; the containers decide, and sidecars when they are even. */
function compareRestarts(first: Pod, second: Pod): number {
  return (
    mostRestarts(second) - mostRestarts(first) || mostSidecarRestarts(second) - mostSidecarRestarts(first)
  );
}

function mostRestarts(pod: Pod): number {
  let most = 0;
  for (const { restartCount } of pod.status?.containerStatuses ?? []) most = Math.max(most, restartCount);
  return most;
}

function mostSidecarRestarts(pod: Pod): number {
  let most = 0;
  for (const { name, restartPolicy } of pod.spec?.initContainers ?? []) {
    if (restartPolicy !== 'Always') continue;
    const status = pod.status?.initContainerStatuses?.find((container) => container.name === name);
    most = Math.max(most, status?.restartCount ?? 0);
  }
  return most;
}
