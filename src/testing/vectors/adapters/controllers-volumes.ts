import type {
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
} from '../../../engine/api/generated/types.ts';
import { type KubeObject, nameOf, namespaceOf } from '../../../engine/api/object.ts';
import type { EventRecord, Write } from '../../../engine/api/part.ts';
import { applyJsonMergePatch } from '../../../engine/api/patch/index.ts';
import { claimsResource, classesResource, volumesResource } from '../../../engine/api/storage/claims.ts';
import { differsInMode, findBestMatch, offersAccessModes } from '../../../engine/api/storage/volume-match.ts';
import type { StorageView } from '../../../engine/controllers/persistent-volume/storage-view.ts';
import { syncClaim, type SyncOutcome } from '../../../engine/controllers/persistent-volume/sync-claim.ts';
import { syncVolume } from '../../../engine/controllers/persistent-volume/sync-volume.ts';
import type { Json } from '../../../engine/kernel/index.ts';
import type { Adapters } from '../adapter.ts';

interface SyncInput {
  readonly sync: 'claim' | 'volume';
  readonly volumes?: readonly PersistentVolume[];
  readonly claims?: readonly PersistentVolumeClaim[];
  readonly storageClasses?: readonly StorageClass[];
}

function viewOf({ volumes = [], claims = [], storageClasses = [] }: SyncInput): StorageView {
  const objects: Readonly<Record<string, readonly KubeObject[]>> = {
    [volumesResource]: volumes,
    [claimsResource]: claims,
    [classesResource]: storageClasses,
  };
  const list = <Kind extends KubeObject>(resource: string): readonly Kind[] =>
    (objects[resource] ?? []) as readonly Kind[];
  return {
    list,
    get: <Kind extends KubeObject>(resource: string, namespace: string, name: string) =>
      list<Kind>(resource).find((one) => nameOf(one) === name && namespaceOf(one) === namespace),
    nowTimestamp: '2026-01-01T00:00:00Z',
  };
}

function syncOnce(input: SyncInput, view: StorageView): SyncOutcome {
  if (input.sync === 'claim') return syncClaim(input.claims![0]!, view);
  return { writes: syncVolume(input.volumes![0]!, view) };
}

function written<Kind extends KubeObject>(object: Kind, resource: string, writes: readonly Write[]): Kind {
  return writes.reduce((current, write) => {
    if (write.verb !== 'patch' || write.resource !== resource) return current;
    if (write.name !== nameOf(object) || write.namespace !== namespaceOf(object)) return current;
    return applyJsonMergePatch(current as unknown as Json, write.patch) as unknown as Kind;
  }, object);
}

function metadataOf({ metadata }: KubeObject): object {
  const { name, annotations } = metadata ?? {};
  return { name, ...(annotations === undefined ? {} : { annotations }) };
}

function shownVolume(volume: PersistentVolume): object {
  const reference = volume.spec?.claimRef;
  const phase = volume.status?.phase;
  const shown = { metadata: metadataOf(volume), status: { phase } };
  if (reference === undefined) return shown;
  const { namespace, name, uid } = reference;
  const claimRef = { namespace, name, ...((uid ?? '') === '' ? {} : { uid }) };
  return { ...shown, spec: { claimRef } };
}

function shownClaim(claim: PersistentVolumeClaim): object {
  const volumeName = claim.spec?.volumeName ?? '';
  return {
    metadata: metadataOf(claim),
    ...(volumeName === '' ? {} : { spec: { volumeName } }),
    status: claim.status,
  };
}

function shownEvent({ type, reason, message }: EventRecord): object {
  return { type, reason, message };
}

export const adapters: Adapters = {
  'controllers/pv-access-modes': ({ claim, volume }) => offersAccessModes(claim, volume),
  'controllers/pv-volume-mode-mismatch': ({ claimMode, volumeMode }) => differsInMode(claimMode, volumeMode),
  'controllers/pv-claim-match': ({ claim, volumes, waitForFirstConsumer = false }) =>
    findBestMatch(claim, volumes, waitForFirstConsumer)?.metadata?.name ?? null,
  'controllers/pv-controller-sync': (input: SyncInput) => {
    const { writes, error } = syncOnce(input, viewOf(input));
    return {
      volumes: (input.volumes ?? []).map((one) => shownVolume(written(one, volumesResource, writes))),
      claims: (input.claims ?? []).map((one) => shownClaim(written(one, claimsResource, writes))),
      events: writes.flatMap((write) => (write.verb === 'event' ? [shownEvent(write.event)] : [])),
      ...(error === undefined ? {} : { error: true }),
    };
  },
};
