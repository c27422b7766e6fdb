/** Which files of a pod live where: what pkg/volume does on a real node, as far as contents go. */
import type { ConfigMap, Container, PersistentVolume, Pod, Secret, Volume } from '../api/generated/types.ts';
import type { KubeObject } from '../api/object.ts';
import {
  configMapFiles,
  downwardFiles,
  secretFiles,
  usualFileMode,
  VolumeError,
  type VolumeFile,
} from '../api/volume-files.ts';
import { type PlannedMount, planContainerMounts } from '../api/volume-mounts.ts';
import { type FindStored, persistentVolumeOf } from '../api/storage/pod-volumes.ts';
import type { Mount } from './mount.ts';
import { isTokenVolume } from './token-volume.ts';

/** What shows ConfigMaps, Secrets and fields: their files come from the API. */
const showing = ['configMap', 'secret', 'downwardAPI', 'projected'] as const;

/**
 * Finds a ConfigMap or Secret as the machine's kubelet has last put it into the pod's volumes; a claim of the pod's
 * namespace or a persistent volume as it is.
 */
export type FindSource = (
  resource: 'configmaps' | 'secrets' | Parameters<FindStored>[0],
  name: string,
) => KubeObject | undefined;

/** The mounts of a container. Tokens that every pod gets are left out: they need no place in the state. */
export function planMounts(
  pod: Pod,
  container: Container,
  node: string,
  environment: Readonly<Record<string, string>>,
  find: FindSource,
): Mount[] {
  const volumes = new Map((pod.spec?.volumes ?? []).map((volume) => [volume.name, volume]));
  const volumeMounts = container.volumeMounts?.filter(
    ({ name }) => volumes.has(name) && !isTokenVolume(name),
  );
  if (volumeMounts === undefined) return [];
  const roots = Object.fromEntries([...volumes].map(([name]) => [name, '']));
  const planned = planContainerMounts({ ...container, volumeMounts }, roots, environment);
  return planned.map((mount) => mountOf(pod, volumes.get(mount.name)!, mount, node, find));
}

function mountOf(pod: Pod, volume: Volume, planned: PlannedMount, node: string, find: FindSource): Mount {
  const subPath = planned.hostPath.replace(/^\//, '');
  const path = planned.containerPath.replace(/(.)\/+$/, '$1');
  const at = { path, readOnly: planned.readOnly };
  if (isShowing(volume)) {
    // A part of such a volume is bound as it stands when the container starts, and stays so.
    const pinned = subPath === '' ? undefined : shownFiles(pod, volume, find)[`/${subPath}`];
    const shown = { ...at, volume: '', subPath, readOnly: true, shown: volume.name };
    return pinned === undefined ? shown : { ...shown, pinned };
  }
  const persistent = persistentVolumeOf(pod, volume, find);
  const directory = (volume.hostPath ?? persistent?.spec?.hostPath ?? persistent?.spec?.local)?.path;
  if (directory === undefined) return { ...at, volume: volumeKey(pod, volume, persistent), subPath };
  const below = [directory, subPath].join('/').split('/').filter(Boolean).join('/');
  return { ...at, volume: hostVolume(node), subPath: below };
}

function isShowing(volume: Volume): boolean {
  return showing.some((source) => volume[source] !== undefined);
}

/** All that a pod's own volumes have in front of their names. */
export function podVolumePrefix(podUid: string): string {
  return `pod/${podUid}/`;
}

/** The machine's own files. */
export function hostVolume(node: string): string {
  return `host/${node}`;
}

/** A volume is shared by all that have the same key. */
function volumeKey(pod: Pod, volume: Volume, persistent: PersistentVolume | undefined): string {
  if (persistent !== undefined) return diskKey(persistent);
  return `${podVolumePrefix(pod.metadata?.uid ?? '')}${volume.name}`;
}

/** Where the files of a disk are: they outlive pods, claims and machines. */
export function diskKey({ metadata, spec }: PersistentVolume): string {
  return `disk/${spec?.csi?.volumeHandle ?? metadata?.name ?? ''}`;
}

/** A volume that goes takes its files with it, unless they are to be retained. */
export function isWiped(previous: PersistentVolume, next: PersistentVolume | undefined): boolean {
  const policy = previous.spec?.persistentVolumeReclaimPolicy;
  if (next === undefined) return policy === 'Delete';
  return policy === 'Recycle' && previous.status?.phase === 'Released' && next.status?.phase === 'Available';
}

/** Whether a pod shows a ConfigMap or Secret in a volume, and whether it can do without. */
export function sourceUse(pod: Pod, resource: string, name: string): 'none' | 'needed' | 'optional' {
  for (const { configMap, secret, projected } of pod.spec?.volumes ?? []) {
    const sources = [{ configMap, secret }, ...(projected?.sources ?? [])];
    for (const source of sources) {
      const keyed = resource === 'configmaps' ? source.configMap : source.secret;
      const named =
        keyed !== undefined && 'secretName' in keyed ? keyed.secretName : (keyed as { name?: string })?.name;
      if (keyed !== undefined && named === name) return keyed.optional === true ? 'optional' : 'needed';
    }
  }
  return 'none';
}

/** The files that a volume shows, by path from its root. What is gone, or can't be made, shows nothing. */
export function shownFiles(pod: Pod, volume: Volume, find: FindSource): Record<string, VolumeFile> {
  const { configMap, secret, downwardAPI, projected } = volume;
  const own = { configMap, secret: secret && { ...secret, name: secret.secretName }, downwardAPI };
  const { defaultMode = usualFileMode } = configMap ?? secret ?? downwardAPI ?? projected ?? {};
  const files: Record<string, VolumeFile> = {};
  for (const source of projected?.sources ?? [own]) {
    for (const [path, file] of Object.entries(filesOf(pod, source, defaultMode, find)))
      files[`/${path}`] = file;
  }
  return files;
}

type Source = Pick<
  NonNullable<NonNullable<Volume['projected']>['sources']>[number],
  'configMap' | 'secret' | 'downwardAPI'
>;

function filesOf(
  pod: Pod,
  source: Source,
  defaultMode: number,
  find: FindSource,
): Record<string, VolumeFile> {
  const { configMap, secret, downwardAPI } = source;
  try {
    if (configMap !== undefined) {
      const object = find('configmaps', configMap.name ?? '') as ConfigMap | undefined;
      return object === undefined ? {} : configMapFiles(object, { ...configMap, defaultMode });
    }
    if (secret !== undefined) {
      const object = find('secrets', secret.name ?? '') as Secret | undefined;
      return object === undefined ? {} : secretFiles(object, { ...secret, defaultMode });
    }
    return downwardAPI === undefined ? {} : downwardFiles(pod, downwardAPI.items ?? [], defaultMode);
  } catch (error) {
    if (error instanceof VolumeError) return {};
    throw error;
  }
}
