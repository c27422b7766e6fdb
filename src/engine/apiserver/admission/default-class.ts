/**
 * The class that an object gets when its author names none. `plugin/pkg/admission/storage/storageclass/setdefault`,
 * `plugin/pkg/admission/network/defaultingressclass`
 */
import type { Ingress, PersistentVolumeClaim } from '../../api/generated/types.ts';
import { namesClass } from '../../api/storage/claims.ts';
import { defaultAmong, defaultStorageClass } from '../../api/storage/default-class.ts';
import type { Store } from '../../api/store.ts';

export function withStorageClass(claim: PersistentVolumeClaim, store: Store): PersistentVolumeClaim {
  if (namesClass(claim)) return claim;
  const found = defaultStorageClass(store);
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
