/**
 * One pass of a DaemonSet's rolling update: old pods to delete and nodes to surge onto.
 * `pkg/controller/daemon/update.go`
 */
import type { DaemonSet, Pod } from '../../api/generated/types.ts';
import { scaledIntFromIntOrPercent } from '../../api/int-or-percent.ts';
import { isPodAvailable, isTerminating, type ToMs } from '../workload/pod-state.ts';

export interface UpdateLimits {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Both limits as whole numbers of nodes, rounded up; when both come out as zero, one may be unavailable. */
export function updateLimits(set: DaemonSet, desiredNodes: number): UpdateLimits {
  const { type, rollingUpdate } = set.spec?.updateStrategy ?? {};
  const isRolling = type === 'RollingUpdate' && rollingUpdate !== undefined;
  const maxSurge = isRolling ? scaledIntFromIntOrPercent(rollingUpdate.maxSurge ?? 0, desiredNodes, true) : 0;
  const maxUnavailable = isRolling
    ? scaledIntFromIntOrPercent(rollingUpdate.maxUnavailable ?? 0, desiredNodes, true)
    : 0;
  const isImpossible = desiredNodes > 0 && maxSurge === 0 && maxUnavailable === 0;
  return { maxSurge, maxUnavailable: isImpossible ? 1 : maxUnavailable };
}

/** A node that should run the pod or has one, with the set's pods there. */
export interface NodePods {
  readonly node: string;
  readonly shouldRun: boolean;
  readonly pods: readonly Pod[];
}

export interface UpdatePass {
  readonly isUpdated: (pod: Pod) => boolean;
  readonly minReadySeconds: number;
  readonly nowMs: number;
  readonly toMs: ToMs;
}

export interface UpdatePlan {
  readonly podsToDelete: readonly Pod[];
  readonly nodesToFill: readonly string[];
}

export function planRollingUpdate(
  nodes: readonly NodePods[],
  limits: UpdateLimits,
  pass: UpdatePass,
): UpdatePlan {
  return limits.maxSurge === 0
    ? { podsToDelete: planWithoutSurge(nodes, limits.maxUnavailable, pass), nodesToFill: [] }
    : planWithSurge(nodes, limits.maxSurge, pass);
}

/** Deletes old pods that are of no use anyway, and others while no more than so many nodes are without. */
function planWithoutSurge(
  nodes: readonly NodePods[],
  maxUnavailable: number,
  pass: UpdatePass,
): readonly Pod[] {
  const broken: Pod[] = [];
  const working: Pod[] = [];
  let unavailable = 0;
  for (const { pods } of nodes) {
    const found = newAndOld(pods, pass);
    if (found?.oldPod !== undefined && found.newPod === undefined) {
      if (isAvailable(found.oldPod, pass)) {
        if (unavailable < maxUnavailable) working.push(found.oldPod);
        continue;
      }
      broken.push(found.oldPod);
      unavailable++;
    } else if (
      found?.newPod === undefined ||
      found.oldPod !== undefined ||
      !isAvailable(found.newPod, pass)
    ) {
      unavailable++;
    }
  }
  return [...broken, ...working.slice(0, Math.max(maxUnavailable - unavailable, 0))];
}

/** Puts new pods beside old ones, at most so many at a time, and deletes the old once the new is available. */
function planWithSurge(nodes: readonly NodePods[], maxSurge: number, pass: UpdatePass): UpdatePlan {
  const podsToDelete: Pod[] = [];
  const strays: Pod[] = [];
  const allowed: string[] = [];
  const candidates: string[] = [];
  let surging = 0;
  let available = 0;
  for (const { node, shouldRun, pods } of nodes) {
    const found = newAndOld(pods, pass);
    if (found === undefined) {
      surging++;
      continue;
    }
    const { oldPod, newPod } = found;
    const counted = oldPod ?? newPod;
    if (counted !== undefined && isAvailable(counted, pass)) available++;
    if (oldPod === undefined) continue;
    if (newPod !== undefined) {
      if (isAvailable(newPod, pass)) podsToDelete.push(oldPod);
      else surging++;
    } else if (!shouldRun) strays.push(oldPod);
    else if (!isAvailable(oldPod, pass)) allowed.push(node);
    else if (surging < maxSurge) candidates.push(node);
  }
  const desired = nodes.filter(({ shouldRun }) => shouldRun).length;
  podsToDelete.push(...deletableStrays(strays, available - desired, pass));
  return { podsToDelete, nodesToFill: [...allowed, ...candidates.slice(0, Math.max(maxSurge - surging, 0))] };
}

/** Old pods on nodes that no longer want one go when they are of no use or enough others are available. */
function deletableStrays(strays: readonly Pod[], spare: number, pass: UpdatePass): readonly Pod[] {
  const broken = strays.filter((pod) => !isAvailable(pod, pass));
  const working = strays.filter((pod) => isAvailable(pod, pass));
  return [...broken, ...working.slice(0, Math.max(spare, 0))];
}

/** The new and the old pod of a node; undefined when there are several of one, which is put right first. */
function newAndOld(
  pods: readonly Pod[],
  { isUpdated }: UpdatePass,
): { newPod?: Pod; oldPod?: Pod } | undefined {
  const living = pods.filter((pod) => !isTerminating(pod));
  const [newPod, ...moreNew] = living.filter(isUpdated);
  const [oldPod, ...moreOld] = living.filter((pod) => !isUpdated(pod));
  if (moreNew.length > 0 || moreOld.length > 0) return undefined;
  return { ...(newPod === undefined ? {} : { newPod }), ...(oldPod === undefined ? {} : { oldPod }) };
}

function isAvailable(pod: Pod, { minReadySeconds, nowMs, toMs }: UpdatePass): boolean {
  return isPodAvailable(pod, minReadySeconds, nowMs, toMs);
}
