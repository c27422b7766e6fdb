/**
 * Attaches disks to the machines whose pods use them, and detaches them when no pod there does any more.
 * `pkg/controller/volume/attachdetach/reconciler/reconciler.go`
 */
import type {
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  VolumeAttachment,
} from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import type { Controller, Memory, ReconcileResult, View, Write } from '../../api/part.ts';
import {
  attachmentsResource,
  claimNamesOf,
  claimsResource,
  isFullyBound,
  volumesResource,
} from '../../api/storage/claims.ts';
import type { Change } from '../../api/store.ts';
import { hashJson } from '../../kernel/index.ts';
import { normalEvent, warningEvent } from './storage-events.ts';

/** A machine that doesn't answer may still write: its disks are taken from it after so long. */
const longestUnmountMs = 360_000;
const outOfService = 'node.kubernetes.io/out-of-service';

export const attachDetachController: Controller = {
  name: 'attachdetach-controller',
  watches: [
    { resource: 'pods', keys: keysOfPod },
    {
      resource: attachmentsResource,
      keys: ({ previous, next }) => [
        ((next ?? previous) as VolumeAttachment).spec.source.persistentVolumeName ?? '',
      ],
    },
    { resource: 'nodes', keys: keysOfNode },
    { resource: claimsResource, keys: keysOfClaim },
  ],
  reconcile(key, view, memory): ReconcileResult {
    const volume = view.get<PersistentVolume>(volumesResource, '', key);
    const attachments = attachmentsOf(key, view);
    const users = volume === undefined ? new Map<string, Pod[]>() : usersOf(volume, view);
    if (users.size === 0 && attachments.length === 0) {
      delete memory[key];
      return { writes: [] };
    }
    const look = { key, volume, attachments, users, view, told: toldOf(memory, key) };
    const detaching = detachWrites(look);
    return { ...detaching, writes: [...detaching.writes, ...attachWrites(look)] };
  },
};

/** What has been told of a volume: nodes it was attached to, and those that can't have it. Plain data. */
interface Told {
  attached: string[];
  refused: string[];
  /** When a machine stopped needing it, in simulated ms. */
  idleSince: Record<string, number>;
}

interface Look {
  readonly key: string;
  readonly volume: PersistentVolume | undefined;
  readonly attachments: readonly VolumeAttachment[];
  /** Pods that use the volume, by machine. */
  readonly users: ReadonlyMap<string, readonly Pod[]>;
  readonly view: View;
  readonly told: Told;
}

function toldOf(memory: Memory, key: string): Told {
  const empty: Told = { attached: [], refused: [], idleSince: {} };
  const kept = memory[key] as unknown as Told | undefined;
  if (kept !== undefined) return kept;
  memory[key] = empty as unknown as Memory[string];
  return empty;
}

/** Volumes of a pod that comes to a machine, ends or goes. */
function keysOfPod({ previous, next }: Change, view: View): string[] {
  const [before, now] = [previous as Pod | undefined, next as Pod | undefined];
  const pod = (now ?? before)!;
  if ((pod.spec?.nodeName ?? '') === '' || claimNamesOf(pod).length === 0) return [];
  const isSame =
    before !== undefined &&
    now !== undefined &&
    before.spec?.nodeName === now.spec?.nodeName &&
    before.status?.phase === now.status?.phase;
  return isSame ? [] : volumeNamesOf(pod, view);
}

/** A claim that comes to be bound after its pod came to a machine. */
function keysOfClaim({ previous, next }: Change): string[] {
  const claim = next as PersistentVolumeClaim | undefined;
  if (claim === undefined || !isFullyBound(claim)) return [];
  const wasBound = previous !== undefined && isFullyBound(previous as PersistentVolumeClaim);
  return wasBound ? [] : [claim.spec?.volumeName ?? ''];
}

function keysOfNode({ previous, next }: Change, view: View): string[] {
  const node = (next ?? previous) as Node;
  if (previous !== undefined && next !== undefined && isLost(previous as Node) === isLost(next as Node))
    return [];
  return view
    .list<VolumeAttachment>(attachmentsResource)
    .filter(({ spec }) => spec.nodeName === nameOf(node))
    .map(({ spec }) => spec.source.persistentVolumeName ?? '');
}

function volumeNamesOf(pod: Pod, view: View): string[] {
  return claimNamesOf(pod).flatMap((name) => {
    const claim = view.get<PersistentVolumeClaim>(claimsResource, namespaceOf(pod), name);
    return claim !== undefined && isFullyBound(claim) ? [claim.spec?.volumeName ?? ''] : [];
  });
}

