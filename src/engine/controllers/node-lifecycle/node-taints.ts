import type { Node, NodeCondition, Taint } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import type { Json } from '../../kernel/index.ts';

export const notReadyKey = 'node.kubernetes.io/not-ready';
export const unreachableKey = 'node.kubernetes.io/unreachable';
const unschedulableKey = 'node.kubernetes.io/unschedulable';

export const notReadyNoExecute: Taint = { key: notReadyKey, effect: 'NoExecute' };
export const unreachableNoExecute: Taint = { key: unreachableKey, effect: 'NoExecute' };

/** Taint keys by condition and its status. `pkg/controller/nodelifecycle/node_lifecycle_controller.go` */
const keysByCondition: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: notReadyKey, Unknown: unreachableKey },
  MemoryPressure: { True: 'node.kubernetes.io/memory-pressure' },
  DiskPressure: { True: 'node.kubernetes.io/disk-pressure' },
  NetworkUnavailable: { True: 'node.kubernetes.io/network-unavailable' },
  PIDPressure: { True: 'node.kubernetes.io/pid-pressure' },
};

const managedKeys = new Set([unschedulableKey, ...Object.values(keysByCondition).flatMap(Object.values)]);

/** The NoSchedule taints that a node's conditions and its cordon call for. */
export function wantedNoScheduleTaints(
  conditions: readonly NodeCondition[],
  isUnschedulable = false,
): Taint[] {
  const taints: Taint[] = [];
  for (const { type, status } of conditions) {
    const key = keysByCondition[type]?.[status];
    if (key !== undefined) taints.push({ key, effect: 'NoSchedule' });
  }
  if (isUnschedulable) taints.push({ key: unschedulableKey, effect: 'NoSchedule' });
  return taints;
}

/** What to write so that the node's NoSchedule taints are those that are wanted; others' taints stay. */
export function planNoScheduleTaints(node: Node, view: View): Write[] {
  const wanted = wantedNoScheduleTaints(node.status?.conditions ?? [], node.spec?.unschedulable === true);
  const managed = (node.spec?.taints ?? []).filter(
    ({ key, effect }) => effect === 'NoSchedule' && managedKeys.has(key),
  );
  const added = wanted.filter((taint) => !hasTaint(managed, taint));
  const removed = managed.filter((taint) => !hasTaint(wanted, taint));
  return swapTaints(node, added, removed, view);
}

export function hasTaint(taints: readonly Taint[] | undefined, { key, effect }: Taint): boolean {
  return (taints ?? []).some((taint) => taint.key === key && taint.effect === effect);
}

/** Adds, then removes: two writes, as seen from outside. `pkg/controller/util/node/controller_utils.go` */
export function swapTaints(
  node: Node,
  added: readonly Taint[],
  removed: readonly Taint[],
  view: View,
): Write[] {
  const writes: Write[] = [];
  let taints = node.spec?.taints ?? [];
  const missing = added.filter((taint) => !hasTaint(taints, taint));
  if (missing.length > 0) {
    taints = [...taints, ...missing.map((taint) => ({ ...taint, timeAdded: view.nowTimestamp }))];
    writes.push(writeTaints(node, taints));
  }
  const left = taints.filter((taint) => !hasTaint(removed, taint));
  if (left.length < taints.length) writes.push(writeTaints(node, left));
  return writes;
}

function writeTaints(node: Node, taints: readonly Taint[]): Write {
  const value = taints.length === 0 ? null : (taints as unknown as Json);
  return {
    verb: 'patch',
    resource: 'nodes',
    namespace: '',
    name: nameOf(node),
    patch: { spec: { taints: value } },
  };
}
