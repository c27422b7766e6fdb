/** What the disk driver of every simulated cluster is known by. */
import type { StorageClass } from '../generated/types.ts';
import { diskDriver } from './claims.ts';

/** The class of claims that name none. A disk is made where its first pod goes. */
export const diskClass: StorageClass = {
  metadata: {
    name: 'standard',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: diskDriver,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'WaitForFirstConsumer',
  allowVolumeExpansion: true,
};
