/** What security contexts of a pod and of its container come to. `pkg/securitycontext/util.go` */
import { effectiveRunAsUser } from '../api/effective-user.ts';
import type { Container, Pod, SecurityContext } from '../api/generated/types.ts';
import type { ImageUser } from '../api/node-runtime.ts';

export function hasNoNewPrivileges(context: SecurityContext | null | undefined): boolean {
  return context?.allowPrivilegeEscalation === false;
}

/**
 * Why runAsNonRoot keeps the container from being made; undefined when it does not.
 * `pkg/kubelet/kuberuntime/security_context_others.go` verifyRunAsNonRoot
 */
export function nonRootError(pod: Pod, container: Container, image: ImageUser): string | undefined {
  const isAsked = container.securityContext?.runAsNonRoot ?? pod.spec?.securityContext?.runAsNonRoot;
  if (isAsked !== true) return undefined;
  const { name, namespace, uid } = pod.metadata ?? {};
  const where = `(pod: "${name}_${namespace}(${uid})", container: ${container.name})`;
  const user = effectiveRunAsUser(pod, container);
  if (user !== undefined) {
    return user === 0 ? `container's runAsUser breaks non-root policy ${where}` : undefined;
  }
  if (image.uid === 0) return `container has runAsNonRoot and image will run as root ${where}`;
  if (image.uid !== undefined || (image.username ?? '') === '') return undefined;
  const why = `image has non-numeric user (${image.username}), cannot verify user is non-root`;
  return `container has runAsNonRoot and ${why} ${where}`;
}
