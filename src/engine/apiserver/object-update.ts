/** PUT of an object; of some kinds it makes one that isn't there. `apiserver/pkg/endpoints/handlers/update.go` */
import type { ResourceKind } from '../api/kinds.ts';
import { nameOf } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { invalidStatus } from '../api/validation/index.ts';
import type { FieldLedger } from './managed-fields/ledger.ts';
import type { ObjectWriter, WriteOptions } from './object-writer.ts';
import { checkName, decodeBody, inNamespace } from './request-body.ts';
import type { ResourcePath } from './routes.ts';

/** `AllowCreateOnUpdate` of the strategies. */
const createdByUpdate: ReadonlySet<string> = new Set([
  'endpoints',
  'events',
  'limitranges',
  'services',
  'certificatesigningrequests.certificates.k8s.io',
  'leases.coordination.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'rolebindings.rbac.authorization.k8s.io',
  'roles.rbac.authorization.k8s.io',
]);

/** Kinds whose updates must name the version that they change: not `AllowUnconditionalUpdate`. */
const versionedUpdates: ReadonlySet<string> = new Set([
  'csinodes.storage.k8s.io',
  'customresourcedefinitions.apiextensions.k8s.io',
  'leases.coordination.k8s.io',
  'poddisruptionbudgets.policy',
  'runtimeclasses.node.k8s.io',
  'volumeattachments.storage.k8s.io',
]);

export function answerUpdate(
  writer: ObjectWriter,
  ledger: FieldLedger,
  path: ResourcePath,
  request: ApiRequest,
  options: WriteOptions,
): ApiResponse {
  const { kind, namespace, name } = path;
  const { object: body, warnings } = decodeBody(request, path);
  checkName(body, path);
  const object = inNamespace(body, path);
  const current = writer.store.get(kind.id, namespace, name);
  const told = warnings.length > 0 ? { warnings } : {};
  if (current === undefined && createdByUpdate.has(kind.id))
    return { code: 201, body: writer.create(kind, object, options), ...told };
  if (current !== undefined && needsVersion(kind) && !object.metadata?.resourceVersion) {
    const field = 'metadata.resourceVersion';
    const detail = 'must be specified for an update';
    throw invalidStatus(kind, nameOf(object), [{ type: 'FieldValueInvalid', field, badValue: 0, detail }]);
  }
  const isNewVersion = current !== undefined && ledger.restates(kind, current, request);
  return { code: 200, body: writer.update(kind, object, { ...options, isNewVersion }), ...told };
}

function needsVersion(kind: ResourceKind): boolean {
  return kind.custom !== undefined || versionedUpdates.has(kind.id);
}
