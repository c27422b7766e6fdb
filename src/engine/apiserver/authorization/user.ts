/** Who asks, as authentication would have found out. `staging/src/k8s.io/apiserver/pkg/authentication/user` */
import type { ApiRequest } from '../../api/request.ts';

export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  readonly uid?: string;
}

/** The person at the page, and whoever states no name: the cluster's administrator, as kubeadm makes one. */
export const administrator: User = {
  name: 'kubernetes-admin',
  groups: ['kubeadm:cluster-admins', 'system:authenticated'],
};

/** Whose requests nothing is asked of. */
export const mastersGroup = 'system:masters';

const accountPrefix = 'system:serviceaccount:';
const anonymous = 'system:anonymous';

export function userOf({ user, groups }: Pick<ApiRequest, 'user' | 'groups'>): User {
  if (user === undefined) return administrator;
  const known = groups ?? [];
  const general = user === anonymous ? 'system:unauthenticated' : 'system:authenticated';
  const own = accountOf(user) === undefined || known.length > 0 ? [] : accountGroups(user);
  return { name: user, groups: [...new Set([...known, ...own, general])] };
}

export function accountUser(namespace: string, name: string): string {
  return `${accountPrefix}${namespace}:${name}`;
}

/** The namespace and name of the service account that a user is; undefined for people. */
export function accountOf(user: string): { namespace: string; name: string } | undefined {
  if (!user.startsWith(accountPrefix)) return undefined;
  const [namespace = '', name = '', more] = user.slice(accountPrefix.length).split(':');
  return namespace === '' || name === '' || more !== undefined ? undefined : { namespace, name };
}

/** The groups that every service account of the namespace is in. */
export function accountGroups(user: string): string[] {
  const namespace = accountOf(user)?.namespace;
  return namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
}
