/**
 * The writes behind what a StatefulSet plans: pods, their claims, and the Events that tell of both.
 * `pkg/controller/statefulset/stateful_pod_control.go`
 */
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import { claimsOf, hasIdentity, hasStorage, ordinalOf, withIdentity, withStorage } from './identity.ts';
import type { Action } from './plan.ts';
import { claimOwnerWrites, isStaleClaim } from './retention.ts';

export interface Control {
  readonly set: StatefulSet;
  readonly updateSet: StatefulSet;
  readonly view: View;
}

/** The writes of an action; undefined when the look has to end before it because a claim is still going. */
export function actionWrites(control: Control, action: Action): readonly Write[] | undefined {
  const { set } = control;
  const { pod } = action;
  switch (action.kind) {
    case 'create':
      return createWrites(control, pod);
    case 'provide':
      return missingClaims(control, pod);
    case 'keep':
      return keepWrites(control, pod);
    case 'condemn':
      return retentionWrites(control, pod);
    case 'delete':
      return [...(action.why === 'ended' ? [endedEvent(set, pod)] : []), ...deleteWrites(set, pod)];
  }
}

function createWrites(control: Control, pod: Pod): readonly Write[] | undefined {
  const { set, view } = control;
  const claims = claimsOf(set, ordinalOf(pod)).map((claim) => standing(view, claim));
  if (claims.some((claim) => claim !== undefined && isStaleClaim(pod, claim))) return undefined;
  const event = {
    about: set,
    type: 'Normal',
    reason: 'SuccessfulCreate',
    message: podMessage('create', set, pod),
  } as const;
  return [
    ...missingClaims(control, pod),
    { verb: 'create', resource: 'pods', object: pod, event },
    ...retentionWrites(control, pod),
  ];
}

function deleteWrites(set: StatefulSet, pod: Pod): readonly Write[] {
  return [
    { verb: 'delete', resource: 'pods', namespace: namespaceOf(pod), name: nameOf(pod) },
    told(set, 'SuccessfulDelete', podMessage('delete', set, pod)),
  ];
}

function endedEvent(set: StatefulSet, pod: Pod): Write {
  const subject = `StatefulSet ${namespaceOf(set)}/${nameOf(set)} is recreating`;
  if (pod.status?.phase === 'Succeeded')
    return told(set, 'RecreatingTerminatedPod', `${subject} terminated Pod ${nameOf(pod)}`);
  const message = `${subject} failed Pod ${nameOf(pod)}`;
  return { verb: 'event', event: { about: set, type: 'Warning', reason: 'RecreatingFailedPod', message } };
}

function keepWrites(control: Control, pod: Pod): readonly Write[] {
  const { set, updateSet } = control;
  const isRight = hasIdentity(set, pod) && hasStorage(set, pod);
  const owners = retentionWrites(control, pod);
  if (isRight && owners.length === 0) return [];
  const claims = isRight ? [] : missingClaims(control, pod);
  const object = withStorage(updateSet, withIdentity(updateSet, pod));
  const update: Write[] = isRight ? [] : [{ verb: 'update', resource: 'pods', object }];
  return [...claims, ...owners, ...update, told(set, 'SuccessfulUpdate', podMessage('update', set, pod))];
}

/** Creates the claims of the pod that are not there. */
function missingClaims({ set, view }: Control, pod: Pod): readonly Write[] {
  return claimsOf(set, ordinalOf(pod))
    .filter((claim) => standing(view, claim) === undefined)
    .map((object) => {
      const message = `create Claim ${nameOf(object)} Pod ${nameOf(pod)} in StatefulSet ${nameOf(set)} success`;
      const event = { about: set, type: 'Normal', reason: 'SuccessfulCreate', message } as const;
      return { verb: 'create', resource: 'persistentvolumeclaims', object, event };
    });
}

/** Gives claims that stand already the owners that the policy says. */
function retentionWrites({ set, updateSet, view }: Control, pod: Pod): readonly Write[] {
  return claimsOf(set, ordinalOf(pod)).flatMap((claim) => {
    const found = standing(view, claim);
    return found === undefined ? [] : claimOwnerWrites(updateSet, pod, found);
  });
}

function standing(view: View, claim: PersistentVolumeClaim): PersistentVolumeClaim | undefined {
  return view.get<PersistentVolumeClaim>('persistentvolumeclaims', namespaceOf(claim), nameOf(claim));
}

export function podMessage(verb: string, set: StatefulSet, pod: Pod): string {
  return `${verb} Pod ${nameOf(pod)} in StatefulSet ${nameOf(set)} successful`;
}

function told(set: StatefulSet, reason: string, message: string): Write {
  return { verb: 'event', event: { about: set, type: 'Normal', reason, message } };
}
