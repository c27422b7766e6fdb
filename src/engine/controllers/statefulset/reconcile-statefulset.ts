/** One look at a StatefulSet: what to create, delete and tell. `pkg/controller/statefulset/stateful_set.go` */
import type { ControllerRevision, Pod, StatefulSet } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { nameOf, splitKey } from '../../api/object.ts';
import type { ReconcileResult, View, Write } from '../../api/part.ts';
import type { Status } from '../../api/status-error.ts';
import { type Candidates, candidatesFor, claimObjects, claimWrites } from '../workload/claims.ts';
import { controllerReference } from '../workload/owner.ts';
import { soonestAvailabilityMs } from '../workload/pod-state.ts';
import { revisionsResource, templateOf } from '../workload/revisions.ts';
import { isMember } from './identity.ts';
import { type Action, type Plan, planStatefulSet } from './plan.ts';
import { actionWrites, type Control } from './pod-control.ts';
import { setRevisions, type SetRevisions, truncateHistory } from './statefulset-revisions.ts';
import { statefulSetStatus } from './statefulset-status.ts';

const resource = 'statefulsets.apps';
/** How soon a set looks again whether a claim of a former pod has gone. */
const staleClaimRetryMs = 1000;

export function reconcileStatefulSet(key: string, view: View): ReconcileResult {
  const { namespace, name } = splitKey(key);
  const set = view.get<StatefulSet>(resource, namespace, name);
  if (set === undefined) return { writes: [] };
  const reference = controllerReference(set, 'apps/v1', 'StatefulSet');
  const revisionClaims = claimObjects(
    set,
    set.spec?.selector,
    candidatesFor<ControllerRevision>(view, revisionsResource, set),
  );
  const podClaims = claimObjects(set, set.spec?.selector, podCandidates(set, view));
  const revisions = setRevisions(set, revisionClaims.claimed, view);
  const { plan, control } = planWith(set, podClaims.claimed, revisions, view);
  const performed = performUntilBlocked(control, plan.actions);
  const writes = [
    ...claimWrites(revisionsResource, { ...revisionClaims, released: [] }, reference),
    ...claimWrites('pods', podClaims, reference),
    ...revisions.writes,
    // Before the pods, so that it is written even when one of them is refused.
    ...statusWrites(set, plan, performed.actions, revisions, view),
    ...performed.writes,
    ...truncateHistory(set, podClaims.claimed, revisions),
  ];
  const soonestMs = soonestAvailabilityMs(
    podClaims.claimed,
    set.spec?.minReadySeconds ?? 0,
    view.nowMs,
    view.toMs,
  );
  const requeueAfterMs = performed.isBlocked ? staleClaimRetryMs : soonestMs;
  return requeueAfterMs === undefined ? { writes } : { writes, requeueAfterMs };
}

/** Orphans with a name of another set are not this set's to adopt, whatever their labels. */
function podCandidates(set: StatefulSet, view: View): Candidates<Pod> {
  const { controlled, orphans } = candidatesFor<Pod>(view, 'pods', set);
  return { controlled, orphans: orphans.filter((pod) => isMember(set, pod)) };
}

function planWith(
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: SetRevisions,
  view: View,
): { plan: Plan; control: Control } {
  const currentSet = withTemplateOf(set, revisions.current);
  const updateSet = withTemplateOf(set, revisions.update);
  const versions = {
    currentSet,
    updateSet,
    currentRevision: nameOf(revisions.current),
    updateRevision: nameOf(revisions.update),
  };
  return { plan: planStatefulSet(set, pods, versions, view), control: { set, updateSet, view } };
}

function withTemplateOf(set: StatefulSet, revision: ControllerRevision): StatefulSet {
  return set.spec === undefined ? set : { ...set, spec: { ...set.spec, template: templateOf(revision) } };
}

interface Performed {
  readonly writes: readonly Write[];
  readonly actions: readonly Action[];
  readonly isBlocked: boolean;
}

function performUntilBlocked(control: Control, actions: readonly Action[]): Performed {
  const writes: Write[] = [];
  for (const [index, action] of actions.entries()) {
    const own = actionWrites(control, action);
    if (own === undefined) return { writes, actions: actions.slice(0, index), isBlocked: true };
    writes.push(...own);
  }
  return { writes, actions, isBlocked: false };
}

function statusWrites(
  set: StatefulSet,
  plan: Plan,
  actions: readonly Action[],
  revisions: SetRevisions,
  view: View,
): readonly Write[] {
  const names = {
    currentRevision: nameOf(revisions.current),
    updateRevision: nameOf(revisions.update),
    collisionCount: revisions.collisionCount,
  };
  const outdated = actions.filter((action) => action.kind === 'delete' && action.why === 'update').length;
  const status = statefulSetStatus(set, plan.pods, names, outdated, view);
  if (semanticallyEqual(status, set.status)) return [];
  return [{ verb: 'updateStatus', resource, object: { ...set, status } as StatefulSet }];
}

/** Tells of a refused pod or claim. */
export function answerRefusal(key: string, write: Write, status: Status, view: View): readonly Write[] {
  const { namespace, name } = splitKey(key);
  const set = view.get<StatefulSet>(resource, namespace, name);
  if (set === undefined || !(write.verb === 'create' || write.verb === 'delete')) return [];
  if (write.resource !== 'pods' && write.resource !== 'persistentvolumeclaims') return [];
  const isPod = write.resource === 'pods';
  if (isPod && write.verb === 'create' && status.reason === 'AlreadyExists') return [];
  const refusedName = write.verb === 'create' ? nameOf(write.object) : write.name;
  const subject = isPod ? `Pod ${refusedName}` : `Claim ${refusedName}`;
  const message = `${write.verb} ${subject} in StatefulSet ${name} failed error: ${status.message ?? ''}`;
  const reason = write.verb === 'create' ? 'FailedCreate' : 'FailedDelete';
  return [{ verb: 'event', event: { about: set, type: 'Warning', reason, message } }];
}
