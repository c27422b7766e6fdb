/** PATCH bodies by their content type. `apiserver/pkg/endpoints/handlers/patch.go` */
import type { ResourceKind } from '../api/kinds.ts';
import type { AnyObject } from '../api/object.ts';
import {
  applyJsonMergePatch,
  applyJsonPatch,
  applyStrategicMergePatch,
  PatchError,
} from '../api/patch/index.ts';
import { refuse, StatusError } from '../api/status-error.ts';
import { badRequest } from './errors.ts';

/** The object as the patch wants it. @throws StatusError when the patch cannot be read or applied. */
export function patched(
  kind: ResourceKind,
  current: AnyObject,
  contentType: string | undefined,
  patch: unknown,
): AnyObject {
  try {
    return apply(kind, current, contentType ?? 'application/strategic-merge-patch+json', patch);
  } catch (error) {
    if (error instanceof StatusError) throw error;
    if (error instanceof PatchError) throw refusalOf(error);
    throw badRequest(error instanceof Error ? error.message : String(error));
  }
}

function apply(kind: ResourceKind, current: AnyObject, contentType: string, patch: unknown): AnyObject {
  switch (contentType.split(';')[0]) {
    case 'application/json-patch+json':
      return applyJsonPatch(current, patch as never) as AnyObject;
    case 'application/merge-patch+json':
      return applyJsonMergePatch(current, patch) as AnyObject;
    case 'application/strategic-merge-patch+json':
      // Kinds that are not built in have no merge keys: a strategic patch of them is refused, as for custom resources.
      if (!isStrategic(kind)) throw unsupported(kind);
      return applyStrategicMergePatch(current, patch, kind.kind) as AnyObject;
    default:
      throw unsupported(kind);
  }
}

const reasonOfCode: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  413: 'RequestEntityTooLarge',
  422: 'Invalid',
  500: 'InternalError',
};

function refusalOf(error: PatchError): StatusError {
  // What a JSON patch failed at is told to nobody: the server's own text stands for it.
  if (error.code === 422)
    return refuse(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
  return refuse(error.code, reasonOfCode[error.code] ?? 'BadRequest', error.message);
}

function isStrategic(kind: ResourceKind): boolean {
  return kind.custom === undefined && kind.group !== 'podarium.dev';
}

/** `endpoints/handlers/negotiation/errors.go` */
function unsupported(kind: ResourceKind): StatusError {
  const types = ['json-patch+json', 'merge-patch+json'];
  if (isStrategic(kind)) types.push('strategic-merge-patch+json');
  const accepted = [...types, 'apply-patch+yaml'].map((type) => `application/${type}`).join(', ');
  return refuse(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
  );
}
