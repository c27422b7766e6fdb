import { decodeBase64 } from '../api/base64.ts';
import { FieldPathError, fieldOf } from '../api/field-path.ts';
import type { ConfigMap, Container, KeyToPath, Pod, Secret, Volume } from '../api/generated/types.ts';
import type { View } from '../api/part.ts';
import type { FileSource, Mount } from './files.ts';

/** Which files of a pod live where (what pkg/volume does on a real node, as far as contents go). */

/** The mounts of a container. Tokens that every pod gets are left out: nothing in the simulation reads them. */
export function planMounts(pod: Pod, container: Container, node: string): Mount[] {
  const mounts: Mount[] = [];
  for (const mount of container.volumeMounts ?? []) {
    const volume = pod.spec?.volumes?.find((candidate) => candidate.name === mount.name);
    if (volume === undefined || volume.name.startsWith('kube-api-access-')) continue;
    const sources = sourcesOf(pod, volume);
    mounts.push({
      path: mount.mountPath.replace(/(.)\/+$/, '$1'),
      volume: sources === undefined ? volumeKey(pod, volume, node) : '',
      subPath: mount.subPath ?? '',
      readOnly: mount.readOnly ?? false,
      ...(sources === undefined ? {} : { sources }),
    });
  }
  return mounts;
}

/** All that a pod's own volumes have in front of their names. */
export function podVolumePrefix(podUid: string): string {
  return `pod/${podUid}/`;
}

/** A volume is shared by all that have the same key. */
function volumeKey(pod: Pod, volume: Volume, node: string): string {
  if (volume.hostPath !== undefined) return `host/${node}${volume.hostPath.path}`;
  const claim = volume.persistentVolumeClaim?.claimName;
  if (claim !== undefined) return `claim/${pod.metadata?.namespace}/${claim}`;
  return `${podVolumePrefix(pod.metadata?.uid ?? '')}${volume.name}`;
}

function sourcesOf(pod: Pod, volume: Volume): FileSource[] | undefined {
  const namespace = pod.metadata?.namespace ?? '';
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap !== undefined) return [keyed('configmaps', namespace, configMap.name, configMap.items)];
  if (secret !== undefined) return [keyed('secrets', namespace, secret.secretName, secret.items)];
  if (downwardAPI !== undefined) return [ofPod(pod, downwardAPI.items)];
  return projected?.sources?.flatMap((source) => {
    if (source.configMap !== undefined)
      return [keyed('configmaps', namespace, source.configMap.name, source.configMap.items)];
    if (source.secret !== undefined)
      return [keyed('secrets', namespace, source.secret.name, source.secret.items)];
    return source.downwardAPI === undefined ? [] : [ofPod(pod, source.downwardAPI.items)];
  });
}

function keyed(
  resource: 'configmaps' | 'secrets',
  namespace: string,
  name = '',
  items?: readonly KeyToPath[],
): FileSource {
  if (items === undefined) return { resource, namespace, name };
  return { resource, namespace, name, items: Object.fromEntries(items.map((item) => [item.key, item.path])) };
}

function ofPod(
  pod: Pod,
  items: readonly { path: string; fieldRef?: { fieldPath: string } }[] = [],
): FileSource {
  const byField = items.flatMap((item) =>
    item.fieldRef === undefined ? [] : [[item.fieldRef.fieldPath, item.path] as const],
  );
  return {
    resource: 'pods',
    namespace: pod.metadata?.namespace ?? '',
    name: pod.metadata?.name ?? '',
    items: Object.fromEntries(byField),
  };
}

/** The files that API objects show, by path. Objects that are gone show nothing. */
export function shownFiles(sources: readonly FileSource[], view: View): Record<string, string> {
  const files: Record<string, string> = {};
  for (const source of sources) {
    const values = valuesOf(source, view);
    for (const [key, path] of Object.entries(
      source.items ?? Object.fromEntries(Object.keys(values).map((name) => [name, name])),
    )) {
      if (values[key] !== undefined) files[`/${path}`] = values[key];
    }
  }
  return files;
}

function valuesOf({ resource, namespace, name, items }: FileSource, view: View): Record<string, string> {
  if (resource === 'configmaps') return view.get<ConfigMap>(resource, namespace, name)?.data ?? {};
  if (resource === 'secrets') {
    const data = view.get<Secret>(resource, namespace, name)?.data ?? {};
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decodeBase64(value)]));
  }
  const pod = view.get<Pod>('pods', namespace, name);
  return Object.fromEntries(Object.keys(items ?? {}).map((field) => [field, downwardText(pod, field)]));
}

/** A field of the downward API as text; nothing where the pod has no such field. */
function downwardText(pod: Pod | undefined, field: string): string {
  try {
    return pod === undefined ? '' : fieldOf(pod, field);
  } catch (error) {
    if (error instanceof FieldPathError) return '';
    throw error;
  }
}
