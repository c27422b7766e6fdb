/** Volumes of pods and pod templates. `kubectl/pkg/describe/describe.go` describeVolumes */
import type {
  DownwardAPIVolumeFile,
  ProjectedVolumeSource,
  Volume,
} from '../../engine/api/generated/types.ts';
import { canonicalQuantity } from '../../engine/api/quantity.ts';
import type { Description } from './description.ts';

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
    describeVolume(description, volume);
  }
}

function describeVolume(description: Description, volume: Volume): void {
  const fields = (type: string, values: Readonly<Record<string, unknown>> = {}) => {
    description.field('Type', type, 2);
    for (const [name, value] of Object.entries(values)) description.field(name, value, 2);
  };
  const {
    hostPath,
    emptyDir,
    secret,
    configMap,
    persistentVolumeClaim: claim,
    downwardAPI,
    projected,
  } = volume;
  if (hostPath !== undefined) {
    fields('HostPath (bare host directory volume)', {
      Path: hostPath.path,
      HostPathType: hostPath.type ?? '',
    });
  } else if (emptyDir !== undefined) {
    const { medium = '', sizeLimit } = emptyDir;
    const size = sizeLimit === undefined ? '<unset>' : canonicalQuantity(sizeLimit);
    fields("EmptyDir (a temporary directory that shares a pod's lifetime)", {
      Medium: medium,
      SizeLimit: size,
    });
  } else if (secret !== undefined) {
    const values = { SecretName: secret.secretName ?? '', Optional: secret.optional ?? false };
    fields('Secret (a volume populated by a Secret)', values);
  } else if (configMap !== undefined) {
    const values = { Name: configMap.name ?? '', Optional: configMap.optional ?? false };
    fields('ConfigMap (a volume populated by a ConfigMap)', values);
  } else if (claim !== undefined) {
    const type = 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)';
    fields(type, { ClaimName: claim.claimName, ReadOnly: claim.readOnly ?? false });
  } else if (downwardAPI !== undefined) {
    fields('DownwardAPI (a volume populated by information about the pod)');
    describeItems(description, downwardAPI.items ?? []);
  } else if (projected !== undefined) {
    fields('Projected (a volume that contains injected data from multiple sources)');
    describeProjected(description, projected);
  } else {
    description.line('<unknown>', 1);
  }
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
