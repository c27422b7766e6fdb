/** PATCH of an object: by a patch of its fields, or by applying a configuration. `apiserver/pkg/endpoints/handlers/patch.go` */
import type { AnyObject } from '../api/object.ts';
import { printGo } from '../api/patch/patch-error.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { refuse, type StatusError } from '../api/status-error.ts';
import { quote } from '../api/validation/field-error.ts';
import { methodNotAllowed, notFound } from './errors.ts';
import { applyPatch } from './managed-fields/apply-patch.ts';
import type { FieldLedger } from './managed-fields/ledger.ts';
import { isApply } from './managed-fields/writer.ts';
import type { ObjectWriter, WriteOptions } from './object-writer.ts';
import { patched } from './patching.ts';
import { checkName, decodeBody, inNamespace } from './request-body.ts';
import { invalidOption } from './request-options.ts';
import type { ResourcePath } from './routes.ts';

export interface Patched {
  readonly object: AnyObject;
  readonly isNewVersion: boolean;
}

/** The object as a PATCH wants it; an apply makes one where there is none. @throws StatusError */
export function patchedObject(
  ledger: FieldLedger,
  path: ResourcePath,
  current: AnyObject | undefined,
  request: ApiRequest,
  timestamp: string,
): Patched {
  if (isApply(request)) {
    const { object, movesFields } = applyPatch(ledger, path.kind, current, request, timestamp);
    return { object, isNewVersion: movesFields };
  }
  if (request.query?.['force'] !== undefined)
    throw invalidOption(
      'PatchOptions',
      'force',
      'Forbidden: may not be specified for non-apply patch',
      'FieldValueForbidden',
    );
  if (current === undefined) throw notFound(path.kind, path.name);
  const base = ledger.basisOf(path.kind, current, request) as AnyObject;
  const object = patched(path.kind, base, request.contentType, request.body);
  return { object, isNewVersion: ledger.restates(path.kind, current, request) };
}

/** Patches or applies, and writes what comes of it. */
export function answerPatch(
  writer: ObjectWriter,
  ledger: FieldLedger,
  path: ResourcePath,
  request: ApiRequest,
  options: WriteOptions,
): ApiResponse {
  const { kind, namespace, name } = path;
  const current = writer.store.get(kind.id, namespace, name) as AnyObject | undefined;
  const { object: body, isNewVersion } = patchedObject(
    ledger,
    path,
    current,
    request,
    writer.clock.timestamp,
  );
  const { object, warnings } = decodePatched(request, path, body);
  checkName(object, path);
  const placed = inNamespace(object, path);
  const answer =
    current === undefined
      ? { code: 201, body: writer.create(kind, placed, options) }
      : { code: 200, body: writer.update(kind, placed, { ...options, isNewVersion }) };
  return { ...answer, ...(warnings.length > 0 ? { warnings } : {}) };
}

/** What a PUT or a PATCH of a part of an object wants the object to be. @throws StatusError */
export function changedObject(
  ledger: FieldLedger,
  path: ResourcePath,
  current: AnyObject,
  request: ApiRequest,
  timestamp: string,
): Patched & { readonly warnings: readonly string[] } {
  if (request.method !== 'PUT' && request.method !== 'PATCH') throw methodNotAllowed();
  const wanted =
    request.method === 'PUT'
      ? { object: undefined, isNewVersion: ledger.restates(path.kind, current, request) }
      : patchedObject(ledger, path, current, request, timestamp);
  const { object, warnings } =
    wanted.object === undefined ? decodeBody(request, path) : decodePatched(request, path, wanted.object);
  checkName(object, path);
  return { object: inNamespace(object, path) as AnyObject, isNewVersion: wanted.isNewVersion, warnings };
}

/** What a patch or an apply makes of an object, read as any body is; only the refusals differ. @throws StatusError */
function decodePatched(
  request: ApiRequest,
  path: ResourcePath,
  body: AnyObject,
): ReturnType<typeof decodeBody> {
  const patchedRequest = { ...request, body };
  if (isApply(request)) return decodeBody(patchedRequest, path);
  const isStrategic = /^$|strategic-merge-patch/.test(request.contentType ?? '');
  return decodeBody(patchedRequest, path, (why) =>
    isStrategic
      ? invalidPatch(printGo(request.body), restoringError(why))
      : invalidPatch(JSON.stringify(body), why),
  );
}

function invalidPatch(shown: string, why: string): StatusError {
  const message = `Invalid value: ${quote(shown)}: ${why}`;
  const causes = [{ reason: 'FieldValueInvalid', message, field: 'patch' }];
  return refuse(422, 'Invalid', ` "" is invalid: patch: ${message}`, { causes });
}

const goKinds: Readonly<Record<string, string>> = { number: 'int64', object: 'map', array: 'slice' };

/** A strategic patch is never text again: its values are put into structs. `apimachinery/pkg/runtime/converter.go` */
function restoringError(why: string): string {
  const [, word = '', type = ''] = /^json: cannot unmarshal (\w+) into Go .* of type (\S+)$/.exec(why) ?? [];
  if (word === '') return why;
  const from = goKinds[word] ?? word;
  if (type.startsWith('[]')) return `cannot restore slice from ${from}`;
  if (type.startsWith('map[')) return `cannot restore map from ${from}`;
  return type.includes('.') ? `cannot restore struct from: ${from}` : `unrecognized type: ${type}`;
}
