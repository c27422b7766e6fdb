/** As whom a container's processes run. `pkg/securitycontext/util.go` DetermineEffectiveSecurityContext */
import { effectiveRunAsGroup, effectiveRunAsUser } from '../api/effective-user.ts';
import type { Container, ContainerUser as ToldUser, Pod } from '../api/generated/types.ts';
import type { ImageDefinition } from './image-definition.ts';

/** What root may do beyond others, as far as anything here asks for it. `man 7 capabilities` */
export type Capability = 'CHOWN' | 'DAC_OVERRIDE' | 'FOWNER' | 'KILL';

const capabilities: readonly Capability[] = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'KILL'];

export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** The group that owns what is in the pod's volumes. */
  readonly fsGroup?: number;
  /** What a root may not do whose capabilities were dropped. */
  readonly lacks?: readonly Capability[];
}

export const root: ContainerUser = { uid: 0, gid: 0, groups: [] };

export const nobody = 65_534;

type ImageAccounts = Pick<ImageDefinition, 'user' | 'users'>;

/** Undefined where nothing differs from root. */
export function userOf(pod: Pod, container: Container, image: ImageAccounts): ContainerUser | undefined {
  const { fsGroup, supplementalGroups = [] } = pod.spec?.securityContext ?? {};
  const ofImage = imageUser(image);
  const given = effectiveRunAsUser(pod, container);
  const uid = given ?? ofImage.uid;
  const ownGroup = given === undefined ? ofImage.gid : (groupOf(image, given) ?? 0);
  const gid = effectiveRunAsGroup(pod, container) ?? ownGroup;
  const groups = [...(fsGroup === undefined ? [] : [fsGroup]), ...supplementalGroups];
  const lacks = uid === 0 ? droppedOf(container) : [];
  if (uid === 0 && gid === 0 && groups.length === 0 && lacks.length === 0) return undefined;
  return {
    uid,
    gid,
    groups,
    ...(fsGroup === undefined ? {} : { fsGroup }),
    ...(lacks.length === 0 ? {} : { lacks }),
  };
}

const toldRoot: ToldUser = { linux: { uid: 0, gid: 0, supplementalGroups: [0] } };

/** The user as a container's status tells; a process' own group is among its groups. */
export function toldUser(user: ContainerUser | undefined): ToldUser {
  if (user === undefined) return toldRoot;
  const { uid, gid, groups } = user;
  return { linux: { uid, gid, supplementalGroups: [...new Set([gid, ...groups])] } };
}

export function isCapable({ uid, lacks }: ContainerUser, capability: Capability): boolean {
  return uid === 0 && lacks?.includes(capability) !== true;
}

export function isInGroup({ gid, groups }: ContainerUser, group: number): boolean {
  return gid === group || groups.includes(group);
}

/** `USER` of an image: a name or a number, with or without a group behind a colon. */
export function imageUser(image: ImageAccounts): { uid: number; gid: number } {
  const [user = '', group] = (image.user ?? '0').split(':');
  const uid = idOf(image, user);
  return { uid, gid: group === undefined ? (groupOf(image, uid) ?? 0) : idOf(image, group) };
}

/** What a name that no image says more about stands for. */
const usualUid = 1_000;

function idOf(image: ImageAccounts, name: string): number {
  return /^\d+$/.test(name) ? Number(name) : (accountsOf(image)[name] ?? usualUid);
}

/** A user's own group has the user's number; undefined for users that the image does not know. */
function groupOf(image: ImageAccounts, uid: number): number | undefined {
  return Object.values(accountsOf(image)).find((known) => known === uid);
}

/** Names of an image's users, who have a group of the same name each. */
export function accountsOf({ user = '', users = {} }: ImageAccounts): Record<string, number> {
  const own = user.split(':')[0]!;
  const named = own === '' || /^\d+$/.test(own) ? {} : { [own]: usualUid };
  return { root: 0, ...named, ...users, nobody };
}

function droppedOf({ securityContext }: Container): Capability[] {
  const { add = [], drop = [] } = securityContext?.capabilities ?? {};
  if (drop.length === 0 || securityContext?.privileged === true) return [];
  const has = (list: readonly string[], name: string): boolean =>
    list.some((given) => given.toUpperCase().replace(/^CAP_/, '') === name);
  return capabilities.filter(
    (name) => (has(drop, 'ALL') || has(drop, name)) && !has(add, name) && !has(add, 'ALL'),
  );
}
