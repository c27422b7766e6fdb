/** Whom a request speaks for. `apiserver/pkg/endpoints/filters/impersonation.go` */
import type { IncomingHttpHeaders } from 'node:http';

export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Whoever reaches the loopback address is the administrator, as with the kubeconfig of a new cluster. */
const administrator: Identity = {
  user: 'kubernetes-admin',
  groups: ['kubeadm:cluster-admins', 'system:masters', 'system:authenticated'],
};

export function identityOf(headers: IncomingHttpHeaders): Identity {
  const user = headers['impersonate-user'];
  if (typeof user !== 'string' || user === '') return administrator;
  const groups = [headers['impersonate-group'] ?? []].flat().flatMap((group) => group.split(/,\s*/));
  return { user, groups: [...groupsOf(user), ...groups, 'system:authenticated'] };
}

/** A service account belongs to two groups by its name. `apiserver/pkg/authentication/serviceaccount/util.go` */
function groupsOf(user: string): string[] {
  const namespace = /^system:serviceaccount:([^:]+):[^:]+$/.exec(user)?.[1];
  return namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
}
