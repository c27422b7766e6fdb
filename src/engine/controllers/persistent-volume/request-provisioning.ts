/** How a claim asks a provisioner for a volume. `pkg/controller/volume/persistentvolume/pv_controller.go` provisionClaim */
import type { PersistentVolumeClaim, StorageClass } from '../../api/generated/types.ts';
import type { Write } from '../../api/part.ts';
import {
  betaStorageProvisioner,
  classesResource,
  storageClassOf,
  storageProvisioner,
} from '../../api/storage/claims.ts';
import { patchClaim } from './binding.ts';
import { normalEvent, warningEvent } from './storage-events.ts';
import type { StorageView } from './storage-view.ts';

const migratedTo = 'pv.kubernetes.io/migrated-to';

/** Drivers that took over from provisioners which were once part of Kubernetes. `csi-translation-lib/plugins` */
const successors: Readonly<Record<string, string>> = {
  'kubernetes.io/aws-ebs': 'ebs.csi.aws.com',
  'kubernetes.io/azure-disk': 'disk.csi.azure.com',
  'kubernetes.io/azure-file': 'file.csi.azure.com',
  'kubernetes.io/cinder': 'cinder.csi.openstack.org',
  'kubernetes.io/gce-pd': 'pd.csi.storage.gke.io',
  'kubernetes.io/portworx-volume': 'pxd.portworx.com',
  'kubernetes.io/vsphere-volume': 'csi.vsphere.vmware.com',
};

/** Names the provisioner on the claim and says what is waited for, or why nobody can provision it. */
export function provisionWrites(claim: PersistentVolumeClaim, view: StorageView): Write[] {
  const className = storageClassOf(claim);
  const storageClass = view.get<StorageClass>(classesResource, '', className);
  if (storageClass === undefined) {
    const message = `storageclass.storage.k8s.io "${className}" not found`;
    return [warningEvent(claim, 'ProvisioningFailed', message)];
  }
  const named = storageClass.provisioner;
  const provisioner = successors[named] ?? named;
  if (provisioner.startsWith('kubernetes.io/')) {
    const message = `no volume plugin matched name: ${provisioner}`;
    return [warningEvent(claim, 'ProvisioningFailed', message)];
  }
  const message =
    `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the ` +
    'system administrator. If volume creation is delayed, please verify that the provisioner is running and ' +
    'correctly registered.';
  return [
    ...nameProvisioner(claim, provisioner, provisioner !== named),
    normalEvent(claim, 'ExternalProvisioning', message),
  ];
}

function nameProvisioner(claim: PersistentVolumeClaim, provisioner: string, isMigrated: boolean): Write[] {
  if (claim.metadata?.annotations?.[storageProvisioner] === provisioner) return [];
  const annotations = {
    [betaStorageProvisioner]: provisioner,
    [storageProvisioner]: provisioner,
    ...(isMigrated ? { [migratedTo]: provisioner } : {}),
  };
  return [patchClaim(claim, { metadata: { annotations } })];
}
