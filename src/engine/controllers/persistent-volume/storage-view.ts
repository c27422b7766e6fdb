import type { View } from '../../api/part.ts';

/** What the volume controller sees of the cluster. */
export type StorageView = Pick<View, 'get' | 'list' | 'nowTimestamp'>;
