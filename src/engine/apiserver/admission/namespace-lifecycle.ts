/** Nothing comes into a namespace that is absent or going. `staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle` */
import type { Namespace } from '../../api/generated/types.ts';
import { type ResourceKind, resourceById } from '../../api/kinds.ts';
import { type KubeObject, namespaceOf } from '../../api/object.ts';
import type { Store } from '../../api/store.ts';
import { forbidden, notFound } from '../errors.ts';

/** @throws StatusError NotFound, Forbidden. */
export function checkNamespace(kind: ResourceKind, object: KubeObject, store: Store): void {
  const name = namespaceOf(object);
  const namespace = store.get('namespaces', '', name) as Namespace | undefined;
  if (namespace === undefined) throw notFound(resourceById('namespaces'), name);
  if (namespace.status?.phase !== 'Terminating') return;
  const why = `unable to create new content in namespace ${name} because it is being terminated`;
  throw forbidden(kind, object.metadata?.name ?? '', why, [
    {
      reason: 'NamespaceTerminating',
      message: `namespace ${name} is being terminated`,
      field: 'metadata.namespace',
    },
  ]);
}

const immortal: readonly string[] = ['default', 'kube-system', 'kube-public'];

/** @throws StatusError Forbidden for the namespaces that a cluster can't do without. */
export function checkDelete(kind: ResourceKind, name: string): void {
  if (kind.id === 'namespaces' && immortal.includes(name))
    throw forbidden(kind, name, 'this namespace may not be deleted');
}
