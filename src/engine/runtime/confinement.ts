/** Profiles of the machine that confine a container: one that is not there keeps it from being made. */
import type { Container, Pod } from '../api/generated/types.ts';
import { hostVolume } from './volumes.ts';
import type { World } from './world.ts';

const seccompFolder = '/var/lib/kubelet/seccomp';

/**
 * containerd's words for a Localhost profile that its machine hasn't; undefined when the container can be made.
 * `internal/cri/server/container_create_linux.go`
 */
export function missingProfile(
  world: World,
  node: string,
  pod: Pod,
  container: Container,
): string | undefined {
  const own = container.securityContext;
  const shared = pod.spec?.securityContext;
  const apparmor = own?.appArmorProfile ?? shared?.appArmorProfile;
  if (apparmor?.type === 'Localhost')
    return `failed to get container spec opts: failed to generate apparmor spec opts: apparmor profile not found ${apparmor.localhostProfile}`;
  const seccomp = own?.seccompProfile ?? shared?.seccompProfile;
  if (seccomp?.type !== 'Localhost' || own?.privileged === true) return undefined;
  const path = `${seccompFolder}/${seccomp.localhostProfile}`;
  if (typeof world.volumes.get(hostVolume(node))?.[path] === 'string') return undefined;
  return `failed to create containerd container: cannot load seccomp profile "${path}": open ${path}: no such file or directory`;
}
