/** Only a bound claim of a class that allows it may ask for more. `plugin/pkg/admission/storage/persistentvolume/resize/admission.go` */
import type { PersistentVolumeClaim, StorageClass } from '../../api/generated/types.ts';
import { resourceById } from '../../api/kinds.ts';
import { nameOf } from '../../api/object.ts';
import { compareQuantities } from '../../api/quantity.ts';
import { claimsResource, classesResource, storageClassOf } from '../../api/storage/claims.ts';
import { wantedSize } from '../../api/storage/volume-match.ts';
import type { Store } from '../../api/store.ts';
import { forbidden } from '../errors.ts';

/** @throws StatusError Forbidden */
export function checkClaimResize(
  next: PersistentVolumeClaim,
  previous: PersistentVolumeClaim | undefined,
  store: Store,
): void {
  if (previous === undefined || compareQuantities(wantedSize(next), wantedSize(previous)) <= 0) return;
  const refuse = (why: string): Error => forbidden(resourceById(claimsResource), nameOf(next), why);
  if (previous.status?.phase !== 'Bound') throw refuse('Only bound persistent volume claims can be expanded');
  const storageClass = store.get(classesResource, '', storageClassOf(previous)) as StorageClass | undefined;
  if (storageClass?.allowVolumeExpansion === true) return;
  throw refuse(
    'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
  );
}
