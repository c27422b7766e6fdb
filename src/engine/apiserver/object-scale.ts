/** GET, PUT, PATCH and apply of `scale`. `pkg/registry/apps/deployment/storage/storage.go ScaleREST` */
import type { AnyObject } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { methodNotAllowed, notFound } from './errors.ts';
import { applyPatch } from './managed-fields/apply-patch.ts';
import type { FieldLedger } from './managed-fields/ledger.ts';
import { isApply } from './managed-fields/writer.ts';
import type { ObjectWriter, WriteOptions } from './object-writer.ts';
import { patched } from './patching.ts';
import type { ResourcePath } from './routes.ts';
import { scaledObject, scaleOf } from './scale.ts';

export function answerScale(
  writer: ObjectWriter,
  ledger: FieldLedger,
  { kind, namespace, name }: ResourcePath,
  request: ApiRequest,
  options: WriteOptions,
): ApiResponse {
  const current = writer.store.get(kind.id, namespace, name) as AnyObject | undefined;
  if (current === undefined) throw notFound(kind, name, 'scale');
  const paths = kind.custom?.scale;
  if (request.method === 'GET') return { code: 200, body: scaleOf(current, paths) };
  if (request.method !== 'PUT' && request.method !== 'PATCH') throw methodNotAllowed();
  if (isApply(request)) {
    const { object, movesFields } = applyPatch(ledger, kind, current, request, writer.clock.timestamp);
    const stored = writer.update(kind, object, { ...options, isNewVersion: movesFields });
    return { code: 200, body: scaleOf(stored as AnyObject, paths) };
  }
  const wanted =
    request.method === 'PATCH'
      ? patched(kind, scaleOf(current, paths), request.contentType, request.body)
      : (request.body as AnyObject);
  const stored = writer.update(kind, scaledObject(current, wanted, paths), options);
  return { code: 200, body: scaleOf(stored as AnyObject, paths) };
}
