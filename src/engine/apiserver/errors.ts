/** Kubernetes' refusals with their reasons, codes and texts. `apimachinery/pkg/api/errors/errors.go` */
import type { ResourceKind } from '../api/kinds.ts';
import { refuse, type StatusCause, type StatusError } from '../api/status-error.ts';

/** `part` is the subresource that names itself: `deployments/scale.apps "web" not found`. */
export function notFound(kind: ResourceKind, name: string, part = ''): StatusError {
  const details = detailsOf(kind, name);
  const resource = part === '' ? kind.plural : `${kind.plural}/${part}`;
  const id = kind.group === '' ? resource : `${resource}.${kind.group}`;
  return refuse(404, 'NotFound', `${id} "${name}" not found`, { ...details, kind: resource });
}

export function unknownPath(): StatusError {
  return refuse(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function alreadyExists(kind: ResourceKind, name: string): StatusError {
  return refuse(409, 'AlreadyExists', `${kind.id} "${name}" already exists`, detailsOf(kind, name));
}

/** `apiserver/pkg/registry/rest/create.go CheckGeneratedNameError` */
export function generatedNameTaken(kind: ResourceKind, name: string): StatusError {
  const message = `${kind.id} "${name}" already exists, the server was not able to generate a unique name for the object`;
  return refuse(409, 'AlreadyExists', message, { ...detailsOf(kind, name), retryAfterSeconds: 1 });
}

export function conflict(kind: ResourceKind, name: string, why: string): StatusError {
  const message = `Operation cannot be fulfilled on ${kind.id} "${name}": ${why}`;
  return refuse(409, 'Conflict', message, detailsOf(kind, name));
}

export function staleVersion(kind: ResourceKind, name: string): StatusError {
  return conflict(
    kind,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );
}

/** `apiserver/pkg/storage/errors.go ErrResourceVersionSetOnCreate` */
export function versionOnCreate(): StatusError {
  return refuse(500, '', 'resourceVersion should not be set on objects to be created');
}

export function forbidden(
  kind: ResourceKind,
  name: string,
  why: string,
  causes?: readonly StatusCause[],
): StatusError {
  const message =
    name === '' ? `${kind.id} is forbidden: ${why}` : `${kind.id} "${name}" is forbidden: ${why}`;
  return refuse(403, 'Forbidden', message, {
    ...detailsOf(kind, name),
    ...(causes === undefined ? {} : { causes }),
  });
}

export function badRequest(message: string): StatusError {
  return refuse(400, 'BadRequest', message);
}

export function methodNotAllowed(): StatusError {
  return refuse(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

/** `apiextensions-apiserver/pkg/apiserver/customresource_handler.go` */
export function definitionTerminating(kind: ResourceKind): StatusError {
  const message = 'create not allowed while custom resource definition is terminating';
  return refuse(405, 'MethodNotAllowed', message, detailsOf(kind, ''));
}

function detailsOf(kind: ResourceKind, name: string): { name?: string; group?: string; kind: string } {
  return {
    ...(name === '' ? {} : { name }),
    ...(kind.group === '' ? {} : { group: kind.group }),
    kind: kind.plural,
  };
}
