/** What every part of storage asks of claims and volumes. `component-helpers/storage/volume/pv_helpers.go` */
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  StorageClass,
  Volume,
} from '../generated/types.ts';
import type { Json } from '../../kernel/index.ts';
import { nameOf, namespaceOf } from '../object.ts';
import type { View } from '../part.ts';

export const claimsResource = 'persistentvolumeclaims';
export const volumesResource = 'persistentvolumes';
export const classesResource = 'storageclasses.storage.k8s.io';
export const attachmentsResource = 'volumeattachments.storage.k8s.io';

export const bindCompleted = 'pv.kubernetes.io/bind-completed';
export const boundByController = 'pv.kubernetes.io/bound-by-controller';
export const provisionedBy = 'pv.kubernetes.io/provisioned-by';
export const selectedNode = 'volume.kubernetes.io/selected-node';
export const storageProvisioner = 'volume.kubernetes.io/storage-provisioner';
export const betaStorageProvisioner = 'volume.beta.kubernetes.io/storage-provisioner';
export const claimProtection = 'kubernetes.io/pvc-protection';
export const volumeProtection = 'kubernetes.io/pv-protection';

/** The provisioner that every simulated cluster has: disks that any machine can attach, one at a time. */
export const diskDriver = 'disk.csi.podarium.dev';

const betaClass = 'volume.beta.kubernetes.io/storage-class';

/** The class of a claim or volume; '' for none. */
export function storageClassOf(object: PersistentVolumeClaim | PersistentVolume): string {
  return object.metadata?.annotations?.[betaClass] ?? object.spec?.storageClassName ?? '';
}

/** Whether a claim's author said anything about its class, '' included. */
export function namesClass(claim: PersistentVolumeClaim): boolean {
  return claim.metadata?.annotations?.[betaClass] !== undefined || claim.spec?.storageClassName !== undefined;
}

export function hasAnnotation(object: PersistentVolumeClaim | PersistentVolume, name: string): boolean {
  return object.metadata?.annotations?.[name] !== undefined;
}

/** Whether the claim's class waits for the first pod that uses it. */
export function delaysBinding(claim: PersistentVolumeClaim, view: Pick<View, 'get'>): boolean {
  const className = storageClassOf(claim);
  if (className === '') return false;
  return view.get<StorageClass>(classesResource, '', className)?.volumeBindingMode === 'WaitForFirstConsumer';
}

/** Whether the volume is reserved for this very claim: by name, and by uid where it has one. */
export function isReservedFor({ spec }: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const reference = spec?.claimRef;
  if (reference === undefined) return false;
  if (reference.name !== nameOf(claim) || reference.namespace !== namespaceOf(claim)) return false;
  return (reference.uid ?? '') === '' || reference.uid === claim.metadata?.uid;
}

/** What ties a volume to a claim. `component-helpers/storage/volume/pv_helpers.go` GetBindVolumeToClaim */
export function reservationPatch(volume: PersistentVolume, claim: PersistentVolumeClaim): Json {
  const marks = !isReservedFor(volume, claim) && !hasAnnotation(volume, boundByController);
  const { uid = '', resourceVersion = '' } = claim.metadata ?? {};
  const claimRef = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    name: nameOf(claim),
    namespace: namespaceOf(claim),
    uid,
    resourceVersion,
  };
  const metadata = marks ? { metadata: { annotations: { [boundByController]: 'yes' } } } : {};
  return { ...metadata, spec: { claimRef } };
}

/** Whether claim and volume are completely bound to each other, as far as the claim knows. */
export function isFullyBound(claim: PersistentVolumeClaim): boolean {
  return (claim.spec?.volumeName ?? '') !== '' && hasAnnotation(claim, bindCompleted);
}

/** Name of the claim behind a volume of a pod; undefined where there is none. */
export function claimNameOf(pod: Pod, volume: Volume): string | undefined {
  if (volume.ephemeral !== undefined) return `${nameOf(pod)}-${volume.name}`;
  return volume.persistentVolumeClaim?.claimName;
}

/** The claims that a pod uses, those made for it included. */
export function claimNamesOf(pod: Pod): string[] {
  return (pod.spec?.volumes ?? []).flatMap((volume) => claimNameOf(pod, volume) ?? []);
}

/** Whether an ephemeral volume's claim was made for this pod. */
export function isMadeFor(claim: PersistentVolumeClaim, pod: Pod): boolean {
  return (
    claim.metadata?.ownerReferences?.some(
      ({ uid, controller }) => controller === true && uid === pod.metadata?.uid,
    ) === true
  );
}