function attachmentsOf(volumeName: string, view: View): VolumeAttachment[] {
  return view
    .list<VolumeAttachment>(attachmentsResource)
    .filter(({ spec }) => spec.source.persistentVolumeName === volumeName);
}

function usersOf({ metadata, spec }: PersistentVolume, view: View): Map<string, Pod[]> {
  const { namespace = '', name = '' } = spec?.claimRef ?? {};
  const users = new Map<string, Pod[]>();
  if (spec?.csi === undefined || name === '') return users;
  const claim = view.get<PersistentVolumeClaim>(claimsResource, namespace, name);
  if (claim?.spec?.volumeName !== metadata?.name) return users;
  for (const pod of view.list<Pod>('pods', namespace)) {
    const node = pod.spec?.nodeName ?? '';
    const hasEnded = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
    if (node === '' || hasEnded || !claimNamesOf(pod).includes(name)) continue;
    users.set(node, [...(users.get(node) ?? []), pod]);
  }
  return users;
}

function attachWrites(look: Look): Write[] {
  look.told.refused = look.told.refused.filter((node) => look.users.has(node));
  return [...look.users].flatMap(([node, pods]) => {
    const attachment = look.attachments.find(({ spec }) => spec.nodeName === node);
    if (attachment === undefined) return beginAttach(look, node, pods);
    return attachment.status?.attached === true ? tellAttached(look, node, pods) : [];
  });
}

function tellAttached({ told, key }: Look, node: string, pods: readonly Pod[]): Write[] {
  if (told.attached.includes(node)) return [];
  told.attached.push(node);
  told.refused = told.refused.filter((one) => one !== node);
  const message = `AttachVolume.Attach succeeded for volume "${key}" `;
  return pods.map((pod) => normalEvent(pod, 'SuccessfulAttachVolume', message));
}

function beginAttach(look: Look, node: string, pods: readonly Pod[]): Write[] {
  const { key, volume, attachments, told } = look;
  const { csi, accessModes = [] } = volume?.spec ?? {};
  const isShared = accessModes.some((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany');
  if (attachments.length > 0 && !isShared) {
    if (told.refused.includes(node)) return [];
    told.refused.push(node);
    const message = `Multi-Attach error for volume "${key}" ${whoHasIt(look, node)}`;
    return pods.map((pod) => warningEvent(pod, 'FailedAttachVolume', message));
  }
  const driver = csi?.driver ?? '';
  const object: VolumeAttachment = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttachment',
    metadata: { name: `csi-${hashJson([csi?.volumeHandle ?? '', driver, node])}` },
    spec: { attacher: driver, nodeName: node, source: { persistentVolumeName: key } },
  };
  return [{ verb: 'create', resource: attachmentsResource, object }];
}

/** `reconciler.go` reportMultiAttachError */
function whoHasIt({ users }: Look, node: string): string {
  const others = [...users].filter(([other]) => other !== node).flatMap(([, pods]) => pods.map(nameOf));
  return others.length === 0
    ? "Volume is already exclusively attached to one node and can't be attached to another"
    : `Volume is already used by pod(s) ${others.join(', ')}`;
}

function detachWrites({ attachments, users, view, told }: Look): ReconcileResult {
  const writes: Write[] = [];
  let requeueAfterMs: number | undefined;
  for (const { metadata, spec } of attachments) {
    if (users.has(spec.nodeName) || metadata?.deletionTimestamp !== undefined) {
      delete told.idleSince[spec.nodeName];
      continue;
    }
    const sinceMs = (told.idleSince[spec.nodeName] ??= view.nowMs);
    const node = view.get<Node>('nodes', '', spec.nodeName);
    const restMs = node !== undefined && isLost(node) ? sinceMs + longestUnmountMs - view.nowMs : 0;
    if (restMs > 0) {
      requeueAfterMs = Math.min(requeueAfterMs ?? restMs, restMs);
      continue;
    }
    told.attached = told.attached.filter((one) => one !== spec.nodeName);
    writes.push({ verb: 'delete', resource: attachmentsResource, namespace: '', name: metadata?.name ?? '' });
  }
  return requeueAfterMs === undefined ? { writes } : { writes, requeueAfterMs };
}

/** A machine that doesn't answer, and that nobody has declared out of service. */
function isLost({ spec, status }: Node): boolean {
  if (spec?.taints?.some(({ key }) => key === outOfService) === true) return false;
  return status?.conditions?.find(({ type }) => type === 'Ready')?.status !== 'True';
}
