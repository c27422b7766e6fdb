/** Kinds that the page knows by sight: resource, kind, and whether an object of it has a namespace. */
const known = [
  ['Pod', 'pods'],
  ['Service', 'services'],
  ['Node', 'nodes'],
  ['Namespace', 'namespaces'],
  ['ConfigMap', 'configmaps'],
  ['Secret', 'secrets'],
  ['ServiceAccount', 'serviceaccounts'],
  ['PersistentVolumeClaim', 'persistentvolumeclaims'],
  ['PersistentVolume', 'persistentvolumes'],
  ['Endpoints', 'endpoints'],
  ['ReplicationController', 'replicationcontrollers'],
  ['Deployment', 'deployments.apps'],
  ['ReplicaSet', 'replicasets.apps'],
  ['StatefulSet', 'statefulsets.apps'],
  ['DaemonSet', 'daemonsets.apps'],
  ['ControllerRevision', 'controllerrevisions.apps'],
  ['Job', 'jobs.batch'],
  ['CronJob', 'cronjobs.batch'],
  ['EndpointSlice', 'endpointslices.discovery.k8s.io'],
  ['Ingress', 'ingresses.networking.k8s.io'],
  ['IngressClass', 'ingressclasses.networking.k8s.io'],
  ['NetworkPolicy', 'networkpolicies.networking.k8s.io'],
  ['HorizontalPodAutoscaler', 'horizontalpodautoscalers.autoscaling'],
  ['PodDisruptionBudget', 'poddisruptionbudgets.policy'],
  ['StorageClass', 'storageclasses.storage.k8s.io'],
  ['PriorityClass', 'priorityclasses.scheduling.k8s.io'],
  ['Role', 'roles.rbac.authorization.k8s.io'],
  ['ClusterRole', 'clusterroles.rbac.authorization.k8s.io'],
  ['RoleBinding', 'rolebindings.rbac.authorization.k8s.io'],
  ['ClusterRoleBinding', 'clusterrolebindings.rbac.authorization.k8s.io'],
  ['Machine', 'machines.podarium.dev'],
] as const;

const kinds: ReadonlyMap<string, string> = new Map(known.map(([kind, resource]) => [resource, kind]));
const resources: ReadonlyMap<string, string> = new Map(known);

const withoutNamespace = new Set([
  'nodes',
  'namespaces',
  'persistentvolumes',
  'ingressclasses.networking.k8s.io',
  'storageclasses.storage.k8s.io',
  'priorityclasses.scheduling.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
  'machines.podarium.dev',
]);

/** `Deployment` of `deployments.apps`; of a resource that we don't know, its own name. */
export function kindOf(resource: string): string {
  return kinds.get(resource) ?? resource;
}

export function resourceOf(kind: string): string | undefined {
  return resources.get(kind);
}

/** The key of an object that another one names, as seen from that one's namespace. */
export function keyFor(resource: string, namespace: string, name: string): string {
  return `${resource}/${withoutNamespace.has(resource) ? '' : namespace}/${name}`;
}
