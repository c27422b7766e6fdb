/**
 * The form of an answer: objects as they are, as rows of a Table, or their metadata alone, by what the request's
 * Accept header names first that the server can give. `apiserver/pkg/endpoints/handlers/response.go`, `rest.go`,
 * `apiserver/pkg/endpoints/handlers/negotiation/negotiate.go`
 */
import { apiVersionOf, type ResourceKind } from '../api/kinds.ts';
import type { AnyObject, KubeObject } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { refuse } from '../api/status-error.ts';
import { quote } from '../api/validation/field-error.ts';
import { badRequest } from './errors.ts';
import { asTable, type IncludedObject } from './printing/index.ts';

/** What a request wants to see of objects. */
export type Form =
  | { readonly as: 'object' }
  | { readonly as: 'Table'; readonly included: IncludedObject }
  | { readonly as: 'PartialObjectMetadata' | 'PartialObjectMetadataList'; readonly apiVersion: string };

/** Metadata of a list: `resourceVersion`, `continue`, `remainingItemCount`. */
export type ListMetadata = Readonly<Record<string, unknown>>;

const plain: Form = { as: 'object' };

/** @throws StatusError NotAcceptable when nothing of what is named can be given, BadRequest for a wrong includeObject. */
export function formWanted({ accept = '', query }: Pick<ApiRequest, 'accept' | 'query'>): Form {
  if (accept.trim() === '') return plain;
  for (const clause of byPreference(accept)) {
    const form = formOf(clause, query?.['includeObject'] ?? '');
    if (form !== undefined) return form;
  }
  throw notAcceptable('only the following media types are accepted: application/json');
}

interface Clause {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The alternatives of an Accept header, most wanted first. */
function byPreference(accept: string): readonly Clause[] {
  const clauses = accept.split(',').map(readClause);
  if (!accept.includes('q=')) return clauses;
  const quality = ({ parameters }: Clause): number => Number(parameters['q'] ?? 1) || 0;
  return clauses.toSorted((left, right) => quality(right) - quality(left));
}

function readClause(text: string): Clause {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim());
  const pairs = rest.map((part): [string, string] => {
    const at = part.indexOf('=');
    return [part.slice(0, at), part.slice(at + 1)];
  });
  return { type: type.toLowerCase(), parameters: Object.fromEntries(pairs) };
}

function formOf({ type, parameters }: Clause, includeObject: string): Form | undefined {
  if (type !== 'application/json' && type !== 'application/*' && type !== '*/*') return undefined;
  const { as, g, v } = parameters;
  if (as === undefined) return plain;
  if (g !== 'meta.k8s.io' || (v !== 'v1' && v !== 'v1beta1')) return undefined;
  if (as === 'Table') return { as, included: includedOf(includeObject) };
  if (as !== 'PartialObjectMetadata' && as !== 'PartialObjectMetadataList') return undefined;
  return { as, apiVersion: `${g}/${v}` };
}

function includedOf(text: string): IncludedObject {
  if (text === '') return 'Metadata';
  if (text === 'None' || text === 'Metadata' || text === 'Object') return text;
  const why = `includeObject: Invalid value: ${quote(text)}: must be 'Metadata', 'Object', 'None', or empty`;
  throw badRequest(`Unable to convert to Table as requested: ${why}`);
}

function notAcceptable(message: string) {
  return refuse(406, 'NotAcceptable', message);
}

/** One object in the form that was asked for. `nowMs` is the moment that ages are told at, since 1970. */
export function presentObject(form: Form, kind: ResourceKind, object: KubeObject, nowMs: number): unknown {
  switch (form.as) {
    case 'object':
      return withKind(kind, object);
    case 'Table':
      return asTable(kind, [object], versionOf(object), form.included, nowMs);
    case 'PartialObjectMetadata':
      return partial(object, form.apiVersion);
    case 'PartialObjectMetadataList':
      throw notAcceptable(
        `you requested PartialObjectMetadataList, but the requested object is not a list (*${kind.version}.${kind.kind})`,
      );
  }
}

/** A collection in the form that was asked for. */
export function presentList(
  form: Form,
  kind: ResourceKind,
  items: readonly KubeObject[],
  metadata: ListMetadata,
  nowMs: number,
): AnyObject {
  switch (form.as) {
    case 'object':
      return { kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata, items };
    case 'Table':
      return asTable(kind, items, metadata, form.included, nowMs);
    case 'PartialObjectMetadataList': {
      const { as, apiVersion } = form;
      return { kind: as, apiVersion, metadata, items: items.map((object) => partial(object, apiVersion)) };
    }
    case 'PartialObjectMetadata':
      throw notAcceptable(
        `you requested PartialObjectMetadata, but the requested object is a list (*${kind.version}.${kind.kind}List)`,
      );
  }
}

/** What a watch says when it has nothing to say but how far it is. */
export function presentBookmark(form: Form, kind: ResourceKind, metadata: object): unknown {
  const bookmark = { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata };
  if (form.as === 'object') return bookmark;
  if (form.as !== 'Table') return partial(bookmark as KubeObject, form.apiVersion);
  return { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata, columnDefinitions: [], rows: [] };
}

/** Stored objects may leave out what their place in the API says. */
function withKind(kind: ResourceKind, object: KubeObject): KubeObject {
  if (object.kind !== undefined && object.apiVersion !== undefined) return object;
  return { kind: kind.kind, apiVersion: apiVersionOf(kind), ...object };
}

function partial(object: KubeObject, apiVersion: string): AnyObject {
  return { kind: 'PartialObjectMetadata', apiVersion, metadata: object.metadata };
}

function versionOf(object: KubeObject): ListMetadata {
  return { resourceVersion: object.metadata?.resourceVersion };
}

/** The answer to a request about one object, when it is that object, in the form that was asked for. */
export function presentAnswer(
  form: Form,
  kind: ResourceKind,
  answer: ApiResponse,
  nowMs: number,
): ApiResponse {
  const { body } = answer;
  if (form.as === 'object' || (body as KubeObject).kind !== kind.kind) return answer;
  return { ...answer, body: presentObject(form, kind, body as KubeObject, nowMs) };
}
