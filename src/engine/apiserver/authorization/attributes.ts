/**
 * What a request wants to do, in the words of authorization. It is read off the path alone, so that a resource
 * which doesn't exist is refused like any other. `staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go`
 */
import type { ApiRequest } from '../../api/request.ts';
import type { User } from './user.ts';

/** A verb on a resource, or on a path that names none. */
export interface Attributes {
  readonly user: User;
  readonly verb: string;
  /** Of a request that is about no resource; the fields below are then ''. */
  readonly path: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  /** '' for the whole cluster. */
  readonly namespace: string;
  readonly name: string;
}

/** A question about a resource; what isn't given is ''. */
export function aboutResource(user: User, question: Partial<Attributes>): Attributes {
  const nothing = { verb: '', path: '', group: '', resource: '', subresource: '', namespace: '', name: '' };
  return { ...nothing, ...question, user };
}

export function attributesOf(request: ApiRequest, user: User): Attributes {
  const segments = request.path.split('/').filter((segment) => segment !== '');
  const grouped = segments[0] === 'apis';
  const rest = segments.slice(grouped ? 3 : 2);
  if ((!grouped && segments[0] !== 'api') || rest.length === 0) {
    return aboutResource(user, { verb: request.method.toLowerCase(), path: request.path });
  }
  const group = grouped ? (segments[1] ?? '') : '';
  const place = placeOf(rest);
  const name = place.name === '' ? selectedName(request) : place.name;
  return aboutResource(user, { ...place, group, name, verb: verbOf(request, place) });
}

const namespaceSubresources: readonly string[] = ['status', 'finalize'];

type Place = Pick<Attributes, 'namespace' | 'resource' | 'name' | 'subresource'>;

/** A Namespace is in itself, as far as rights go. */
function placeOf(segments: readonly string[]): Place {
  const isScoped = segments[0] === 'namespaces' && segments.length > 1;
  const namespace = isScoped ? (segments[1] ?? '') : '';
  const isInside = isScoped && segments.length > 2 && !namespaceSubresources.includes(segments[2]!);
  const [resource = '', name = '', subresource = ''] = isInside ? segments.slice(2) : segments;
  return { namespace, resource, name, subresource };
}

/** Subresources that one opens a connection to: asking is creating one. */
const connections: readonly string[] = ['exec', 'attach', 'portforward'];

function verbOf({ method, query }: ApiRequest, { name, subresource }: Place): string {
  switch (method) {
    case 'GET':
      if (connections.includes(subresource)) return 'create';
      if (name !== '') return 'get';
      return query?.['watch'] === 'true' || query?.['watch'] === '1' ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
  }
}

/** A collection cut down to one name counts as that object. */
function selectedName({ query }: ApiRequest): string {
  return /(?:^|,)metadata\.name==?([^,]+)/.exec(query?.['fieldSelector'] ?? '')?.[1] ?? '';
}
