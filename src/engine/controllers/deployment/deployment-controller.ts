/** Rolls a Deployment's template out over ReplicaSets. `pkg/controller/deployment/deployment_controller.go` */
import type { Deployment, LabelSelector, Pod, ReplicaSet } from '../../api/generated/types.ts';
import { controllerOf, keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, ReconcileResult, View } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';
import { candidatesFor, claimObjects, claimWrites } from '../workload/claims.ts';
import { controllerReference } from '../workload/owner.ts';
import { adopterKeys, controllerKey } from '../workload/pod-watch.ts';
import { conditionOf, hasProgressDeadline, newCondition } from './conditions.ts';
import { planHistoryCleanup } from './history.ts';
import { desiredReplicas, isRollingUpdate } from './limits.ts';
import { type Look, resize, resizeAll, writeDeployment, writeStatus } from './look.ts';
import { createNewReplicaSet, syncNewReplicaSet, withProgressing } from './new-replica-set.ts';
import { calculateStatus, isComplete, rolloutStatus, stuckCheckMs } from './progress.ts';
import { areOldPodsRunning } from './recreate.ts';
import { refusedReplicaSet } from './refused.ts';
import { findNewReplicaSet, findOldReplicaSets, isActive, replicasOf } from './replica-sets.ts';
import { nextNewReplicas, planOldReplicaSets } from './rolling.ts';
import { isScalingEvent, planScale } from './scaling.ts';

const resource = 'deployments.apps';
const workload = { resource, kind: 'Deployment' };
/** ReplicaSets act on their new sizes before the next step of the rollout is taken. */
const afterReplicaSetsMs = 5;

export const deploymentController: Controller = {
  name: 'deployment-controller',
  watches: [
    { resource, keys: ({ next }) => (next === undefined ? [] : [keyOf(next)]) },
    { resource: 'replicasets.apps', keys: replicaSetKeys, latencyMs: () => afterReplicaSetsMs },
    { resource: 'pods', keys: recreateKeys },
  ],
  reconcile,
  refused: (key, write, status, view) => {
    const deployment = deploymentOf(key, view);
    return deployment === undefined ? [] : refusedReplicaSet(deployment, write, status, view);
  },
};

function deploymentOf(key: string, view: View): Deployment | undefined {
  const { namespace, name } = splitKey(key);
  return view.get<Deployment>(resource, namespace, name);
}

function reconcile(key: string, view: View): ReconcileResult {
  const deployment = deploymentOf(key, view);
  if (deployment === undefined) return { writes: [] };
  const look: Look = { view, writes: [], deployment, sets: [], isDeploymentWritten: false };
  if (isEmptySelector(deployment.spec?.selector)) refuseToSelectAll(look);
  else lookAtSets(look);
  const { writes, againAfterMs } = look;
  return againAfterMs === undefined ? { writes } : { writes, requeueAfterMs: againAfterMs };
}

function isEmptySelector(selector: LabelSelector | undefined): boolean {
  return (
    Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0
  );
}

function refuseToSelectAll(look: Look): void {
  const { deployment } = look;
  const message = 'This deployment is selecting all pods. A non-empty selector is required.';
  look.writes.push({
    verb: 'event',
    event: { about: deployment, type: 'Warning', reason: 'SelectingAll', message },
  });
  const observedGeneration = deployment.metadata?.generation ?? 0;
  writeStatus(look, { ...deployment.status, observedGeneration });
}

function lookAtSets(look: Look): void {
  const { deployment, view } = look;
  const candidates = candidatesFor<ReplicaSet>(view, 'replicasets.apps', deployment);
  const claims = claimObjects(deployment, deployment.spec?.selector, candidates);
  look.writes.push(
    ...claimWrites('replicasets.apps', claims, controllerReference(deployment, 'apps/v1', 'Deployment')),
  );
  look.sets = claims.claimed;
  const isGoing = deployment.metadata?.deletionTimestamp !== undefined;
  if (!isGoing) syncPausedCondition(look);
  if (!syncNewReplicaSet(look)) return;
  if (isGoing) return syncStatus(look);
  if (deployment.spec?.paused === true || isScalingEvent(look.deployment, look.sets)) return scale(look);
  if (isRollingUpdate(deployment)) rollOut(look);
  else recreate(look);
}

/** Notes pausing and resuming, so that the time in between is not held against the deadline. */
function syncPausedCondition(look: Look): void {
  const { deployment } = look;
  if (!hasProgressDeadline(deployment)) return;
  const reason = conditionOf(deployment.status?.conditions, 'Progressing')?.reason;
  if (reason === 'ProgressDeadlineExceeded') return;
  const isPaused = deployment.spec?.paused === true;
  if (isPaused === (reason === 'DeploymentPaused')) return;
  const [next, message] = isPaused
    ? ['DeploymentPaused', 'Deployment is paused']
    : ['DeploymentResumed', 'Deployment is resumed'];
  const condition = newCondition('Progressing', 'Unknown', next!, message!, look.view.nowTimestamp);
  writeDeployment(look, withProgressing(deployment, condition));
}

