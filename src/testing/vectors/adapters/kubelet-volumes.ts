import type { Adapters } from '../adapter.ts';
import type {
  ConfigMap,
  Container,
  DownwardAPIVolumeFile,
  EnvVar,
  KeyToPath,
  Pod,
  Secret,
  ServiceAccountTokenProjection,
  VolumeMount,
} from '../../../engine/index.ts';
import {
  configMapFiles,
  downwardFiles,
  secretFiles,
  tokenFile,
  VolumeError,
} from '../../../engine/api/volume-files.ts';
import { expandSubPath, MountError, planContainerMounts } from '../../../engine/api/volume-mounts.ts';

interface KeyedInput<Source> {
  readonly object: Source;
  readonly items?: KeyToPath[];
  readonly defaultMode: number;
  readonly optional: boolean;
}

function orError(answer: () => unknown, told = (message: string): object => ({ error: message })): unknown {
  try {
    return answer();
  } catch (error) {
    if (error instanceof VolumeError || error instanceof MountError) return told(error.message);
    throw error;
  }
}

interface TokenInput {
  readonly projection: ServiceAccountTokenProjection;
  readonly defaultMode: number;
  readonly fsUser?: number;
  readonly fsGroup?: number;
}

interface SubPathInput {
  readonly volumeMount: VolumeMount;
  readonly env: EnvVar[];
}

export const adapters: Adapters = {
  'kubelet/volume-files-config-map': ({ object, ...choice }: KeyedInput<ConfigMap>) =>
    orError(() => ({ files: configMapFiles(object, choice) })),
  'kubelet/volume-files-secret': ({ object, ...choice }: KeyedInput<Secret>) =>
    orError(() => ({ files: secretFiles(object, choice) })),
  'kubelet/volume-files-downward-api': (input: {
    pod: Pod;
    items: DownwardAPIVolumeFile[];
    defaultMode: number;
  }) =>
    orError(
      () => ({ files: downwardFiles(input.pod, input.items, input.defaultMode) }),
      () => ({ error: true }),
    ),
  'kubelet/volume-mounts': (input: { container: Container; volumes: Record<string, string> }) =>
    orError(() => ({ mounts: planContainerMounts(input.container, input.volumes, {}) })),
  'kubelet/volume-service-account-token': ({ projection, defaultMode, fsUser, fsGroup }: TokenInput) => ({
    ...tokenFile(projection, defaultMode, fsUser !== undefined || fsGroup !== undefined, 'https://api'),
    ...(fsUser === undefined ? {} : { fsUser }),
  }),
  'kubelet/subpath-expansion': ({ volumeMount, env }: SubPathInput) =>
    orError(
      () => {
        const environment = Object.fromEntries(env.map(({ name, value = '' }) => [name, value]));
        return { ok: true, subPath: expandSubPath(volumeMount, environment) };
      },
      () => ({ ok: false }),
    ),
};
