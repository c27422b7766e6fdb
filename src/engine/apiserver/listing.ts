/**
 * Collections as requests want them: now or at an earlier revision, whole or in pages.
 * `apiserver/pkg/storage/etcd3/store.go` GetList, `apiserver/pkg/storage/interfaces.go` ValidateListOptions
 */
import type { ResourceKind } from '../api/kinds.ts';
import { type KubeObject, nameOf, namespaceOf } from '../api/object.ts';
import type { ApiRequest } from '../api/request.ts';
import { StatusError } from '../api/status-error.ts';
import { quote } from '../api/validation/field-error.ts';
import { type ContinueToken, decodeContinue, encodeContinue } from './continue-token.ts';
import { badRequest } from './errors.ts';
import type { Past } from './past.ts';
import type { ListMetadata } from './presenting.ts';
import { checkOptions, expired, listVersion, tooLarge } from './resource-versions.ts';
import type { ResourcePath } from './routes.ts';
import { everything, selectionOf } from './selection.ts';

export interface Listing {
  readonly items: readonly KubeObject[];
  readonly metadata: ListMetadata;
}

/** @throws StatusError BadRequest, Invalid, Expired (too old), Timeout (too new). */
export function listObjects(
  past: Past,
  path: Pick<ResourcePath, 'kind' | 'served' | 'namespace'>,
  request: ApiRequest,
): Listing {
  const query = request.query ?? {};
  checkOptions('list', query);
  const selection = selectionOf(path.served ?? path.kind, query);
  const { revision, start } = startingPoint(past, query);
  const objects = sortedObjects(past, path, revision);
  const limit = limitOf(query);
  const from = start === '' ? 0 : positionOf(objects, path.namespace, start);
  const { items, next } = takePage(objects, from, limit, selection === everything ? undefined : selection);
  if (next >= objects.length) return { items, metadata: { resourceVersion: String(revision) } };
  const last = objects[next - 1]!;
  const token = encodeContinue({ revision, start: `${keyWithin(path.namespace, last)}\0` });
  return {
    items,
    metadata: {
      resourceVersion: String(revision),
      continue: token,
      ...(selection === everything ? { remainingItemCount: objects.length - next } : {}),
    },
  };
}

type Query = Readonly<Record<string, string>>;

/** The revision to read at, and the key to begin with ('' for the first). */
function startingPoint(past: Past, query: Query): ContinueToken {
  const wanted = listVersion(query);
  const token = query['continue'] ?? '';
  if (token !== '') return continued(past, token, wanted);
  if (wanted > past.revision) throw tooLarge(wanted, past.revision);
  const match = query['resourceVersionMatch'] ?? '';
  const isExact = match === 'Exact' || (match === '' && limitOf(query) > 0);
  if (!isExact || wanted === 0) return { revision: past.revision, start: '' };
  if (wanted < past.compactedRevision) throw expired('The resourceVersion for the provided list is too old.');
  return { revision: wanted, start: '' };
}

function continued(past: Past, token: string, wanted: number): ContinueToken {
  const { revision, start } = decodeContinue(token);
  if (wanted > 0) throw badRequest('specifying resource version is not allowed when using continue');
  if (revision < 0) return { revision: past.revision, start };
  if (revision > past.revision) throw tooLarge(revision, past.revision);
  if (revision < past.compactedRevision) throw continueTooOld(start);
  return { revision, start };
}

/** The refusal carries a token with which the rest can be had after all, as it is now. `etcd3/errors.go` */
function continueTooOld(start: string): StatusError {
  const { status } = expired(
    'The provided continue parameter is too old to display a consistent list result. You can start a new list ' +
      'without the continue parameter, or use the continue token in this response to retrieve the remainder of the ' +
      'results. Continuing with the provided token results in an inconsistent list - objects that were created, ' +
      'modified, or deleted between the time the first chunk was returned and now may show up in the list.',
  );
  const metadata = { continue: encodeContinue({ revision: -1, start }) } as unknown as typeof status.metadata;
  return new StatusError({ ...status, metadata });
}

/** 0 for no limit. @throws StatusError BadRequest */
export function limitOf(query: Query): number {
  const text = query['limit'] ?? '';
  if (text === '') return 0;
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${quote(text)}: invalid syntax`);
  return Math.max(0, Number(text));
}

function sortedObjects(
  past: Past,
  { kind, namespace }: { kind: ResourceKind; namespace: string },
  revision: number,
) {
  const resource = kind.id;
  if (revision >= past.revision) return sortedByKey(past.store.list(resource, namespace));
  return sortedByKey(past.listAt(resource, namespace, revision));
}

interface Keyed {
  readonly key: string;
  readonly object: KubeObject;
}

/** The store gives one and the same array until something is written. */
const sortedLists = new WeakMap<readonly KubeObject[], readonly KubeObject[]>();

/** In the order of etcd's keys: `a-b/x` comes before `a/x`. */
function sortedByKey(objects: readonly KubeObject[]): readonly KubeObject[] {
  let sorted = sortedLists.get(objects);
  if (sorted === undefined) sortedLists.set(objects, (sorted = sort(objects)));
  return sorted;
}

function sort(objects: readonly KubeObject[]): readonly KubeObject[] {
  const keyed = objects.map((object): Keyed => ({ key: keyWithin('', object), object }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map(({ object }) => object);
}

/** An object's key below its collection's. */
function keyWithin(namespace: string, object: KubeObject): string {
  const own = namespaceOf(object);
  return namespace === '' && own !== '' ? `${own}/${nameOf(object)}` : nameOf(object);
}

/** The position of the first object whose key is not before `start`. */
function positionOf(objects: readonly KubeObject[], namespace: string, start: string): number {
  let low = 0;
  let high = objects.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyWithin(namespace, objects[middle]!) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Up to `limit` (0 for all) objects from a position on that match, and the position after the last one looked at. */
function takePage(
  objects: readonly KubeObject[],
  from: number,
  limit: number,
  matches: ((object: KubeObject) => boolean) | undefined,
): { items: readonly KubeObject[]; next: number } {
  if (matches === undefined) {
    const next = limit === 0 ? objects.length : Math.min(objects.length, from + limit);
    return { items: from === 0 && next === objects.length ? objects : objects.slice(from, next), next };
  }
  const items: KubeObject[] = [];
  const most = limit === 0 ? objects.length : limit;
  let next = from;
  while (next < objects.length && items.length < most) {
    const object = objects[next++]!;
    if (matches(object)) items.push(object);
  }
  return { items, next };
}
