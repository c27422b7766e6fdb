/**
 * The driver's provisioner: makes a disk for each claim that asks for one, and deletes it when the claim is gone.
 * `kubernetes-csi/external-provisioner`, `sigs.k8s.io/sig-storage-lib-external-provisioner/controller/controller.go`
 */
import type {
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
} from '../../api/generated/types.ts';
import { keyOf, nameOf, namespaceOf, splitKey } from '../../api/object.ts';
import type { Controller, Memory, ReconcileResult, View, Write } from '../../api/part.ts';
import {
  claimsResource,
  classesResource,
  diskDriver,
  provisionedBy,
  selectedNode,
  storageClassOf,
  storageProvisioner,
  volumesResource,
} from '../../api/storage/claims.ts';
import { patchVolume } from './binding.ts';
import { normalEvent, warningEvent } from './storage-events.ts';

const volumeFinalizer = 'external-provisioner.volume.kubernetes.io/finalizer';
const zoneLabel = 'topology.kubernetes.io/zone';
/** How long the driver takes to make a disk, and to delete one. */
const provisionMs = 1500;
const deleteMs = 1000;
/** After a claim that the driver can't serve. */
const retryMs = 60_000;
/** A disk is attached to one machine at a time. */
const offeredModes = ['ReadWriteOnce', 'ReadWriteOncePod'];

export const diskProvisioner: Controller = {
  name: `${diskDriver}_csi-controller-0`,
  watches: [
    { resource: claimsResource, keys: ({ next }) => (next === undefined ? [] : [keyOf(next)]) },
    { resource: volumesResource, keys: ({ next }) => (next === undefined ? [] : [nameOf(next)]) },
  ],
  reconcile(key, view, memory): ReconcileResult {
    const { namespace, name } = splitKey(key);
    if (namespace === '') return reconcileVolume(name, view, memory);
    const claim = view.get<PersistentVolumeClaim>(claimsResource, namespace, name);
    if (claim === undefined || !isWanted(claim)) {
      delete memory[key];
      return { writes: [] };
    }
    return provision(key, claim, view, memory);
  },
};

/** Whether the volume controller has asked this driver, and the scheduler has chosen a machine where it has to. */
function isWanted(claim: PersistentVolumeClaim): boolean {
  return (
    (claim.spec?.volumeName ?? '') === '' &&
    claim.metadata?.deletionTimestamp === undefined &&
    claim.metadata?.annotations?.[storageProvisioner] === diskDriver
  );
}

function provision(key: string, claim: PersistentVolumeClaim, view: View, memory: Memory): ReconcileResult {
  const storageClass = view.get<StorageClass>(classesResource, '', storageClassOf(claim));
  if (storageClass === undefined) return { writes: [] };
  const chosen = claim.metadata?.annotations?.[selectedNode];
  if (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && chosen === undefined)
    return { writes: [] };
  const volumeName = `pvc-${claim.metadata?.uid ?? ''}`;
  if (view.get(volumesResource, '', volumeName) !== undefined) return { writes: [] };
  const begunMs = memory[key] as number | undefined;
  if (begunMs === undefined) {
    memory[key] = view.nowMs;
    const message = `External provisioner is provisioning volume for claim "${key}"`;
    return { writes: [normalEvent(claim, 'Provisioning', message)], requeueAfterMs: provisionMs };
  }
  const restMs = begunMs + provisionMs - view.nowMs;
  if (restMs > 0) return { writes: [], requeueAfterMs: restMs };
  delete memory[key];
  const refusal = refusalOf(claim);
  if (refusal !== undefined) {
    const message = `failed to provision volume with StorageClass "${nameOf(storageClass)}": ${refusal}`;
    return { writes: [warningEvent(claim, 'ProvisioningFailed', message)], requeueAfterMs: retryMs };
  }
  const zone = view.get<Node>('nodes', '', chosen ?? '')?.metadata?.labels?.[zoneLabel];
  const object = newVolume(volumeName, claim, storageClass, zone);
  const message = `Successfully provisioned volume ${volumeName}`;
  return {
    writes: [
      { verb: 'create', resource: volumesResource, object },
      normalEvent(claim, 'ProvisioningSucceeded', message),
    ],
  };
}

function refusalOf({ spec }: PersistentVolumeClaim): string | undefined {
  const other = spec?.accessModes?.find((mode) => !offeredModes.includes(mode));
  if (other !== undefined)
    return `rpc error: code = InvalidArgument desc = access mode ${other} is not supported: a disk is attached to one node at a time`;
  return spec?.dataSource === undefined && spec?.dataSourceRef === undefined
    ? undefined
    : 'rpc error: code = InvalidArgument desc = volume content sources are not supported';
}

function newVolume(
  name: string,
  claim: PersistentVolumeClaim,
  { mountOptions, reclaimPolicy = 'Delete' }: StorageClass,
  zone: string | undefined,
): PersistentVolume {
  const { accessModes = [], resources, volumeMode = 'Filesystem' } = claim.spec ?? {};
  const matchExpressions = [{ key: zoneLabel, operator: 'In', values: [zone ?? ''] }];
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name,
      annotations: { [provisionedBy]: diskDriver },
      ...(reclaimPolicy === 'Delete' ? { finalizers: [volumeFinalizer] } : {}),
    },
    spec: {
      accessModes,
      capacity: { storage: resources?.requests?.['storage'] ?? '0' },
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        name: nameOf(claim),
        namespace: namespaceOf(claim),
        uid: claim.metadata?.uid ?? '',
        resourceVersion: claim.metadata?.resourceVersion ?? '',
      },
      csi: { driver: diskDriver, fsType: 'ext4', volumeHandle: name },
      persistentVolumeReclaimPolicy: reclaimPolicy,
      storageClassName: storageClassOf(claim),
      volumeMode,
      ...(mountOptions === undefined ? {} : { mountOptions }),
      ...(zone === undefined
        ? {}
        : { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } } }),
    },
  };
}

/** The disk goes with its released volume, where the policy says so. */
function reconcileVolume(name: string, view: View, memory: Memory): ReconcileResult {
  const volume = view.get<PersistentVolume>(volumesResource, '', name);
  const { metadata, spec, status } = volume ?? {};
  if (volume === undefined || metadata?.annotations?.[provisionedBy] !== diskDriver) return { writes: [] };
  const finalizers = metadata.finalizers ?? [];
  const others = finalizers.filter((finalizer) => finalizer !== volumeFinalizer);
  const letGo: Write[] =
    others.length === finalizers.length ? [] : [patchVolume(volume, { metadata: { finalizers: others } })];
  if (spec?.persistentVolumeReclaimPolicy !== 'Delete') return { writes: letGo };
  if (
    status?.phase !== 'Released' &&
    !(metadata.deletionTimestamp !== undefined && status?.phase !== 'Bound')
  )
    return { writes: [] };
  const begunMs = memory[name] as number | undefined;
  if (begunMs === undefined) {
    memory[name] = view.nowMs;
    return { writes: [], requeueAfterMs: deleteMs };
  }
  const restMs = begunMs + deleteMs - view.nowMs;
  if (restMs > 0) return { writes: [], requeueAfterMs: restMs };
  delete memory[name];
  if (metadata.deletionTimestamp !== undefined) return { writes: letGo };
  return {
    writes: [{ verb: 'delete', resource: volumesResource, namespace: '', name }, ...letGo],
  };
}
