/**
 * Which objects a workload counts as its own: those it controls that still match its selector, and orphans that
 * match, which it adopts. `pkg/controller/controller_ref_manager.go`
 */
import type { LabelSelector } from '../../api/generated/types.ts';
import { type Labels, labelSelectorMatches } from '../../api/label-selector.ts';
import { type KubeObject, nameOf, namespaceOf, type OwnerReference } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import type { Json } from '../../kernel/index.ts';

export interface Claims<Kind extends KubeObject> {
  readonly claimed: readonly Kind[];
  readonly adopted: readonly Kind[];
  readonly released: readonly Kind[];
}

/** What a controller may count as its own: what it controls already, and what nothing controls. */
export interface Candidates<Kind extends KubeObject> {
  readonly controlled: readonly Kind[];
  readonly orphans: readonly Kind[];
}

export function candidatesFor<Kind extends KubeObject>(
  view: View,
  resource: string,
  controller: KubeObject,
): Candidates<Kind> {
  return {
    controlled: view.controlledBy<Kind>(resource, controller.metadata?.uid ?? ''),
    orphans: view.orphans<Kind>(resource, namespaceOf(controller)),
  };
}

/** Sorts candidates into claimed, adopted (also claimed) and released. */
export function claimObjects<Kind extends KubeObject>(
  controller: KubeObject,
  selector: LabelSelector | undefined,
  { controlled, orphans }: Candidates<Kind>,
): Claims<Kind> {
  const isDeleting = controller.metadata?.deletionTimestamp !== undefined;
  const isSelected = matchEachOnce((labels) => labelSelectorMatches(selector, labels));
  const claimed = allThat(controlled, isSelected);
  const released =
    isDeleting || claimed === controlled ? [] : controlled.filter((object) => !isSelected(object));
  if (isDeleting) return { claimed, adopted: [], released };
  const adopted = orphans.filter(
    (object) => isSelected(object) && object.metadata?.deletionTimestamp === undefined,
  );
  return { claimed: adopted.length === 0 ? claimed : [...claimed, ...adopted], adopted, released };
}

/** The objects of which it is true: the very list when that is all of them, as it is with thousands of pods. */
export function allThat<Kind>(list: readonly Kind[], isTrue: (object: Kind) => boolean): readonly Kind[] {
  return list.every(isTrue) ? list : list.filter(isTrue);
}

/** Objects made from one template share their labels: asking once a run of them is what makes thousands cheap. */
export function matchEachOnce(
  matches: (labels: Labels | undefined) => boolean,
): (object: KubeObject) => boolean {
  let labels: Labels | undefined;
  let answer: boolean | undefined;
  return ({ metadata }) => {
    if (answer === undefined || metadata?.labels !== labels) {
      labels = metadata?.labels;
      answer = matches(labels);
    }
    return answer;
  };
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
