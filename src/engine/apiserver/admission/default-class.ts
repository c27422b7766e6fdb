/**
 * The class that an object gets when its author names none. `plugin/pkg/admission/storage/storageclass/setdefault`,
 * `plugin/pkg/admission/network/defaultingressclass`
 */
import type { Ingress, PersistentVolumeClaim } from '../../api/generated/types.ts';
import { type KubeObject, nameOf } from '../../api/object.ts';
import type { Store } from '../../api/store.ts';

const defaultStorage = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];
const claimClass = 'volume.beta.kubernetes.io/storage-class';

export function withStorageClass(claim: PersistentVolumeClaim, store: Store): PersistentVolumeClaim {
  const named = claim.spec?.storageClassName ?? claim.metadata?.annotations?.[claimClass];
  if (named !== undefined) return claim;
  const found = defaultAmong(store.list('storageclasses.storage.k8s.io'), defaultStorage);
  return found === undefined ? claim : { ...claim, spec: { ...claim.spec, storageClassName: found } };
}

export function withIngressClass(ingress: Ingress, store: Store): Ingress {
  const named =
    ingress.spec?.ingressClassName ?? ingress.metadata?.annotations?.['kubernetes.io/ingress.class'];
  if (named !== undefined) return ingress;
  const found = defaultAmong(store.list('ingressclasses.networking.k8s.io'), [
    'ingressclass.kubernetes.io/is-default-class',
  ]);
  return found === undefined ? ingress : { ...ingress, spec: { ...ingress.spec, ingressClassName: found } };
}

/** The newest of the classes marked as default, by name where they are of one second. */
function defaultAmong(classes: readonly KubeObject[], marks: readonly string[]): string | undefined {
  const marked = classes.filter(({ metadata }) =>
    marks.some((mark) => metadata?.annotations?.[mark] === 'true'),
  );
  const created = (object: KubeObject): string => object.metadata?.creationTimestamp ?? '';
  const [first] = marked.toSorted((left, right) => {
    if (created(left) !== created(right)) return created(left) < created(right) ? 1 : -1;
    return nameOf(left) < nameOf(right) ? -1 : 1;
  });
  return first === undefined ? undefined : nameOf(first);
}
