/** Which pods nobody else will ever clear away. `pkg/controller/podgc/gc_controller.go` */
import type { Node, Pod } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';

/** How long a node must be missing before its pods go. */
export const quarantineMs = 40_000;
/** So many ended pods are kept. */
export const defaultTerminatedThreshold = 12_500;

export function hasEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

function isTerminating(pod: Pod): boolean {
  return pod.metadata?.deletionTimestamp !== undefined;
}

/** Ended pods above the threshold: evicted ones first, then the oldest. A threshold of 0 keeps all. */
export function selectTerminated(pods: readonly Pod[], threshold: number): readonly Pod[] {
  if (threshold <= 0) return [];
  const ended = pods.filter(hasEnded);
  return ended.length <= threshold
    ? []
    : ended.toSorted(compareForRemoval).slice(0, ended.length - threshold);
}

/** Pods being deleted on a node that is not ready and was declared out of service. */
export function selectOutOfService(pods: readonly Pod[], nodes: readonly Node[]): readonly Pod[] {
  const lost = new Set(nodes.filter(isOutOfService).map(nameOf));
  if (lost.size === 0) return [];
  return pods
    .filter((pod) => isTerminating(pod) && lost.has(pod.spec?.nodeName ?? ''))
    .toSorted(compareByAge);
}

function isOutOfService(node: Node): boolean {
  const isReady = node.status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
  return !isReady && (node.spec?.taints ?? []).some(({ key }) => key === 'node.kubernetes.io/out-of-service');
}

/** Pods of nodes that have been missing for longer than the quarantine. */
export function selectOrphaned(pods: readonly Pod[], isGone: (nodeName: string) => boolean): readonly Pod[] {
  return pods.filter((pod) => (pod.spec?.nodeName ?? '') !== '' && isGone(pod.spec!.nodeName!));
}

/** When each missing node that pods are bound to was first found missing, in simulated ms. */
export function noteMissingNodes(
  pods: readonly Pod[],
  nodes: readonly Node[],
  before: Readonly<Record<string, number>>,
  nowMs: number,
): Record<string, number> {
  const present = new Set(nodes.map(nameOf));
  const missing: Record<string, number> = {};
  for (const pod of pods) {
    const name = pod.spec?.nodeName ?? '';
    if (name !== '' && !present.has(name)) missing[name] ??= before[name] ?? nowMs;
  }
  return missing;
}

/** Pods being deleted that never had a node. */
export function selectUnscheduledTerminating(pods: readonly Pod[]): readonly Pod[] {
  return pods.filter((pod) => isTerminating(pod) && (pod.spec?.nodeName ?? '') === '').toSorted(compareByAge);
}

function compareForRemoval(one: Pod, other: Pod): number {
  const [oneEvicted, otherEvicted] = [one.status?.reason === 'Evicted', other.status?.reason === 'Evicted'];
  if (oneEvicted !== otherEvicted) return oneEvicted ? -1 : 1;
  return compareByAge(one, other);
}

function compareByAge(one: Pod, other: Pod): number {
  const [oneCreated, otherCreated] = [createdAt(one), createdAt(other)];
  if (oneCreated !== otherCreated) return oneCreated < otherCreated ? -1 : 1;
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

/** RFC 3339 in whole seconds compares as text. */
function createdAt(pod: Pod): string {
  return pod.metadata?.creationTimestamp ?? '';
}
