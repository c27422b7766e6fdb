import type { OwnerReference } from '../../api/object.ts';
import { type KubeObject, nameOf } from '../../api/object.ts';

/** The reference by which a workload manages what it creates. `metav1.NewControllerRef` */
export function controllerReference(owner: KubeObject, apiVersion: string, kind: string): OwnerReference {
  return {
    apiVersion,
    kind,
    name: nameOf(owner),
    uid: owner.metadata?.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
