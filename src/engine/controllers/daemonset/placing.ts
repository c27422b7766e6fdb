/**
 * On which nodes a DaemonSet wants its pods. `pkg/controller/daemon/daemon_controller.go` NodeShouldRunDaemonPod,
 * `pkg/controller/daemon/util/daemonset_util.go`
 */
import type { Affinity, DaemonSet, Node, Pod, PodSpec, Toleration } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import { podMatchesNode } from '../../api/scheduling/node-affinity.ts';
import { findUntoleratedTaint } from '../../api/scheduling/tolerations.ts';

export interface Placing {
  readonly shouldRun: boolean;
  /** A pod that is already there may stay. */
  readonly shouldContinueRunning: boolean;
}

const tolerated: readonly (readonly [taint: string, effect: string])[] = [
  ['node.kubernetes.io/not-ready', 'NoExecute'],
  ['node.kubernetes.io/unreachable', 'NoExecute'],
  ['node.kubernetes.io/disk-pressure', 'NoSchedule'],
  ['node.kubernetes.io/memory-pressure', 'NoSchedule'],
  ['node.kubernetes.io/pid-pressure', 'NoSchedule'],
  ['node.kubernetes.io/unschedulable', 'NoSchedule'],
];

/** Where a pod of the set may run and may stay, by node name, affinity and taints; resources are the scheduler's matter. */
export function placingOn(node: Node, set: DaemonSet): Placing {
  const spec = set.spec?.template.spec;
  const isOtherNode = Boolean(spec?.nodeName) && spec?.nodeName !== nameOf(node);
  if (isOtherNode || !podMatchesNode(spec === undefined ? {} : { spec }, node)) {
    return { shouldRun: false, shouldContinueRunning: false };
  }
  const taints = node.spec?.taints ?? [];
  if (taints.length === 0) return { shouldRun: true, shouldContinueRunning: true };
  const tolerations = daemonTolerations(spec?.tolerations ?? [], spec?.hostNetwork === true);
  const shouldRun = findUntoleratedTaint(taints, tolerations) === undefined;
  const shouldContinueRunning = findUntoleratedTaint(taints, tolerations, ['NoExecute']) === undefined;
  return { shouldRun, shouldContinueRunning };
}

/** The template's tolerations and those every daemon has: a node in trouble keeps its daemons. */
export function daemonTolerations(
  tolerations: readonly Toleration[],
  hostNetwork: boolean,
): readonly Toleration[] {
  const daemons = hostNetwork
    ? [...tolerated, ['node.kubernetes.io/network-unavailable', 'NoSchedule'] as const]
    : tolerated;
  const added = daemons.map(([key, effect]): Toleration => ({ key, operator: 'Exists', effect }));
  return [...tolerations.filter((toleration) => !added.some((other) => isSame(toleration, other))), ...added];
}

function isSame(first: Toleration, second: Toleration): boolean {
  return (
    first.key === second.key &&
    first.effect === second.effect &&
    first.operator === second.operator &&
    (first.value ?? '') === (second.value ?? '')
  );
}

/** The template's affinity with the required node affinity replaced by one term: the node's name. */
export function affinityToNode(affinity: Affinity | undefined, nodeName: string): Affinity {
  const term = { matchFields: [{ key: 'metadata.name', operator: 'In', values: [nodeName] }] };
  const required = { nodeSelectorTerms: [term] };
  const nodeAffinity = {
    ...affinity?.nodeAffinity,
    requiredDuringSchedulingIgnoredDuringExecution: required,
  };
  return { ...affinity, nodeAffinity };
}

/** The spec of the daemon pod for a node. */
export function daemonPodSpec(spec: PodSpec, nodeName: string): PodSpec {
  return {
    ...spec,
    affinity: affinityToNode(spec.affinity, nodeName),
    tolerations: [...daemonTolerations(spec.tolerations ?? [], spec.hostNetwork === true)],
  };
}

/** The node a daemon pod is meant for, before and after it is bound; or why none can be told. */
export function targetNodeOf(pod: Pod): { readonly node: string } | { readonly error: string } {
  if (pod.spec?.nodeName) return { node: pod.spec.nodeName };
  const subject = `for pod ${namespaceOf(pod)}/${nameOf(pod)}`;
  const path = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution';
  const required = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined) return { error: `no ${path} ${subject}` };
  const terms = required.nodeSelectorTerms ?? [];
  if (terms.length === 0) return { error: `no ${path}.nodeSelectorTerms ${subject}` };
  for (const { matchFields = [] } of terms) {
    for (const { key, operator, values = [] } of matchFields) {
      if (key !== 'metadata.name') continue;
      if (operator === 'In' && values.length === 1) return { node: values[0]! };
      return { error: `invalid NodeSelectorRequirement of ${path} ${subject}` };
    }
  }
  return { error: `no node name found ${subject}` };
}
