import type { Namespace, ServiceAccount } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Controller, ReconcileResult, View } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';

const wantedNames: readonly string[] = ['default'];

/** The service accounts that a namespace lacks; one that is going gets none. */
export function missingServiceAccounts(
  phase: string | undefined,
  existing: readonly string[],
  wanted: readonly string[] = wantedNames,
): string[] {
  return phase === 'Active' ? wanted.filter((name) => !existing.includes(name)) : [];
}

/** Keeps the default service account of each namespace. `pkg/controller/serviceaccount/serviceaccounts_controller.go` */
export const serviceAccountController: Controller = {
  name: 'service-account-controller',
  watches: [
    { resource: 'namespaces', keys: ({ next }) => (next === undefined ? [] : [nameOf(next)]) },
    {
      resource: 'serviceaccounts',
      keys: ({ next, namespace }: Change) => (next === undefined ? [namespace] : []),
    },
  ],
  resync: { everyMs: 12 * 3600 * 1000, keys: (view) => view.list('namespaces').map(nameOf) },
  reconcile: (key, view) => reconcileNamespace(key, view),
};

function reconcileNamespace(namespace: string, view: View): ReconcileResult {
  const phase = view.get<Namespace>('namespaces', '', namespace)?.status?.phase;
  const existing = view.list<ServiceAccount>('serviceaccounts', namespace).map(nameOf);
  const writes = missingServiceAccounts(phase, existing).map((name) => {
    const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } };
    return { verb: 'create', resource: 'serviceaccounts', object } as const;
  });
  return { writes };
}
