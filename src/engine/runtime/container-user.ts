/** As whom a container's processes run. `pkg/securitycontext/util.go` DetermineEffectiveSecurityContext */
import type { Container, Pod } from '../api/generated/types.ts';

export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** The group that owns what is in the pod's volumes. */
  readonly fsGroup?: number;
}

export const root: ContainerUser = { uid: 0, gid: 0, groups: [] };

/** Undefined where nothing differs from root. */
export function userOf({ spec }: Pod, container: Container): ContainerUser | undefined {
  const ofPod = spec?.securityContext ?? {};
  const own = container.securityContext ?? {};
  const { fsGroup, supplementalGroups = [] } = ofPod;
  const uid = own.runAsUser ?? ofPod.runAsUser ?? 0;
  const gid = own.runAsGroup ?? ofPod.runAsGroup ?? 0;
  const groups = [...(fsGroup === undefined ? [] : [fsGroup]), ...supplementalGroups];
  if (uid === 0 && gid === 0 && groups.length === 0) return undefined;
  return { uid, gid, groups, ...(fsGroup === undefined ? {} : { fsGroup }) };
}
