/** The driver's resizer: makes disks larger when their claims ask for more. `kubernetes-csi/external-resizer/pkg/controller` */
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  PersistentVolumeClaimStatus,
} from '../../api/generated/types.ts';
import { keyOf, nameOf, splitKey } from '../../api/object.ts';
import type { Controller, Memory, ReconcileResult, View, Write } from '../../api/part.ts';
import { compareQuantities, parseQuantity } from '../../api/quantity.ts';
import { claimsResource, diskDriver, isFullyBound, volumesResource } from '../../api/storage/claims.ts';
import { sizeOf, wantedSize } from '../../api/storage/volume-match.ts';
import type { Json } from '../../kernel/index.ts';
import { patchClaim, patchVolume } from './binding.ts';
import { normalEvent } from './storage-events.ts';

/** How long the driver takes to make a disk larger. */
const resizeMs = 2000;

export const diskResizer: Controller = {
  name: `external-resizer ${diskDriver}`,
  watches: [{ resource: claimsResource, keys: ({ next }) => (next === undefined ? [] : [keyOf(next)]) }],
  reconcile(key, view, memory): ReconcileResult {
    const { namespace, name } = splitKey(key);
    const claim = view.get<PersistentVolumeClaim>(claimsResource, namespace, name);
    const volume =
      claim === undefined || !isFullyBound(claim)
        ? undefined
        : view.get<PersistentVolume>(volumesResource, '', claim.spec?.volumeName ?? '');
    if (claim === undefined || volume?.spec?.csi?.driver !== diskDriver || !wantsMore(claim)) {
      delete memory[key];
      return { writes: [] };
    }
    return resize(key, claim, volume, view, memory);
  },
};

function wantsMore(claim: PersistentVolumeClaim): boolean {
  const { capacity, phase } = claim.status ?? {};
  if (phase !== 'Bound' || isNodesTurn(claim)) return false;
  return compareQuantities(wantedSize(claim), parseQuantity(capacity?.['storage'] ?? '0')) > 0;
}

/** The disk is large enough, and its file system is for the kubelet to grow. */
function isNodesTurn({ spec, status }: PersistentVolumeClaim): boolean {
  const isPending = status?.conditions?.some(({ type }) => type === 'FileSystemResizePending') === true;
  return isPending && status?.allocatedResources?.['storage'] === spec?.resources?.requests?.['storage'];
}

function resize(
  key: string,
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
  view: View,
  memory: Memory,
): ReconcileResult {
  const begunMs = memory[key] as number | undefined;
  if (begunMs === undefined) {
    memory[key] = view.nowMs;
    return { writes: beginWrites(claim, volume, view), requeueAfterMs: resizeMs };
  }
  const restMs = begunMs + resizeMs - view.nowMs;
  if (restMs > 0) return { writes: [], requeueAfterMs: restMs };
  delete memory[key];
  return { writes: endWrites(claim, volume, view) };
}

function beginWrites(claim: PersistentVolumeClaim, volume: PersistentVolume, view: View): Write[] {
  const storage = claim.spec?.resources?.requests?.['storage'] ?? '0';
  const begun: PersistentVolumeClaimStatus = {
    allocatedResources: { storage },
    allocatedResourceStatuses: { storage: 'ControllerResizeInProgress' },
    conditions: [{ type: 'Resizing', status: 'True', lastTransitionTime: view.nowTimestamp }],
  };
  return [
    patchClaim(claim, { status: begun as Json }, 'status'),
    normalEvent(claim, 'Resizing', `External resizer is resizing volume ${nameOf(volume)}`),
  ];
}

function endWrites(claim: PersistentVolumeClaim, volume: PersistentVolume, view: View): Write[] {
  const storage = claim.spec?.resources?.requests?.['storage'] ?? '0';
  const grown =
    compareQuantities(sizeOf(volume), wantedSize(claim)) < 0
      ? [patchVolume(volume, { spec: { capacity: { storage } } })]
      : [];
  if (claim.spec?.volumeMode === 'Block') return [...grown, ...blockWrites(claim, volume, storage)];
  const ended: PersistentVolumeClaimStatus = {
    allocatedResourceStatuses: { storage: 'NodeResizePending' },
    conditions: [
      {
        type: 'FileSystemResizePending',
        status: 'True',
        lastTransitionTime: view.nowTimestamp,
        message: 'Waiting for user to (re-)start a pod to finish file system resize of volume on node.',
      },
    ],
  };
  return [
    ...grown,
    patchClaim(claim, { status: ended as Json }, 'status'),
    normalEvent(claim, 'FileSystemResizeRequired', 'Require file system resize of volume on node'),
  ];
}

/** A raw disk has no file system to grow. */
function blockWrites(claim: PersistentVolumeClaim, volume: PersistentVolume, storage: string): Write[] {
  const status = { capacity: { storage }, allocatedResourceStatuses: null, conditions: null };
  const message = `Resize volume ${nameOf(volume)} succeeded`;
  return [patchClaim(claim, { status }, 'status'), normalEvent(claim, 'VolumeResizeSuccessful', message)];
}
