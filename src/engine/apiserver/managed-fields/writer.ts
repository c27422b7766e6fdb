/** Who writes, as managedFields names it. `apiserver/pkg/endpoints/handlers/create.go managerOrUserAgent` */
import type { ResourceKind } from '../../api/kinds.ts';
import type { ApiRequest } from '../../api/request.ts';

/** Longer names are cut, as the real server cuts a user agent's. */
const mostManagerCharacters = 128;

export function isApply({ method, contentType = '' }: ApiRequest): boolean {
  return method === 'PATCH' && contentType.split(';')[0] === 'application/apply-patch+yaml';
}

export function managerOf({ query, userAgent, user }: ApiRequest): string {
  const named = query?.['fieldManager'] ?? '';
  if (named !== '') return named;
  const program = (userAgent ?? '').split('/')[0]!;
  return program === '' ? (user ?? 'user') : program.slice(0, mostManagerCharacters);
}

const processes: Readonly<Record<string, string>> = {
  'default-scheduler': 'kube-scheduler',
  kubelet: 'kubelet',
  podarium: 'podarium',
  'kube-apiserver': 'kube-apiserver',
};

/** The process that a part of the cluster is a part of: controllers live in one. */
export function managerOfPart(author: string): string {
  // Programs in pods write as their accounts, and curl is what writes for them.
  if (author.startsWith('system:')) return 'curl';
  return processes[author.split('/')[0]!] ?? 'kube-controller-manager';
}

/** `apps/v1` of `/apis/apps/v1/namespaces/default/deployments/web`. */
export function versionOf(path: string): string {
  const [root, first = '', second = ''] = path.split('/').filter((segment) => segment !== '');
  return root === 'apis' ? `${first}/${second}` : first;
}

export function subresourceOf(kind: ResourceKind, path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  const resource = segments.slice(segments[0] === 'apis' ? 3 : 2);
  return resource[kind.namespaced ? 4 : 2] ?? '';
}
