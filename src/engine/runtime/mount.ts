import type { VolumeFile } from '../api/volume-files.ts';

/** Where a volume stands in a container. */
export interface Mount {
  readonly path: string;
  /** Key of the volume's files; '' when they come from API objects. */
  readonly volume: string;
  readonly subPath: string;
  readonly readOnly: boolean;
  /** The volume whose files come from ConfigMaps, Secrets and fields of the pod. */
  readonly shown?: string;
  /** The one file of it that is mounted, as it was when the container started. */
  readonly pinned?: VolumeFile;
}
