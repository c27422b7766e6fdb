/** Operations of a document: as much as clients read of them. `kube-openapi/pkg/builder3/openapi.go` */
import type { ResourceKind } from '../../api/kinds.ts';

interface Operation {
  readonly verb: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly action: string;
}

const ofCollection: readonly Operation[] = [
  { verb: 'list', method: 'get', action: 'list' },
  { verb: 'create', method: 'post', action: 'post' },
  { verb: 'deletecollection', method: 'delete', action: 'deletecollection' },
];
const ofObject: readonly Operation[] = [
  { verb: 'get', method: 'get', action: 'get' },
  { verb: 'update', method: 'put', action: 'put' },
  { verb: 'patch', method: 'patch', action: 'patch' },
  { verb: 'delete', method: 'delete', action: 'delete' },
];

/** @param root `/api/v1`, `/apis/apps/v1` */
export function pathsOf(kinds: readonly ResourceKind[], root: string): Record<string, object> {
  const paths: Record<string, object> = {};
  for (const kind of kinds) {
    const collection = `${root}${kind.namespaced ? '/namespaces/{namespace}' : ''}/${kind.plural}`;
    paths[collection] = operations(kind, ofCollection);
    if (kind.verbs.includes('get')) paths[`${collection}/{name}`] = operations(kind, ofObject);
    if (kind.namespaced && kind.verbs.includes('list'))
      paths[`${root}/${kind.plural}`] = operations(kind, ofCollection.slice(0, 1));
  }
  return paths;
}

function operations(kind: ResourceKind, all: readonly Operation[]): object {
  const offered = all.filter(({ verb }) => kind.verbs.includes(verb));
  return Object.fromEntries(offered.map((operation) => [operation.method, operationOf(kind, operation)]));
}

function operationOf({ group, version, kind, custom }: ResourceKind, { method, action }: Operation): object {
  const takesBody = method === 'post' || method === 'put' || method === 'patch';
  const words = ['dryRun', ...(takesBody ? ['fieldManager', 'fieldValidation'] : [])];
  const parameters = method === 'get' ? [] : words.map((name) => ({ name, in: 'query', schema: text }));
  return {
    operationId: `${action}${kind}`,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(method === 'patch' ? { requestBody: { content: patchTypes(custom !== undefined) } } : {}),
    responses: { 200: { description: 'OK' } },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group, version, kind },
  };
}

const text = { type: 'string', uniqueItems: true };

/** Custom kinds take no strategic merge patches. */
function patchTypes(isCustom: boolean): object {
  const words = ['apply-patch+yaml', 'json-patch+json', 'merge-patch+json'];
  const all = isCustom ? words : [...words, 'strategic-merge-patch+json'];
  return Object.fromEntries(all.map((word) => [`application/${word}`, {}]));
}
