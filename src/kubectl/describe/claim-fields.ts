/** What claims and templates of claims have in common. `kubectl/pkg/describe/describe.go` printPersistentVolumeClaim */
import type { PersistentVolumeClaim } from '../../engine/api/generated/types.ts';
import { canonicalQuantity } from '../../engine/api/quantity.ts';
import { type Description } from './description.ts';
import { printGoValue } from './go-value.ts';

const accessModeLetters: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** `RWO,ROX`: each once, in a fixed order. `kubectl/pkg/util/storage/storage.go` */
export function printAccessModes(modes: readonly string[] = []): string {
  const letters = Object.keys(accessModeLetters).filter((mode) => modes.includes(mode));
  return letters.map((mode) => accessModeLetters[mode]).join(',');
}

/** The class of a volume or a claim: the old annotation goes before the field. */
export function storageClassOf({
  metadata,
  spec,
}: {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: { readonly storageClassName?: string };
}): string {
  return metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? '';
}

export function describeClaimFields(
  description: Description,
  claim: PersistentVolumeClaim,
  { inVolume }: { readonly inVolume: boolean },
): void {
  const level = inVolume ? 2 : 0;
  const { metadata, spec, status } = claim;
  if (!inVolume) {
    description.field('Name', metadata?.name);
    description.field('Namespace', metadata?.namespace);
  }
  description.field('StorageClass', storageClassOf(claim), level);
  if (!inVolume) description.field('Status', description.phaseOf(claim, status?.phase));
  description.field('Volume', spec?.volumeName ?? '', level);
  description.labels('Labels', metadata?.labels, level);
  description.annotations('Annotations', metadata?.annotations, level);
  if (!inVolume) description.field('Finalizers', printGoValue(metadata?.finalizers ?? []));
  const bound = (spec?.volumeName ?? '') !== '';
  const capacity = bound ? canonicalQuantity(status?.capacity?.['storage'] ?? '0') : '';
  description.field('Capacity', capacity, level);
  description.field('Access Modes', bound ? printAccessModes(status?.accessModes) : '', level);
  if (spec?.volumeMode !== undefined) description.field('VolumeMode', spec.volumeMode, level);
  const source = spec?.dataSource;
  if (source === undefined) return;
  description.line('DataSource:', level);
  if (source.apiGroup !== undefined) description.field('APIGroup', source.apiGroup, level + 1);
  description.field('Kind', source.kind, level + 1);
  description.field('Name', source.name, level + 1);
}
