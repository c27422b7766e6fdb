/** One look at a DaemonSet: what to create, delete and tell. `pkg/controller/daemon/daemon_controller.go` */
import type { ControllerRevision, DaemonSet, Node, Pod, PodTemplateSpec } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Memory, ReconcileResult, View, Write } from '../../api/part.ts';
import type { Status } from '../../api/status-error.ts';
import { candidatesFor, claimObjects, claimWrites } from '../workload/claims.ts';
import { controllerReference } from '../workload/owner.ts';
import { isPodTerminal, isTerminating, soonestAvailabilityMs } from '../workload/pod-state.ts';
import { createPod, deletePod, refusedPodEvent } from '../workload/pod-writes.ts';
import { podRevisionLabel, revisionsResource } from '../workload/revisions.ts';
import { cleanUpRevisions, daemonRevisions } from './daemonset-revisions.ts';
import { daemonSetStatus } from './daemonset-status.ts';
import { failedPodWaitMs, forgetFailedPods, noteFailedPod } from './failed-pods.ts';
import { type NodeState, type Pass, planDaemonSet, type Removal } from './manage.ts';
import { daemonPodSpec, placingOn, targetNodeOf } from './placing.ts';
import { updateLimits } from './rolling-update.ts';

const resource = 'daemonsets.apps';
/** At most so many pods are created or deleted in one look. */
const burstReplicas = 250;
const templateGenerationLabel = 'pod-template-generation';
const templateGenerationAnnotation = 'deprecated.daemonset.template.generation';

export function reconcileDaemonSet(key: string, view: View, memory: Memory): ReconcileResult {
  const { namespace, name } = splitKey(key);
  const set = view.get<DaemonSet>(resource, namespace, name);
  if (set === undefined) forgetFailedPods(memory, `${key}/`);
  if (set === undefined || set.metadata?.deletionTimestamp !== undefined) return { writes: [] };
  const { matchLabels = {}, matchExpressions = [] } = set.spec?.selector ?? {};
  if (Object.keys(matchLabels).length === 0 && matchExpressions.length === 0)
    return { writes: [selectingAll(set)] };
  return reconcileSet(set, view, memory);
}

function selectingAll(set: DaemonSet): Write {
  const message = 'This daemon set is selecting all pods. A non-empty selector is required.';
  return { verb: 'event', event: { about: set, type: 'Warning', reason: 'SelectingAll', message } };
}

function reconcileSet(set: DaemonSet, view: View, memory: Memory): ReconcileResult {
  const { selector } = set.spec ?? {};
  const reference = controllerReference(set, 'apps/v1', 'DaemonSet');
  const revisionClaims = claimObjects(
    set,
    selector,
    candidatesFor<ControllerRevision>(view, revisionsResource, set),
  );
  const podClaims = claimObjects(set, selector, candidatesFor<Pod>(view, 'pods', set));
  const pods = podClaims.claimed;
  const revisions = daemonRevisions(set, revisionClaims.claimed, pods);
  const states = nodeStates(set, pods, view);
  const retry = failedPodRetry(set, view, memory);
  const pass = passOf(set, revisions.hash, view, retry.mayReplaceFailed);
  const limits =
    set.spec?.updateStrategy?.type === 'RollingUpdate'
      ? updateLimits(set, states.filter(({ shouldRun }) => shouldRun).length)
      : undefined;
  const plan = planDaemonSet(states, limits, pass);
  const lost = unscheduledWithoutNode(pods, view);
  const writes = [
    ...claimWrites(revisionsResource, revisionClaims, reference),
    ...claimWrites('pods', podClaims, reference),
    ...revisions.writes,
    ...plan.nodesToFill
      .slice(0, burstReplicas)
      .map((node) => createPod(set, templateFor(set, node, revisions.hash), reference)),
    ...[...plan.removals, ...lost].slice(0, burstReplicas).flatMap((removal) => removalWrites(set, removal)),
    // What is created in this look is counted by the next, which follows at once.
    ...(plan.nodesToFill.length > 0 ? [] : statusWrites(set, states, pass)),
    ...cleanUpRevisions(set, revisions.old, pods),
  ];
  const soonestMs = soonestAvailabilityMs(pods, pass.minReadySeconds, view.nowMs, view.toMs);
  const requeueAfterMs = Math.min(soonestMs ?? Infinity, retry.waitMs());
  return requeueAfterMs === Infinity ? { writes } : { writes, requeueAfterMs };
}

function passOf(set: DaemonSet, hash: string, view: View, mayReplaceFailed: Pass['mayReplaceFailed']): Pass {
  const generation = set.metadata?.annotations?.[templateGenerationAnnotation];
  return {
    isUpdated: ({ metadata }) =>
      metadata?.labels?.[podRevisionLabel] === hash ||
      (generation !== undefined && metadata?.labels?.[templateGenerationLabel] === generation),
    allowsSurge: updateLimits(set, 100).maxSurge > 0,
    minReadySeconds: set.spec?.minReadySeconds ?? 0,
    nowMs: view.nowMs,
    toMs: view.toMs,
    mayReplaceFailed,
  };
}

