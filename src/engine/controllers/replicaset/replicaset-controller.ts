/**
 * Keeps the number of pods that a ReplicaSet asks for. `pkg/controller/replicaset/replica_set.go`
 *
 * Reads are never stale here, so the expectations of the original have no part in this: what was created a
 * moment ago is already seen.
 */
import type { Pod, ReplicaSet } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { controllerOf, keyOf, splitKey } from '../../api/object.ts';
import type { Controller, ReconcileResult, View, Write } from '../../api/part.ts';
import type { Status } from '../../api/status-error.ts';
import type { Change } from '../../api/store.ts';
import { allThat, candidatesFor, type Claims, claimObjects, claimWrites } from '../workload/claims.ts';
import { controllerReference } from '../workload/owner.ts';
import { selectPodsToDelete } from '../workload/pod-deletion-order.ts';
import { createPod, deletePod, isNamespaceTerminating, refusedPodEvent } from '../workload/pod-writes.ts';
import { isPodActive, isPodTerminal, isTerminating, soonestAvailabilityMs } from '../workload/pod-state.ts';
import { podChangeKeys } from '../workload/pod-watch.ts';
import { replicaSetStatus } from './replicaset-status.ts';

const resource = 'replicasets.apps';
/** At most so many pods are created or deleted in one look. */
const burstReplicas = 500;
/** Changes of pods come in crowds; a look at thousands of them is worth waiting for the next few. */
const shortestLatencyMs = 10;
const podsPerMs = 10;

export const replicaSetController: Controller = {
  name: 'replicaset-controller',
  watches: [
    { resource, keys: (change) => (isNewSpec(change) ? [keyOf(change.next!)] : []) },
    { resource, keys: (change) => (isNewSpec(change) ? [] : keysOfRest(change)), latencyMs },
    {
      resource: 'pods',
      keys: (change, view) => podChangeKeys(change, view, { resource, kind: 'ReplicaSet' }),
      latencyMs,
    },
  ],
  reconcile,
  refused,
};

/** A new size is acted on at once: an old set that shrinks must not come behind a new one that grows. */
function isNewSpec({ previous, next }: Change): boolean {
  return next !== undefined && previous?.metadata?.generation !== next.metadata?.generation;
}

function keysOfRest({ next }: Change): readonly string[] {
  return next === undefined ? [] : [keyOf(next)];
}

function latencyMs(key: string, view: View): number {
  const { namespace, name } = splitKey(key);
  const replicas = view.get<ReplicaSet>(resource, namespace, name)?.spec?.replicas ?? 1;
  return Math.max(shortestLatencyMs, Math.floor(replicas / podsPerMs));
}

function reconcile(key: string, view: View): ReconcileResult {
  const { namespace, name } = splitKey(key);
  const set = view.get<ReplicaSet>(resource, namespace, name);
  if (set === undefined) return { writes: [] };
  const reference = controllerReference(set, 'apps/v1', 'ReplicaSet');
  const { claims, activePods, terminatingPods } = podsOf(set, view);
  const managed = set.metadata?.deletionTimestamp === undefined ? manageReplicas(set, activePods, view) : [];
  const writes = [
    ...claimWrites('pods', claims, reference),
    ...managed,
    ...statusWrites(set, activePods, terminatingPods, view),
  ];
  const requeueAfterMs = availabilityCheckMs(set, activePods, view);
  return requeueAfterMs === undefined ? { writes } : { writes, requeueAfterMs };
}

interface OwnPods {
  readonly claims: Claims<Pod>;
  readonly activePods: readonly Pod[];
  readonly terminatingPods: number;
}

function podsOf(set: ReplicaSet, view: View): OwnPods {
  const { selector } = set.spec ?? {};
  const { controlled, orphans } = candidatesFor<Pod>(view, 'pods', set);
  const active = allThat(controlled, isPodActive);
  const terminating =
    active === controlled ? [] : controlled.filter((pod) => isTerminating(pod) && !isPodTerminal(pod));
  const claims = claimObjects(set, selector, { controlled: active, orphans: orphans.filter(isPodActive) });
  const terminatingPods = claimObjects(set, selector, { controlled: terminating, orphans: [] }).claimed
    .length;
  return { claims, activePods: claims.claimed, terminatingPods };
}

/** Creates the pods that are missing or deletes those that are too many, within the burst. */
function manageReplicas(set: ReplicaSet, activePods: readonly Pod[], view: View): readonly Write[] {
  const missing = (set.spec?.replicas ?? 1) - activePods.length;
  if (missing > 0) {
    const reference = controllerReference(set, 'apps/v1', 'ReplicaSet');
    const write = createPod(set, set.spec?.template ?? {}, reference);
    return Array.from({ length: Math.min(missing, burstReplicas) }, () => write);
  }
  if (missing === 0) return [];
  const count = Math.min(-missing, burstReplicas);
  return selectPodsToDelete(activePods, relatedPods(set, view), count, view.nowMs, view.toMs).flatMap((pod) =>
    deletePod(set, pod),
  );
}

/** The pods of all ReplicaSets that the same owner controls; a ReplicaSet of its own has no relations. */
function relatedPods(set: ReplicaSet, view: View): readonly Pod[] {
  const owner = controllerOf(set);
  if (owner === undefined) return [];
  const family = view.controlledBy<ReplicaSet>(resource, owner.uid);
  return family.flatMap((relative) => view.controlledBy<Pod>('pods', relative.metadata?.uid ?? ''));
}

function statusWrites(
  set: ReplicaSet,
  activePods: readonly Pod[],
  terminatingPods: number,
  view: View,
  failure?: string,
): readonly Write[] {
  const status = replicaSetStatus(set, activePods, terminatingPods, view, failure);
  if (semanticallyEqual(status, set.status)) return [];
  return [{ verb: 'updateStatus', resource, object: { ...set, status } as ReplicaSet }];
}

/**
 * When to look again because a ready pod will have been ready long enough: at that very moment when all are
 * ready, else a second later, as the pod's own change of readiness would cause it.
 */
function availabilityCheckMs(set: ReplicaSet, activePods: readonly Pod[], view: View): number | undefined {
  const soonestMs = soonestAvailabilityMs(activePods, set.spec?.minReadySeconds ?? 0, view.nowMs, view.toMs);
  if (soonestMs === undefined) return undefined;
  const ready = replicaSetStatus(set, activePods, 0, view).readyReplicas ?? 0;
  return ready === set.spec?.replicas ? soonestMs : soonestMs + 1000;
}

/** A refused pod is told of as an Event and as the condition ReplicaFailure. */
function refused(key: string, write: Write, status: Status, view: View): readonly Write[] {
  const { namespace, name } = splitKey(key);
  const set = view.get<ReplicaSet>(resource, namespace, name);
  if (set === undefined || (write.verb !== 'create' && write.verb !== 'delete')) return [];
  const { activePods, terminatingPods } = podsOf(set, view);
  if (isNamespaceTerminating(status)) return statusWrites(set, activePods, terminatingPods, view);
  return [
    ...refusedPodEvent(set, write.verb, status),
    ...statusWrites(set, activePods, terminatingPods, view, status.message ?? ''),
  ];
}