function scale(look: Look): void {
  const { deployment } = look;
  resizeAll(look, planScale(deployment, newSetOf(look), oldSetsOf(look)));
  if (deployment.spec?.paused === true) cleanUpHistory(look);
  syncStatus(look);
}

function rollOut(look: Look): void {
  if (newSetOf(look) === undefined) createNewReplicaSet(look);
  const newSet = newSetOf(look)!;
  const size = nextNewReplicas(look.deployment, newSet, look.sets);
  if (size !== replicasOf(newSet)) {
    resize(look, nameOf(newSet), size);
    return syncRolloutStatus(look);
  }
  const resizes = planOldReplicaSets(look.deployment, newSet, oldSetsOf(look).filter(isActive));
  resizeAll(look, resizes);
  if (resizes.length === 0) cleanUpWhenComplete(look);
  syncRolloutStatus(look);
}

/** All old pods go before the first new one comes. `pkg/controller/deployment/recreate.go` */
function recreate(look: Look): void {
  const active = oldSetsOf(look).filter(isActive);
  if (active.length > 0) {
    resizeAll(
      look,
      active.map((set) => ({ set, replicas: 0 })),
    );
    return syncRolloutStatus(look);
  }
  const oldSets = oldSetsOf(look);
  if (areOldPodsRunning(newSetOf(look)?.metadata?.uid, oldSets, podsByOwner(look, oldSets)))
    return syncRolloutStatus(look);
  if (newSetOf(look) === undefined) createNewReplicaSet(look);
  resize(look, nameOf(newSetOf(look)!), desiredReplicas(look.deployment));
  cleanUpWhenComplete(look);
  syncRolloutStatus(look);
}

function podsByOwner(look: Look, sets: readonly ReplicaSet[]): ReadonlyMap<string, readonly Pod[]> {
  const uids = sets.map((set) => set.metadata?.uid ?? '');
  return new Map(uids.map((uid) => [uid, look.view.controlledBy<Pod>('pods', uid)]));
}

function cleanUpWhenComplete(look: Look): void {
  if (isComplete(look.deployment, look.deployment.status ?? {})) cleanUpHistory(look);
}

function cleanUpHistory(look: Look): void {
  for (const set of planHistoryCleanup(look.deployment, oldSetsOf(look))) {
    const { namespace = '', name = '' } = set.metadata ?? {};
    look.writes.push({ verb: 'delete', resource: 'replicasets.apps', namespace, name });
  }
}

function syncStatus(look: Look): void {
  writeStatus(look, calculateStatus(look.deployment, look.sets, newSetOf(look), look.view.nowTimestamp));
}

/** Writes the status of the rollout, or arms the look that finds it stuck. */
function syncRolloutStatus(look: Look): void {
  const { deployment, view } = look;
  const status = rolloutStatus(deployment, look.sets, newSetOf(look), view);
  writeStatus(look, status);
  const stuckMs = stuckCheckMs(deployment, status, view);
  const wasComplete = conditionOf(status.conditions, 'Progressing')?.reason === 'NewReplicaSetAvailable';
  if (stuckMs !== undefined && !wasComplete) look.againAfterMs ??= stuckMs + 1000;
}

function newSetOf(look: Look): ReplicaSet | undefined {
  return findNewReplicaSet(look.deployment, look.sets);
}

function oldSetsOf(look: Look): readonly ReplicaSet[] {
  return findOldReplicaSets(look.deployment, look.sets);
}

function replicaSetKeys({ previous, next }: Change, view: View): readonly string[] {
  const before = controllerKey(previous, view, workload);
  const after = controllerKey(next, view, workload);
  const keys = before !== undefined && before !== after ? [before] : [];
  if (after !== undefined) return [...keys, after];
  return next !== undefined && controllerOf(next) === undefined
    ? [...keys, ...adopterKeys(next, view, workload)]
    : keys;
}

/** A Deployment that recreates waits for the last old pod to be gone. */
function recreateKeys({ previous, next }: Change, view: View): readonly string[] {
  if (next !== undefined || previous === undefined) return [];
  const owner = controllerOf(previous);
  if (owner?.kind !== 'ReplicaSet') return [];
  const set = view.get<ReplicaSet>('replicasets.apps', namespaceOf(previous), owner.name);
  const key = controllerKey(set, view, workload);
  return key !== undefined && deploymentOf(key, view)?.spec?.strategy?.type === 'Recreate' ? [key] : [];
}
