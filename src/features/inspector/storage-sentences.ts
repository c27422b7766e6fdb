/** Volumes, and who has them. */
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
  VolumeAttachment,
} from '../../engine/api/generated/types.ts';
import type { KindLookup, KindSentences } from './kind-lookup.ts';
import { t } from './kind-messages.en.ts';

export const storageSentences: KindSentences = {
  persistentvolumes: ({ object }) => volumeSentence(object as PersistentVolume),
  persistentvolumeclaims: ({ object }, lookup) => claimSentence(object as PersistentVolumeClaim, lookup),
  'storageclasses.storage.k8s.io': ({ object }) => classSentence(object as StorageClass),
  'volumeattachments.storage.k8s.io': ({ object }) => attachmentSentence(object as VolumeAttachment),
};

function volumeSentence({ spec, status }: PersistentVolume): string {
  const { namespace = '', name = '' } = spec?.claimRef ?? {};
  const claim = `${namespace}/${name}`;
  switch (status?.phase) {
    case 'Available':
      return t('kind.volume.Available');
    case 'Bound':
      return t('kind.volume.Bound', { claim });
    case 'Released':
      return t('kind.volume.Released', { claim });
    case 'Failed':
      return t('kind.volume.Failed', { message: status.message ?? '' });
    default:
      return t('kind.volume.Pending');
  }
}

function claimSentence({ spec, status }: PersistentVolumeClaim, { get }: KindLookup): string {
  const volume = spec?.volumeName ?? '';
  if (status?.phase === 'Bound')
    return t('kind.claim.Bound', { volume, size: status.capacity?.['storage'] ?? '' });
  if (status?.phase === 'Lost') return t('kind.claim.Lost', { volume });
  const name = spec?.storageClassName ?? '';
  const storageClass = get(`storageclasses.storage.k8s.io//${name}`) as StorageClass | undefined;
  if (name !== '' && storageClass === undefined) return t('kind.claim.noClass', { name });
  return storageClass?.volumeBindingMode === 'WaitForFirstConsumer'
    ? t('kind.claim.first')
    : t('kind.claim.pending');
}

function classSentence({ provisioner, volumeBindingMode }: StorageClass): string {
  if (provisioner === 'kubernetes.io/no-provisioner') return t('kind.class.none');
  return volumeBindingMode === 'WaitForFirstConsumer'
    ? t('kind.class.first', { provisioner })
    : t('kind.class.at', { provisioner });
}

function attachmentSentence({ spec, status }: VolumeAttachment): string {
  const about = { volume: spec?.source.persistentVolumeName ?? '', node: spec?.nodeName ?? '' };
  return status?.attached === true ? t('kind.attachment.done', about) : t('kind.attachment.coming', about);
}
