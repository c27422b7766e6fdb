/**
 * Volumes that are not the machine's own: disks that have to be attached, and shares of servers and drivers that a
 * simulated cluster does not have. `pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go`,
 * `pkg/volume/nfs`, `pkg/volume/iscsi`, `pkg/volume/csi`
 */
import type { ContainerRuntime } from '../api/container-runtime.ts';
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  PersistentVolumeSpec,
  Pod,
  VolumeAttachment,
  Volume,
} from '../api/generated/types.ts';
import { nameOf, namespaceOf } from '../api/object.ts';
import type { View } from '../api/part.ts';
import { attachmentsResource, claimNameOf, claimsResource, diskDriver } from '../api/storage/claims.ts';
import { persistentVolumeOf } from '../api/storage/pod-volumes.ts';
import { type FailedVolume, hostPathError, setUpFailed } from './volume-checks.ts';

type Source = Pick<Volume, 'nfs' | 'iscsi' | 'fc' | 'cephfs' | 'rbd' | 'glusterfs'> &
  Pick<PersistentVolumeSpec, (typeof migrated)[number][0] | 'flocker' | 'quobyte' | 'storageos' | 'scaleIO'>;

/** Sources that drivers have taken over. `csi-translation-lib/plugins` */
const migrated = [
  ['awsElasticBlockStore', 'ebs.csi.aws.com'],
  ['azureDisk', 'disk.csi.azure.com'],
  ['azureFile', 'file.csi.azure.com'],
  ['cinder', 'cinder.csi.openstack.org'],
  ['gcePersistentDisk', 'pd.csi.storage.gke.io'],
  ['portworxVolume', 'pxd.portworx.com'],
  ['vsphereVolume', 'csi.vsphere.vmware.com'],
] as const;

/** Sources that Kubernetes has no code for any more. */
const removed = ['cephfs', 'rbd', 'glusterfs', 'flocker', 'quobyte', 'storageos', 'scaleIO'] as const;

/** The volumes of a pod that are not there yet, or never will be. */
export function unreachableVolumes(
  view: View,
  runtime: ContainerRuntime,
  pod: Pod,
  node: string,
): FailedVolume[] {
  return (pod.spec?.volumes ?? []).flatMap((volume) => {
    const claimName = claimNameOf(pod, volume);
    if (claimName !== undefined) return failureOfClaim(view, runtime, pod, volume, claimName, node) ?? [];
    if (volume.csi !== undefined) {
      const message = setUpFailed(volume.name, missingDriver(volume.csi.driver));
      return { name: volume.name, message };
    }
    return failureOfSource(volume.name, volume.name, volume as Source, pod, node) ?? [];
  });
}

function failureOfClaim(
  view: View,
  runtime: ContainerRuntime,
  pod: Pod,
  volume: Volume,
  claimName: string,
  node: string,
): FailedVolume | undefined {
  const namespace = namespaceOf(pod);
  const key = `${namespace}/${claimName}`;
  const { name } = volume;
  const claim = view.get<PersistentVolumeClaim>(claimsResource, namespace, claimName);
  if (claim === undefined)
    return unprocessed(
      name,
      `error processing PVC ${key}: failed to fetch PVC from API server: persistentvolumeclaims "${claimName}" not found`,
    );
  const found = persistentVolumeOf(pod, volume, (resource, wanted) =>
    view.get(resource, resource === claimsResource ? namespace : '', wanted),
  );
  if (found === undefined) return unprocessed(name, `error processing PVC ${key}: PVC is not bound`);
  const { csi } = found.spec ?? {};
  if (csi !== undefined) return failureOfDisk(view, name, found, csi.driver, node);
  return (
    failureOfDirectory(name, found, runtime, node) ??
    failureOfSource(name, nameOf(found), (found.spec ?? {}) as Source, pod, node)
  );
}

/** A directory of the machine itself; a local volume's has to be there. `pkg/volume/local/local.go` */
function failureOfDirectory(
  name: string,
  volume: PersistentVolume,
  runtime: ContainerRuntime,
  node: string,
): FailedVolume | undefined {
  const { hostPath, local } = volume.spec ?? {};
  const why = hostPath === undefined ? undefined : hostPathError(runtime, node, hostPath);
  if (why !== undefined) return { name, message: setUpFailed(nameOf(volume), why) };
  if (local === undefined || runtime.hostPathKind?.(node, local.path) !== undefined) return undefined;
  const missing = `path "${local.path}" does not exist`;
  return { name, message: mountFailed('NewMounter initialization', nameOf(volume), missing) };
}

function unprocessed(name: string, why: string): FailedVolume {
  return { name, unprocessed: why };
}

/** A disk is waited for until it is attached; one of a driver that isn't here is waited for in vain. */
function failureOfDisk(
  view: View,
  name: string,
  volume: PersistentVolume,
  driver: string,
  node: string,
): FailedVolume | undefined {
  const attachment = view
    .list<VolumeAttachment>(attachmentsResource)
    .find(({ spec }) => spec.source.persistentVolumeName === nameOf(volume) && spec.nodeName === node);
  const isLeaving = attachment?.metadata?.deletionTimestamp !== undefined;
  if (attachment?.status?.attached !== true || isLeaving) return { name, isUnattached: true };
  return driver === diskDriver
    ? undefined
    : { name, message: mountFailed('MountDevice', nameOf(volume), missingDriver(driver)) };
}

/** `volumeName`: the persistent volume's, or that of the pod's volume. */
function failureOfSource(
  name: string,
  volumeName: string,
  source: Source,
  pod: Pod,
  node: string,
): FailedVolume | undefined {
  const { nfs, iscsi, fc } = source;
  if (nfs !== undefined) {
    const directory = `/var/lib/kubelet/pods/${pod.metadata?.uid ?? ''}/volumes/kubernetes.io~nfs/${volumeName}`;
    const why = [
      'mount failed: exit status 32',
      'Mounting command: mount',
      `Mounting arguments: -t nfs ${nfs.server}:${nfs.path} ${directory}`,
      /^[\d.]+$/.test(nfs.server)
        ? 'Output: mount.nfs: Connection timed out'
        : `Output: mount.nfs: Failed to resolve server ${nfs.server}: Name or service not known`,
    ].join('\n');
    return { name, message: setUpFailed(volumeName, why) };
  }
  if (iscsi !== undefined) {
    const why = `failed to get any path for iscsi disk, last err seen:\niscsi: failed to sendtargets to portal ${iscsi.targetPortal} output: iscsiadm: cannot make connection to ${iscsi.targetPortal}: Connection timed out, err exit status 4`;
    return { name, message: mountFailed('WaitForAttach', volumeName, why) };
  }
  if (fc !== undefined)
    return { name, message: mountFailed('WaitForAttach', volumeName, 'no fc disk found') };
  if (removed.some((kind) => source[kind] !== undefined))
    return unprocessed(
      name,
      `failed to get Plugin from volumeSpec for volume "${volumeName}" err=no volume plugin matched`,
    );
  const successor = migrated.find(([kind]) => source[kind] !== undefined);
  if (successor === undefined) return undefined;
  const why = `CSINode ${node} does not contain driver ${successor[1]}`;
  return {
    name,
    isUnattached: true,
    message: `AttachVolume.Attach failed for volume "${volumeName}" : ${why}`,
  };
}

function mountFailed(step: string, name: string, why: string): string {
  return `MountVolume.${step} failed for volume "${name}" : ${why}`;
}

function missingDriver(driver: string): string {
  return `kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name ${driver} not found in the list of registered CSI drivers`;
}
