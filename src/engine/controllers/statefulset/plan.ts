/**
 * What a StatefulSet does in one look: which pods it creates and deletes, and in which order it waits.
 * `pkg/controller/statefulset/stateful_set_control.go` updateStatefulSet
 */
import type { Pod, StatefulSet } from '../../api/generated/types.ts';
import { scaledIntFromIntOrPercent } from '../../api/int-or-percent.ts';
import { isPodAvailable, isPodReady, isTerminating, type ToMs } from '../workload/pod-state.ts';
import { podRevisionLabel } from '../workload/revisions.ts';
import { isInOrdinalRange, newStatefulPod, ordinalOf, startOrdinal, wantedReplicas } from './identity.ts';

/** The set as it was and as it is to be, and the names of the two revisions. */
export interface Versions {
  readonly currentSet: StatefulSet;
  readonly updateSet: StatefulSet;
  readonly currentRevision: string;
  readonly updateRevision: string;
}

export type Action =
  | { readonly kind: 'create'; readonly pod: Pod }
  /** Created pods that wait: their claims must exist. */
  | { readonly kind: 'provide'; readonly pod: Pod }
  /** Pods that run: identity, storage and owners of claims must be right. */
  | { readonly kind: 'keep'; readonly pod: Pod }
  /** Surplus pods: the owners of their claims must be right. */
  | { readonly kind: 'condemn'; readonly pod: Pod }
  | { readonly kind: 'delete'; readonly pod: Pod; readonly why: 'ended' | 'surplus' | 'update' };

export interface Plan {
  readonly actions: readonly Action[];
  /** The pods in their places, those to be created included, and the surplus. */
  readonly pods: readonly Pod[];
}

interface Moment {
  readonly nowMs: number;
  readonly toMs: ToMs;
}

interface Work {
  readonly set: StatefulSet;
  readonly versions: Versions;
  readonly replicas: readonly Pod[];
  /** Surplus pods, highest ordinal first. */
  readonly condemned: readonly Pod[];
  readonly isAvailable: (pod: Pod) => boolean;
  readonly actions: Action[];
}

export function planStatefulSet(
  set: StatefulSet,
  pods: readonly Pod[],
  versions: Versions,
  moment: Moment,
): Plan {
  const minReadySeconds = set.spec?.minReadySeconds ?? 0;
  const work: Work = {
    set,
    versions,
    replicas: replicasOf(set, pods, versions),
    condemned: condemnedOf(set, pods),
    isAvailable: (pod) =>
      isRunningAndReady(pod) && isPodAvailable(pod, minReadySeconds, moment.nowMs, moment.toMs),
    actions: [],
  };
  if (set.metadata?.deletionTimestamp === undefined) planInOrder(work);
  return { actions: work.actions, pods: [...work.replicas, ...work.condemned] };
}

function planInOrder(work: Work): void {
  const isMonotonic = work.set.spec?.podManagementPolicy !== 'Parallel';
  for (const pod of work.replicas) if (planReplica(work, pod, isMonotonic) && isMonotonic) return;
  for (const pod of work.condemned) work.actions.push({ kind: 'condemn', pod });
  const firstMissing = [...work.replicas, ...work.condemned.toReversed()].find(
    (pod) => !work.isAvailable(pod) || isTerminating(pod),
  );
  for (const pod of work.condemned)
    if (planCondemned(work, pod, firstMissing, isMonotonic) && isMonotonic) return;
  if (work.set.spec?.updateStrategy?.type !== 'OnDelete') planUpdate(work, isMonotonic);
}

/** True when the pods after this one have to wait for it. */
function planReplica({ actions, isAvailable }: Work, pod: Pod, isMonotonic: boolean): boolean {
  if (hasEnded(pod)) {
    if (!isTerminating(pod)) actions.push({ kind: 'delete', pod, why: 'ended' });
    return true;
  }
  if (!isCreated(pod)) {
    actions.push({ kind: 'create', pod });
    return true;
  }
  if (pod.status?.phase === 'Pending') actions.push({ kind: 'provide', pod });
  const mustWait = isTerminating(pod) || !isAvailable(pod);
  if (!mustWait || !isMonotonic) actions.push({ kind: 'keep', pod });
  return mustWait;
}

