/** Answers with `metadata.managedFields` in their objects. */
import type { ResourceKind } from '../../api/kinds.ts';
import type { KubeObject } from '../../api/object.ts';
import type { ApiRequest, ApiResponse } from '../../api/request.ts';
import type { Store } from '../../api/store.ts';
import type { FieldLedger } from './ledger.ts';

interface Served {
  readonly ledger: FieldLedger;
  readonly store: Store;
  readonly nowMs: number;
}

/** The answer to a request about objects of a kind, with their managers. Tables and other forms are left as they are. */
export function withManagedFields(
  { ledger, store, nowMs }: Served,
  kind: ResourceKind,
  request: ApiRequest,
  response: ApiResponse,
): ApiResponse {
  const { body } = response;
  if (response.code >= 300 || typeof body !== 'object' || body === null) return response;
  if (isList(kind, body)) {
    const items = body.items.map((object) => ledger.shown(kind, object));
    return { ...response, body: { ...body, items } };
  }
  if (!isObjectOf(kind, body)) return response;
  if (request.query?.['dryRun'] !== 'All' || request.method === 'DELETE')
    return { ...response, body: ledger.shown(kind, body) };
  const { namespace = '', name = '' } = body.metadata ?? {};
  const previous = store.get(kind.id, namespace, name);
  return { ...response, body: ledger.shownAfter(kind, previous, body, request, nowMs) };
}

function isList(kind: ResourceKind, body: object): body is { readonly items: readonly KubeObject[] } {
  return (body as KubeObject).kind === `${kind.kind}List` && 'items' in body;
}

function isObjectOf(kind: ResourceKind, value: unknown): value is KubeObject {
  const object = value as KubeObject | null;
  return typeof object === 'object' && object?.kind === kind.kind && object.metadata?.uid !== undefined;
}
