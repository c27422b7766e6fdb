/**
 * Which objects a workload counts as its own: those it controls that still match its selector, and orphans that
 * match, which it adopts. `pkg/controller/controller_ref_manager.go`
 */
import type { LabelSelector } from '../../api/generated/types.ts';
import { labelSelectorMatches } from '../../api/label-selector.ts';
import { controllerOf, type KubeObject, nameOf, namespaceOf, type OwnerReference } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import type { Json } from '../../kernel/index.ts';

export interface Claims<Kind extends KubeObject> {
  readonly claimed: readonly Kind[];
  readonly adopted: readonly Kind[];
  readonly released: readonly Kind[];
}

/** Sorts candidates into claimed, adopted (also claimed) and released; those of other controllers are left alone. */
export function claimObjects<Kind extends KubeObject>(
  controller: KubeObject,
  selector: LabelSelector | undefined,
  candidates: readonly Kind[],
): Claims<Kind> {
  const uid = controller.metadata?.uid;
  const deleting = controller.metadata?.deletionTimestamp !== undefined;
  const claimed: Kind[] = [];
  const adopted: Kind[] = [];
  const released: Kind[] = [];
  for (const candidate of candidates) {
    const owner = controllerOf(candidate);
    if (owner !== undefined && owner.uid !== uid) continue;
    const matches = labelSelectorMatches(selector, candidate.metadata?.labels);
    if (owner !== undefined) {
      if (matches) claimed.push(candidate);
      else if (!deleting) released.push(candidate);
    } else if (matches && !deleting && candidate.metadata?.deletionTimestamp === undefined) {
      adopted.push(candidate);
      claimed.push(candidate);
    }
  }
  return { claimed, adopted, released };
}

/** What a controller with this uid controls and what it may adopt, as the View's indexes have it. */
export function candidatesFor<Kind extends KubeObject>(
  view: View,
  resource: string,
  controller: KubeObject,
): readonly Kind[] {
  const controlled = view.controlledBy<Kind>(resource, controller.metadata?.uid ?? '');
  const orphans = view.orphans<Kind>(resource, namespaceOf(controller));
  return orphans.length === 0 ? controlled : [...controlled, ...orphans];
}

/** The writes that make the store agree with the claims. */
export function claimWrites(
  resource: string,
  claims: Claims<KubeObject>,
  reference: OwnerReference,
): readonly Write[] {
  return [
    ...claims.adopted.map((object) => adopt(resource, object, reference)),
    ...claims.released.map((object) => release(resource, object, reference.uid)),
  ];
}

function adopt(resource: string, object: KubeObject, reference: OwnerReference): Write {
  return ownersPatch(resource, object, [...(object.metadata?.ownerReferences ?? []), reference]);
}

function release(resource: string, object: KubeObject, uid: string): Write {
  const others = (object.metadata?.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
  return ownersPatch(resource, object, others);
}

function ownersPatch(resource: string, object: KubeObject, owners: readonly OwnerReference[]): Write {
  const ownerReferences = owners.length === 0 ? null : (owners as unknown as Json);
  return {
    verb: 'patch',
    resource,
    namespace: namespaceOf(object),
    name: nameOf(object),
    patch: { metadata: { uid: object.metadata?.uid, ownerReferences } },
  };
}
