/**
 * The files that ConfigMaps, Secrets and fields of a pod make in a volume.
 * `pkg/volume/configmap/configmap.go` MakePayload, `pkg/volume/secret/secret.go`, `pkg/volume/downwardapi/downwardapi.go`
 */
import { decodeBase64 } from './base64.ts';
import { FieldPathError, fieldOf, resourceFieldOf } from './field-path.ts';
import type {
  ConfigMap,
  Container,
  DownwardAPIVolumeFile,
  KeyToPath,
  Pod,
  Secret,
  ServiceAccountTokenProjection,
} from './generated/types.ts';

/** What a volume can't be made of, in the kubelet's words. */
export class VolumeError extends Error {}

export interface VolumeFile {
  readonly data: string;
  readonly mode: number;
}

/** By path below the volume's root, without a slash in front. */
export type VolumeFiles = Readonly<Record<string, VolumeFile>>;

export interface KeyChoice {
  /** Absent: every key under its own name. */
  readonly items?: readonly KeyToPath[] | undefined;
  readonly defaultMode: number;
  readonly optional?: boolean | undefined;
}

export const usualFileMode = 0o644;

/** @throws VolumeError for a key that isn't there. */
export function configMapFiles(object: ConfigMap, choice: KeyChoice): VolumeFiles {
  const data = { ...object.data, ...decoded(object.binaryData) };
  return chooseFiles(data, choice, 'configmap references non-existent config key');
}

/** @throws VolumeError for a key that isn't there. */
export function secretFiles(object: Secret, choice: KeyChoice): VolumeFiles {
  return chooseFiles(decoded(object.data), choice, 'references non-existent secret key');
}

/** @throws VolumeError for a field that no pod has. */
export function downwardFiles(
  pod: Pod,
  items: readonly DownwardAPIVolumeFile[],
  defaultMode: number,
): VolumeFiles {
  const files: Record<string, VolumeFile> = {};
  for (const item of items)
    files[item.path] = { data: downwardText(pod, item), mode: item.mode ?? defaultMode };
  return files;
}

export interface TokenFile {
  readonly path: string;
  readonly mode: number;
  readonly expirationSeconds: number;
  readonly audiences: readonly string[];
}

const usualTokenSeconds = 3600;

/** Which token a projection asks for. Only its owner may read one that is made for a user or a group. */
export function tokenFile(
  { path, audience = '', expirationSeconds = usualTokenSeconds }: ServiceAccountTokenProjection,
  defaultMode: number,
  isOwned: boolean,
  serverAudience: string,
): TokenFile {
  const audiences = [audience === '' ? serverAudience : audience];
  return { path, mode: isOwned ? 0o600 : defaultMode, expirationSeconds, audiences };
}

function chooseFiles(
  data: Readonly<Record<string, string>>,
  { items, defaultMode, optional }: KeyChoice,
  complaint: string,
): VolumeFiles {
  const files: Record<string, VolumeFile> = {};
  const wanted: readonly KeyToPath[] =
    items === undefined || items.length === 0 ? Object.keys(data).map((key) => ({ key, path: key })) : items;
  for (const { key, path, mode = defaultMode } of wanted) {
    const text = data[key];
    if (text !== undefined) files[path] = { data: text, mode };
    else if (optional !== true) throw new VolumeError(`${complaint}: ${key}`);
  }
  return files;
}

function downwardText(pod: Pod, { fieldRef, resourceFieldRef }: DownwardAPIVolumeFile): string {
  try {
    if (fieldRef !== undefined) return fieldOf(pod, fieldRef.fieldPath);
    if (resourceFieldRef === undefined) return '';
    const { containerName = '', resource, divisor } = resourceFieldRef;
    return resourceFieldOf(containerOf(pod, containerName), resource, divisor);
  } catch (error) {
    if (error instanceof FieldPathError) throw new VolumeError(error.message);
    throw error;
  }
}

function containerOf({ spec }: Pod, name: string): Container {
  const found = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].find(
    (container) => container.name === name,
  );
  if (found === undefined) throw new VolumeError(`container ${name} not found`);
  return found;
}

function decoded(data: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decodeBase64(value)]));
}
