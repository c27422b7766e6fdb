/** What of a pod's volumes a container sees, and where. `pkg/kubelet/kubelet_pods.go` makeMounts */
import type { Container, VolumeMount } from './generated/types.ts';
import { expand } from './expansion.ts';

/** A mount that can't be made: the message of CreateContainerConfigError. */
export class MountError extends Error {}

export interface PlannedMount {
  readonly name: string;
  readonly containerPath: string;
  readonly hostPath: string;
  readonly readOnly: boolean;
  readonly propagation: 'Private' | 'HostToContainer' | 'Bidirectional';
}

const propagations = {
  None: 'Private',
  HostToContainer: 'HostToContainer',
  Bidirectional: 'Bidirectional',
} as const;

/**
 * `volumes`: where the pod's volumes stand on the node.
 * @throws MountError
 */
export function planContainerMounts(
  container: Container,
  volumes: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
): PlannedMount[] {
  return (container.volumeMounts ?? []).map((mount) => {
    const { name, mountPath, readOnly = false, mountPropagation = 'None' } = mount;
    const root = volumes[name];
    if (root === undefined)
      throw new MountError(
        `cannot find volume ${JSON.stringify(name)} to mount into container ${JSON.stringify(container.name)}`,
      );
    const subPath = subPathOf(mount, environment);
    const propagation = propagations[mountPropagation as keyof typeof propagations];
    if (propagation === undefined)
      throw new MountError(`invalid MountPropagation mode: ${JSON.stringify(mountPropagation)}`);
    return {
      name,
      containerPath: mountPath.startsWith('/') ? mountPath : `/${mountPath}`,
      hostPath: subPath === '' ? root : `${root.replace(/\/$/, '')}/${subPath}`,
      readOnly,
      propagation,
    };
  });
}

/**
 * The part of a volume that is mounted; '' for all of it.
 * @throws MountError
 */
export function subPathOf(mount: VolumeMount, environment: Readonly<Record<string, string>>): string {
  const subPath =
    (mount.subPathExpr ?? '') === '' ? (mount.subPath ?? '') : expandSubPath(mount, environment);
  if (subPath.startsWith('/'))
    throw new MountError(`error SubPath \`${subPath}\` must not be an absolute path`);
  if (subPath.split('/').includes('..'))
    throw new MountError(`unable to provision SubPath \`${subPath}\`: must not contain '..'`);
  return subPath;
}

/**
 * A reference in `subPathExpr` must have a value. `pkg/kubelet/container/helpers.go` ExpandContainerVolumeMounts
 * @throws MountError
 */
export function expandSubPath(
  { subPathExpr = '' }: Pick<VolumeMount, 'subPathExpr'>,
  environment: Readonly<Record<string, string>>,
): string {
  return expand(subPathExpr, (name) => {
    const value = environment[name] ?? '';
    if (value === '') throw new MountError(`missing value for ${JSON.stringify(name)}`);
    return value;
  });
}
