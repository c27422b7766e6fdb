/**
 * Which pods a DaemonSet has too few or too many of, node by node.
 * `pkg/controller/daemon/daemon_controller.go` podsShouldBeOnNode
 */
import type { Pod } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import { isPodAvailable, isPodReady, isTerminating } from '../workload/pod-state.ts';
import type { Placing } from './placing.ts';
import { type NodePods, planRollingUpdate, type UpdateLimits, type UpdatePass } from './rolling-update.ts';

/** A node, whether it should run the pod, and the set's pods there, those on their way out included. */
export interface NodeState extends NodePods {
  readonly placing: Placing;
}

export interface Pass extends UpdatePass {
  readonly allowsSurge: boolean;
  /** Whether a failed pod may be replaced yet; being asked counts as an attempt. */
  readonly mayReplaceFailed: (node: string) => boolean;
}

export interface Removal {
  readonly pod: Pod;
  readonly node: string;
  /** A pod that has ended is told of before it is replaced. */
  readonly ended?: 'Failed' | 'Succeeded';
}

export interface Plan {
  readonly nodesToFill: readonly string[];
  readonly removals: readonly Removal[];
}

/** Fills nodes without a pod, removes what is too much, then goes a step on with the update if there is one. */
export function planDaemonSet(
  nodes: readonly NodeState[],
  limits: UpdateLimits | undefined,
  pass: Pass,
): Plan {
  const fills = nodes
    .filter(({ placing, pods }) => placing.shouldRun && pods.length === 0)
    .map(({ node }) => node);
  const removals = nodes.flatMap((state) => planRemovals(state, pass));
  if (limits === undefined) return { nodesToFill: fills, removals };
  const going = new Set(removals.map(({ pod }) => pod));
  const filled = new Set(fills);
  const after = nodes
    .filter(({ placing, pods }) => placing.shouldRun || pods.length > 0)
    .map((state) => ({ ...state, pods: state.pods.filter((pod) => !going.has(pod)) }));
  const update = planRollingUpdate(after, limits, pass);
  const outdated = update.podsToDelete.map((pod) => ({ pod, node: pod.spec?.nodeName ?? '' }));
  const surge = update.nodesToFill.filter((node) => !filled.has(node));
  return { nodesToFill: [...fills, ...surge], removals: [...removals, ...outdated] };
}

function planRemovals({ node, placing, pods }: NodeState, pass: Pass): readonly Removal[] {
  const living = pods.filter((pod) => !isTerminating(pod));
  if (!placing.shouldContinueRunning) return living.map((pod) => ({ pod, node }));
  const removals: Removal[] = [];
  const running: Pod[] = [];
  for (const pod of living) {
    const phase = pod.status?.phase;
    if (phase === 'Failed') {
      if (pass.mayReplaceFailed(node)) removals.push({ pod, node, ended: phase });
    } else if (phase === 'Succeeded') removals.push({ pod, node, ended: phase });
    else running.push(pod);
  }
  const oldestFirst = running.toSorted(byAssignmentAndAge);
  const surplus = pass.allowsSurge ? surplusWithSurge(oldestFirst, pass) : oldestFirst.slice(1);
  return [...removals, ...surplus.map((pod) => ({ pod, node }))];
}

/** With surge one new and one old pod may stand side by side, while the old one serves and the new one not yet. */
function surplusWithSurge(pods: readonly Pod[], pass: Pass): readonly Pod[] {
  if (pods.length <= 1) return [];
  const newPod = pods.find(pass.isUpdated);
  const oldPod = pods.find((pod) => !pass.isUpdated(pod));
  const surplus = pods.filter((pod) => pod !== newPod && pod !== oldPod);
  if (newPod === undefined || oldPod === undefined) return surplus;
  const { minReadySeconds, nowMs, toMs } = pass;
  const isOver = !isPodReady(oldPod) || isPodAvailable(newPod, minReadySeconds, nowMs, toMs);
  return isOver ? [...surplus, oldPod] : surplus;
}

/** Bound pods first, then the oldest. */
export function byAssignmentAndAge(first: Pod, second: Pod): number {
  return (
    Number(Boolean(second.spec?.nodeName)) - Number(Boolean(first.spec?.nodeName)) ||
    compareText(first.metadata?.creationTimestamp ?? '', second.metadata?.creationTimestamp ?? '') ||
    compareText(nameOf(first), nameOf(second))
  );
}

function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
