/** Addresses of objects in the API. `apiserver/pkg/endpoints/request/requestinfo.go` reads them. */
import type { ResourceKind } from './kinds.ts';

/** The path of an object or, with an empty name, of its collection. */
export function pathOf(kind: ResourceKind, namespace: string, name = '', subresource = ''): string {
  const root = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const scope = kind.namespaced && namespace !== '' ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const leaf = [kind.plural, name, subresource].filter((part) => part !== '').map(encodeURIComponent);
  return `${root}${scope}/${leaf.join('/')}`;
}
