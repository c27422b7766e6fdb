/** As whom a container runs, as far as its manifest says. `pkg/securitycontext/util.go` */
import type { Container, Pod } from './generated/types.ts';

/** The container's word goes before its pod's; undefined leaves it to the image. */
export function effectiveRunAsUser({ spec }: Pod, container: Container): number | undefined {
  return container.securityContext?.runAsUser ?? spec?.securityContext?.runAsUser;
}

/** As with the user; undefined leaves it to what the image knows of the user. */
export function effectiveRunAsGroup({ spec }: Pod, container: Container): number | undefined {
  return container.securityContext?.runAsGroup ?? spec?.securityContext?.runAsGroup;
}
