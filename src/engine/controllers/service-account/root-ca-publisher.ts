import type { ConfigMap, Namespace } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { nameOf } from '../../api/object.ts';
import type { Controller, ReconcileResult, View } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';

const configMapName = 'kube-root-ca.crt';
const description =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';
const annotations = { 'kubernetes.io/description': description };

/** The simulated cluster checks no certificates; its authority is a text that says so. */
const clusterCa = '-----BEGIN CERTIFICATE-----\nc2ltdWxhdGVk\n-----END CERTIFICATE-----\n';

/** What is to be done with a namespace's copy of the authority. */
export function planRootCa(
  phase: string | undefined,
  current: Pick<ConfigMap, 'data' | 'metadata'> | undefined,
  ca: string,
): 'create' | 'update' | 'none' {
  if (phase !== 'Active') return 'none';
  if (current === undefined) return 'create';
  const isDescribed = Object.entries(annotations).every(
    ([key, value]) => current.metadata?.annotations?.[key] === value,
  );
  return semanticallyEqual(current.data, { 'ca.crt': ca }) && isDescribed ? 'none' : 'update';
}

export { annotations as rootCaAnnotations };

/** Publishes the cluster's certificate authority in each namespace. `pkg/controller/certificates/rootcacertpublisher/publisher.go` */
export const rootCaPublisher: Controller = {
  name: 'root-ca-cert-publisher',
  watches: [
    { resource: 'namespaces', keys: ({ next }) => (next === undefined ? [] : [nameOf(next)]) },
    {
      resource: 'configmaps',
      keys: ({ name, namespace }: Change) => (name === configMapName ? [namespace] : []),
    },
  ],
  resync: { everyMs: 12 * 3600 * 1000, keys: (view) => view.list('namespaces').map(nameOf) },
  reconcile: (key, view) => reconcileNamespace(key, view),
};

function reconcileNamespace(namespace: string, view: View): ReconcileResult {
  const phase = view.get<Namespace>('namespaces', '', namespace)?.status?.phase;
  const current = view.get<ConfigMap>('configmaps', namespace, configMapName);
  const verb = planRootCa(phase, current, clusterCa);
  if (verb === 'none') return { writes: [] };
  const metadata = {
    name: configMapName,
    namespace,
    ...current?.metadata,
    annotations: { ...current?.metadata?.annotations, ...annotations },
  };
  const object: ConfigMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'ca.crt': clusterCa } };
  return { writes: [{ verb, resource: 'configmaps', object }] };
}
