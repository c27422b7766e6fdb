/** What a request carries in its body: read strictly, checked against the path. `apiserver/pkg/endpoints/handlers` */
import { decodeStrict } from '../api/decode.ts';
import { goJsonError } from '../api/go-json.ts';
import { apiVersionOf, findKind, type ResourceKind } from '../api/kinds.ts';
import { type AnyObject, type KubeObject, nameOf } from '../api/object.ts';
import type { ApiRequest } from '../api/request.ts';
import { refuse, type StatusError } from '../api/status-error.ts';
import { quote } from '../api/validation/field-error.ts';
import { decodeCustom } from './custom-resources/decode.ts';
import { badRequest } from './errors.ts';
import type { ResourcePath } from './routes.ts';

const mostWarnings = 100;
/** Larger bodies are refused, as the real server refuses more than 3 MB. */
const maxBodyCharacters = 3_145_728;

/** The object of the body and what strict decoding has to say of it. @throws StatusError, of what is amiss `unfit`. */
export function decodeBody(
  request: ApiRequest,
  path: ResourcePath,
  unfit: (why: string) => StatusError = (why) =>
    cannotHandle(path.kind.kind, path.kind.version, path.kind, why),
): { object: KubeObject; warnings: readonly string[] } {
  const { kind } = path;
  const body = readBody(request, kind);
  const whole = withKind(body, kind);
  const decoded =
    kind.custom === undefined
      ? decodeStrict(apiVersionOf(kind), kind.kind, whole)
      : decodeCustom(kind, kind.custom, request.method, whole);
  if (decoded.errors.length > 0)
    throw unfit(decoded.errors[0]!.replace(/^.*? cannot be handled as a \w+: /s, ''));
  const warnings = [...duplicatesTold(request, decoded.warnings), ...decoded.warnings].slice(0, mostWarnings);
  const mode = request.query?.['fieldValidation'] || 'Warn';
  if (mode === 'Strict' && warnings.length > 0) throw unfit(`strict decoding error: ${warnings.join(', ')}`);
  return { object: decoded.object as KubeObject, warnings: mode === 'Ignore' ? [] : warnings };
}

/** Fields that stand there twice; nobody looks into fields that aren't known. `sigs.k8s.io/json` */
function duplicatesTold({ duplicateFields = [] }: ApiRequest, unknown: readonly string[]): string[] {
  const isWithin = (field: string, outer: string) =>
    field.startsWith(outer) && /^$|^[.[]/.test(field.slice(outer.length));
  const unread = unknown.map((text) => text.slice(text.indexOf('"') + 1, -1));
  return duplicateFields
    .filter((field) => !unread.some((outer) => isWithin(field, outer)))
    .map((field) => `duplicate field ${quote(field)}`);
}

/** The body as JSON; text that a client sent is parsed, and what is wrong with it told as Go tells it. */
function readBody({ method, body, contentType }: ApiRequest, kind: ResourceKind): AnyObject {
  if (method !== 'PATCH') checkContentType(contentType);
  if (body === null) return {};
  if (typeof body === 'string' || body === undefined) return parseBody(body ?? '', kind);
  if (typeof body !== 'object' || Array.isArray(body)) {
    const word = Array.isArray(body) ? 'array' : typeof body === 'boolean' ? 'bool' : typeof body;
    throw unrecognized(
      kind,
      `json: cannot unmarshal ${word} into Go value of type ${typeMeta}`,
      JSON.stringify(body),
    );
  }
  if (JSON.stringify(body).length > maxBodyCharacters)
    throw refuse(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${maxBodyCharacters}`);
  return body as AnyObject;
}

const typeMeta =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

function parseBody(text: string, kind: ResourceKind): AnyObject {
  const error = goJsonError(text);
  if (error !== undefined) throw unrecognized(kind, error, text);
  return readBody({ method: 'POST', path: '', body: JSON.parse(text) as unknown }, kind);
}

const readable = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];

function checkContentType(contentType = ''): void {
  const type = contentType.split(';')[0]!.trim();
  if (type === '' || readable.includes(type)) return;
  const message = `the body of the request was in an unknown format - accepted media types include: ${readable.join(', ')}`;
  throw refuse(415, 'UnsupportedMediaType', message);
}

/** `endpoints/handlers/rest.go transformDecodeError` */
function unrecognized(kind: ResourceKind, why: string, text: string): StatusError {
  const summary = text === '' ? '<empty>' : summarized(text);
  return badRequest(
    `the object provided is unrecognized (must be of type ${kind.kind}): couldn't get version/kind; json parse error: ${why} (${summary})`,
  );
}

const mostSummary = 30;

/** The beginning of a body, in hex where it isn't the text of an object. */
function summarized(text: string): string {
  const shown = text.slice(0, mostSummary);
  const hex = () => [...shown].map((letter) => letter.codePointAt(0)!.toString(16).padStart(2, '0')).join('');
  return `${text.startsWith('{') ? shown : hex()}${text.length > mostSummary ? ' ...' : ''}`;
}

function cannotHandle(given: string, version: string, kind: ResourceKind, why: string): StatusError {
  return badRequest(`${given} in version ${quote(version)} cannot be handled as a ${kind.kind}: ${why}`);
}

/** The body with what its path says where it says nothing of its kind. @throws StatusError when it says otherwise. */
function withKind(body: AnyObject, kind: ResourceKind): AnyObject {
  for (const field of ['apiVersion', 'kind'] as const) {
    const value: unknown = body[field];
    if (typeof value === 'string' || value === undefined || value === null) continue;
    const word = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    throw unrecognized(
      kind,
      `json: cannot unmarshal ${word} into Go struct field .${field} of type string`,
      JSON.stringify(body),
    );
  }
  const expected = apiVersionOf(kind);
  const apiVersion = body.apiVersion || expected;
  const name = body.kind || kind.kind;
  if (apiVersion === expected && name === kind.kind) return { ...body, apiVersion, kind: name };
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const known = findKind(apiVersion, name);
  if (known === undefined) {
    const why = `no kind ${quote(name)} is registered for version ${quote(apiVersion)} in scheme "pkg/api/legacyscheme/scheme.go:30"`;
    throw cannotHandle(name, version, kind, why);
  }
  if (known.kind === kind.kind && known.group === kind.group) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  const internal = kind.group === '' ? 'core' : kind.group.split('.')[0]!;
  const why = `converting (${version}.${name}) to (${internal}.${kind.kind}): unknown conversion`;
  throw cannotHandle(name, version, kind, why);
}

export function checkName(object: KubeObject, path: ResourcePath): void {
  if (nameOf(object) === path.name) return;
  throw badRequest(
    `the name of the object (${nameOf(object)}) does not match the name on the URL (${path.name})`,
  );
}

/** @throws StatusError when body and path speak of different namespaces. */
export function inNamespace(object: KubeObject, path: ResourcePath): KubeObject {
  const stated = object.metadata?.namespace;
  if (!path.kind.namespaced) {
    if (stated === undefined) return object;
    const { namespace: _none, ...metadata } = object.metadata!;
    return { ...object, metadata };
  }
  if (path.namespace === '') throw badRequest('an empty namespace may not be set during creation');
  if (stated !== undefined && stated !== path.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  return { ...object, metadata: { ...object.metadata, namespace: path.namespace } };
}
