/** What a request carries in its body: read strictly, checked against the path. `apiserver/pkg/endpoints/handlers` */
import { decodeStrict } from '../api/decode.ts';
import { apiVersionOf, type ResourceKind } from '../api/kinds.ts';
import { type AnyObject, type KubeObject, nameOf } from '../api/object.ts';
import type { ApiRequest } from '../api/request.ts';
import { refuse } from '../api/status-error.ts';
import { decodeCustom } from './custom-resources/decode.ts';
import { badRequest } from './errors.ts';
import type { ResourcePath } from './routes.ts';

/** Larger bodies are refused, as the real server refuses more than 3 MB. */
const maxBodyCharacters = 3_000_000;

/** The object of the body and what strict decoding has to say of it. @throws StatusError */
export function decodeBody(
  request: ApiRequest,
  path: ResourcePath,
): { object: KubeObject; warnings: readonly string[] } {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('the object provided is unrecognized (must be of type object)');
  }
  if (textLength(body) > maxBodyCharacters)
    throw refuse(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728');
  checkKind(body as AnyObject, path.kind);
  const mode = request.query?.['fieldValidation'] ?? 'Warn';
  const { custom } = path.kind;
  const decoded =
    custom === undefined
      ? decodeStrict(apiVersionOf(path.kind), path.kind.kind, body)
      : decodeCustom(path.kind, custom, body as AnyObject);
  if (decoded.errors.length > 0) throw badRequest(decoded.errors[0]!);
  if (mode === 'Strict' && decoded.warnings.length > 0) {
    const what = `${path.kind.kind} in version "${path.kind.version}" cannot be handled as a ${path.kind.kind}`;
    throw badRequest(`${what}: strict decoding error: ${decoded.warnings.join(', ')}`);
  }
  return { object: decoded.object as KubeObject, warnings: mode === 'Ignore' ? [] : decoded.warnings };
}

function checkKind(body: AnyObject, kind: ResourceKind): void {
  const { apiVersion = '', kind: name = '' } = body;
  if (apiVersion === apiVersionOf(kind) && name === kind.kind) return;
  if (name === '')
    throw badRequest("Object 'Kind' is missing in '" + JSON.stringify(body).slice(0, 200) + "'");
  const wanted = `${apiVersionOf(kind)}, Kind=${kind.kind}`;
  throw badRequest(
    `the API version in the data (${apiVersion}) does not match the expected API version (${wanted.split(',')[0] ?? ''})`,
  );
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

function textLength(body: object): number {
  return JSON.stringify(body).length;
}
