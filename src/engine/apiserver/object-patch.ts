/** PATCH of an object: by a patch of its fields, or by applying a configuration. `apiserver/pkg/endpoints/handlers/patch.go` */
import type { AnyObject } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { notFound } from './errors.ts';
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
  const { object, warnings } = decodeBody({ ...request, body }, path);
  checkName(object, path);
  const placed = inNamespace(object, path);
  const answer =
    current === undefined
      ? { code: 201, body: writer.create(kind, placed, options) }
      : { code: 200, body: writer.update(kind, placed, { ...options, isNewVersion }) };
  return { ...answer, ...(warnings.length > 0 ? { warnings } : {}) };
}
