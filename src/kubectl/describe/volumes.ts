/** Volumes of pods, pod templates and persistent volumes. `kubectl/pkg/describe/describe.go` describeVolumes */
import type {
  CSIVolumeSource,
  DownwardAPIVolumeFile,
  EphemeralVolumeSource,
  ProjectedVolumeSource,
  Volume,
} from '../../engine/api/generated/types.ts';
import { canonicalQuantity } from '../../engine/api/quantity.ts';
import { describeClaimFields } from './claim-fields.ts';
import type { Description } from './description.ts';
import { sortedPairs } from './description.ts';
import { printGoValue } from './go-value.ts';
import type { SourceField } from './volume-sources.ts';
import { sourceTexts } from './volume-sources.ts';

type Source = Readonly<Record<string, unknown>>;

export function describeVolumes(
  description: Description,
  volumes: readonly Volume[] | undefined,
  nested: boolean,
): void {
  const indent = nested ? '  ' : '';
  if (volumes === undefined || volumes.length === 0) return description.line(`${indent}Volumes:\t<none>`);
  description.line(`${indent}Volumes:`);
  for (const volume of volumes) {
    description.line(`${nested ? ' ' : ''}${volume.name}:`, 1);
    describeSource(description, volume as unknown as Source, false);
  }
}

/** The source of a volume, or of a persistent volume, which tells more about some of them. */
export function describeSource(description: Description, volume: Source, persistent: boolean): void {
  const name = Object.keys(sourceTexts).find((key) => volume[key] !== undefined && volume[key] !== null);
  if (name === undefined) return description.line('<unknown>', 1);
  const text = sourceTexts[name]!;
  const source = volume[name] as Source;
  description.field('Type', text.type, 2);
  for (const field of persistent ? (text.persistent ?? text.fields) : text.fields)
    description.line(`${titleOf(field)}\t${valueOf(field, source)}`, 2);
  if (name === 'downwardAPI') describeItems(description, (source['items'] ?? []) as DownwardAPIVolumeFile[]);
  if (name === 'projected') describeProjected(description, source as unknown as ProjectedVolumeSource);
  if (name === 'csi')
    describeAttributes(description, (source as unknown as CSIVolumeSource).volumeAttributes);
  const template = (source as unknown as EphemeralVolumeSource).volumeClaimTemplate;
  if (name === 'ephemeral' && template !== undefined)
    describeClaimFields(description, template, { inVolume: true });
}

/** Two titles are written otherwise than all others. */
function titleOf([title]: SourceField): string {
  if (title === 'ISCSIInterface') return title;
  return title === 'Kind' ? 'Kind: ' : `${title}:`;
}

function valueOf([title, path, absent = '']: SourceField, source: Source): string {
  const value = path
    .split('.')
    .reduce<unknown>((inside, key) => (inside as Source | undefined)?.[key], source);
  if (title === 'SizeLimit') return isAboveZero(value) ? canonicalQuantity(String(value)) : absent;
  if (value === undefined || value === null) return absent;
  if (title === 'TargetWWNs') return (value as string[]).join(', ');
  return title === 'SecretRef' ? printReference(value as Source) : printGoValue(value);
}

function isAboveZero(quantity: unknown): boolean {
  return quantity !== undefined && canonicalQuantity(String(quantity)) !== '0';
}

/** `&SecretReference{Name:a,Namespace:b,}`; without a namespace it is a reference within one. */
function printReference({ name = '', namespace }: Source): string {
  if (namespace === undefined) return `&LocalObjectReference{Name:${String(name)},}`;
  return `&SecretReference{Name:${String(name)},Namespace:${String(namespace)},}`;
}

function describeAttributes(
  description: Description,
  attributes: Readonly<Record<string, string>> | undefined,
): void {
  const [first = '<none>', ...others] = sortedPairs(attributes).map(shorten);
  const inside = Object.keys(attributes ?? {}).length === 0 ? '' : '    ';
  description.line(`VolumeAttributes:\t${inside}${first}`, 2);
  for (const other of others) description.line(`    \t${inside}${other}`, 2);
}

const longestAttribute = 140;

function shorten(line: string): string {
  return line.length > longestAttribute ? `${line.slice(0, longestAttribute)}...` : line;
}

function describeItems(description: Description, items: readonly DownwardAPIVolumeFile[]): void {
  description.line('Items:', 2);
  for (const { fieldRef, resourceFieldRef, path } of items)
    description.line(`${fieldRef?.fieldPath ?? resourceFieldRef?.resource} -> ${path}`, 3);
}

function describeProjected(description: Description, { sources = [] }: ProjectedVolumeSource): void {
  for (const { secret, configMap, downwardAPI, serviceAccountToken } of sources) {
    if (secret !== undefined) {
      description.field('SecretName', secret.name ?? '', 2);
      description.field('Optional', secret.optional ?? false, 2);
    } else if (downwardAPI !== undefined) {
      description.field('DownwardAPI', true, 2);
    } else if (configMap !== undefined) {
      description.field('ConfigMapName', configMap.name ?? '', 2);
      description.field('Optional', configMap.optional ?? false, 2);
    } else if (serviceAccountToken !== undefined) {
      description.field('TokenExpirationSeconds', serviceAccountToken.expirationSeconds ?? 0, 2);
    }
  }
}