/** True when the surplus pods after this one have to wait for it. */
function planCondemned(work: Work, pod: Pod, firstMissing: Pod | undefined, isMonotonic: boolean): boolean {
  if (isTerminating(pod)) return true;
  if (isMonotonic && !work.isAvailable(pod) && pod !== firstMissing) return true;
  work.actions.push({ kind: 'delete', pod, why: 'surplus' });
  return true;
}

/** Deletes pods of another revision, highest ordinal first, while no more than maxUnavailable are missing. */
function planUpdate(work: Work, isMonotonic: boolean): void {
  const { set, replicas, versions, isAvailable, actions } = work;
  const isOutdated = (pod: Pod): boolean =>
    revisionOfPod(pod) !== versions.updateRevision && !isTerminating(pod);
  const rollingUpdate = set.spec?.updateStrategy?.rollingUpdate;
  const candidates = replicas
    .slice(rollingUpdate?.partition ?? 0)
    .toReversed()
    .filter(isOutdated);
  const missing = replicas.filter((pod) => !isAvailable(pod) || isTerminating(pod)).length;
  const budget = maxUnavailableOf(rollingUpdate?.maxUnavailable, wantedReplicas(set)) - missing;
  // Pods of an old revision that don't work anyway cost nothing; in order they are waited for instead.
  const broken = isMonotonic ? [] : candidates.filter((pod) => isCreated(pod) && !isAvailable(pod));
  const working = candidates.filter((pod) => !broken.includes(pod));
  for (const pod of [...broken, ...working.slice(0, Math.max(budget, 0))]) {
    actions.push({ kind: 'delete', pod, why: 'update' });
  }
}

/** How many pods may be unavailable during a rolling update; percentages round down, never under 1. */
export function maxUnavailableOf(value: number | string | undefined, replicas: number): number {
  return Math.max(scaledIntFromIntOrPercent(value ?? 1, replicas, false), 1);
}

/** A pod for each wanted place, those that are missing as they shall be created. */
function replicasOf(set: StatefulSet, pods: readonly Pod[], versions: Versions): readonly Pod[] {
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(pod), pod]));
  return Array.from({ length: wantedReplicas(set) }, (_, index) => {
    const ordinal = startOrdinal(set) + index;
    return byOrdinal.get(ordinal) ?? newVersionedPod(versions, ordinal);
  });
}

function condemnedOf(set: StatefulSet, pods: readonly Pod[]): readonly Pod[] {
  const surplus = pods.filter((pod) => ordinalOf(pod) >= 0 && !isInOrdinalRange(set, ordinalOf(pod)));
  return surplus.toSorted((first, second) => ordinalOf(second) - ordinalOf(first));
}

/** Below the partition, or among the first pods that are still of it, a new pod is of the current revision. */
function newVersionedPod(
  { currentSet, updateSet, currentRevision, updateRevision }: Versions,
  ordinal: number,
): Pod {
  const { type, rollingUpdate } = currentSet.spec?.updateStrategy ?? {};
  const keep =
    rollingUpdate === undefined ? (currentSet.status?.currentReplicas ?? 0) : (rollingUpdate.partition ?? 0);
  const isCurrent = type === 'RollingUpdate' && ordinal < startOrdinal(currentSet) + keep;
  return isCurrent
    ? newStatefulPod(currentSet, ordinal, currentRevision)
    : newStatefulPod(updateSet, ordinal, updateRevision);
}

/** A pod that only the plan knows of has no phase yet. */
export function isCreated(pod: Pod): boolean {
  return (pod.status?.phase ?? '') !== '';
}

export function isRunningAndReady(pod: Pod): boolean {
  return pod.status?.phase === 'Running' && isPodReady(pod);
}

export function revisionOfPod(pod: Pod): string {
  return pod.metadata?.labels?.[podRevisionLabel] ?? '';
}

function hasEnded(pod: Pod): boolean {
  return pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded';
}
