/**
 * Who owns the claims of a StatefulSet's pods, so that garbage collection keeps to
 * persistentVolumeClaimRetentionPolicy. `pkg/controller/statefulset/stateful_set_utils.go`
 */
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../api/generated/types.ts';
import { nameOf, namespaceOf, type OwnerReference } from '../../api/object.ts';
import type { Write } from '../../api/part.ts';
import type { Json } from '../../kernel/index.ts';
import { controllerReference } from '../workload/owner.ts';
import { isInOrdinalRange, ordinalOf } from './identity.ts';

export type ClaimOwner = 'Pod' | 'StatefulSet' | undefined;

/** Claims of surplus pods go with the pod, claims of the set with the set, as far as the policy says Delete. */
export function claimOwner(set: StatefulSet, ordinal: number): ClaimOwner {
  const { whenScaled, whenDeleted } = set.spec?.persistentVolumeClaimRetentionPolicy ?? {};
  if (whenScaled === 'Delete' && !isInOrdinalRange(set, ordinal)) return 'Pod';
  return whenDeleted === 'Delete' ? 'StatefulSet' : undefined;
}

/** Writes the owners of a claim when they are not what the policy says; owners of other kinds are left alone. */
export function claimOwnerWrites(set: StatefulSet, pod: Pod, claim: PersistentVolumeClaim): readonly Write[] {
  const owners = claim.metadata?.ownerReferences ?? [];
  const wanted = ownerReference(set, pod);
  const others = owners.filter((owner) => !isOurs(owner, set, pod));
  const ours = owners.filter((owner) => isOurs(owner, set, pod));
  const isRight = wanted === undefined ? ours.length === 0 : ours.length === 1 && ours[0]!.uid === wanted.uid;
  if (isRight) return [];
  const next = wanted === undefined ? others : [...others, wanted];
  return [
    {
      verb: 'patch',
      resource: 'persistentvolumeclaims',
      namespace: namespaceOf(claim),
      name: nameOf(claim),
      patch: { metadata: { ownerReferences: next.length === 0 ? null : (next as unknown as Json) } },
    },
  ];
}

/** Whether the claim still belongs to a former pod of the same name and so is about to go. */
export function isStaleClaim(pod: Pod, claim: PersistentVolumeClaim): boolean {
  const owners = claim.metadata?.ownerReferences ?? [];
  return owners.some(
    ({ kind, name, uid }) => kind === 'Pod' && name === nameOf(pod) && uid !== (pod.metadata?.uid ?? ''),
  );
}

function ownerReference(set: StatefulSet, pod: Pod): OwnerReference | undefined {
  const owner = claimOwner(set, ordinalOf(pod));
  if (owner === undefined) return undefined;
  return owner === 'Pod'
    ? controllerReference(pod, 'v1', 'Pod')
    : controllerReference(set, 'apps/v1', 'StatefulSet');
}

function isOurs(owner: OwnerReference, set: StatefulSet, pod: Pod): boolean {
  return (
    (owner.kind === 'StatefulSet' && owner.name === nameOf(set)) ||
    (owner.kind === 'Pod' && owner.name === nameOf(pod))
  );
}