/** Asks and notes the back-offs of the set's failed pods, and remembers the soonest that is still to wait for. */
function failedPodRetry(set: DaemonSet, view: View, memory: Memory) {
  let soonestMs = Infinity;
  return {
    mayReplaceFailed(node: string): boolean {
      const key = `${keyOf(set)}/${set.metadata?.uid ?? ''}/${node}`;
      const waitMs = failedPodWaitMs(memory, key, view.nowMs);
      if (waitMs > 0) soonestMs = Math.min(soonestMs, waitMs);
      else noteFailedPod(memory, key, view.nowMs);
      return waitMs === 0;
    },
    waitMs: () => soonestMs,
  };
}

/** Every node with the set's pods there. A pod that has ended and is being deleted no longer holds its node. */
function nodeStates(set: DaemonSet, pods: readonly Pod[], view: View): readonly NodeState[] {
  const byNode = new Map<string, Pod[]>();
  for (const pod of pods) {
    if (isPodTerminal(pod) && isTerminating(pod)) continue;
    const target = targetNodeOf(pod);
    if ('error' in target) continue;
    const onNode = byNode.get(target.node);
    if (onNode === undefined) byNode.set(target.node, [pod]);
    else onNode.push(pod);
  }
  return view.list<Node>('nodes').map((node) => {
    const placing = placingOn(node, set);
    return {
      node: nameOf(node),
      placing,
      shouldRun: placing.shouldRun,
      pods: byNode.get(nameOf(node)) ?? [],
    };
  });
}

/** Pods that wait for a node that has gone. */
function unscheduledWithoutNode(pods: readonly Pod[], view: View): readonly Removal[] {
  return pods.flatMap((pod) => {
    const target = targetNodeOf(pod);
    if (pod.spec?.nodeName || isTerminating(pod) || 'error' in target) return [];
    return view.get('nodes', '', target.node) === undefined ? [{ pod, node: target.node }] : [];
  });
}

function templateFor(set: DaemonSet, node: string, hash: string): PodTemplateSpec {
  const template = set.spec?.template ?? {};
  const generation = set.metadata?.annotations?.[templateGenerationAnnotation];
  const labels = {
    ...template.metadata?.labels,
    ...(generation === undefined ? {} : { [templateGenerationLabel]: generation }),
    [podRevisionLabel]: hash,
  };
  return {
    metadata: { ...template.metadata, labels },
    spec: daemonPodSpec(template.spec ?? { containers: [] }, node),
  };
}

function removalWrites(set: DaemonSet, { pod, node, ended }: Removal): readonly Write[] {
  const writes = deletePod(set, pod);
  if (ended === undefined) return writes;
  const subject = `daemon pod ${namespaceOf(pod)}/${nameOf(pod)} on node ${node}`;
  const event =
    ended === 'Failed'
      ? ({
          type: 'Warning',
          reason: 'FailedDaemonPod',
          message: `Found failed ${subject}, will try to kill it`,
        } as const)
      : ({
          type: 'Normal',
          reason: 'SucceededDaemonPod',
          message: `Found succeeded ${subject}, will try to delete it`,
        } as const);
  return [{ verb: 'event', event: { about: set, ...event } }, ...writes];
}

function statusWrites(set: DaemonSet, states: readonly NodeState[], pass: Pass): readonly Write[] {
  const status = daemonSetStatus(set, states, pass);
  if (semanticallyEqual(status, set.status)) return [];
  return [{ verb: 'updateStatus', resource, object: { ...set, status } as DaemonSet }];
}

/** The status as it is without what could not be created. */
function presentStatus(set: DaemonSet, view: View): readonly Write[] {
  const { selector } = set.spec ?? {};
  const pods = claimObjects(set, selector, candidatesFor<Pod>(view, 'pods', set)).claimed;
  const controlled = view.controlledBy<ControllerRevision>(revisionsResource, set.metadata?.uid ?? '');
  const { hash } = daemonRevisions(set, controlled, pods);
  return statusWrites(
    set,
    nodeStates(set, pods, view),
    passOf(set, hash, view, () => false),
  );
}

/** A refused pod is told of; a revision's name that is taken is avoided by counting the collision. */
export function answerRefusal(key: string, write: Write, status: Status, view: View): readonly Write[] {
  const { namespace, name } = splitKey(key);
  const set = view.get<DaemonSet>(resource, namespace, name);
  if (set === undefined || (write.verb !== 'create' && write.verb !== 'delete')) return [];
  if (write.resource === 'pods')
    return [...refusedPodEvent(set, write.verb, status), ...presentStatus(set, view)];
  if (write.verb !== 'create' || status.reason !== 'AlreadyExists') return [];
  const collisionCount = (set.status?.collisionCount ?? 0) + 1;
  const object = { ...set, status: { ...set.status, collisionCount } } as DaemonSet;
  return [{ verb: 'updateStatus', resource, object }];
}
