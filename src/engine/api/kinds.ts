/**
 * The kinds table: everything that distinguishes one resource from another for storage, routing, discovery
 * and printing, as data. The rest of the engine asks this table and never lists kinds itself.
 */
export interface ResourceKind {
  /** `deployments.apps`, or `pods` for the core group: how the engine names a resource everywhere. */
  readonly id: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  /** '' is the core group. */
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** status, scale, binding, eviction, log, exec ... */
  readonly subresources: readonly string[];
  /** True when metadata.generation counts the changes of spec. */
  readonly countsGeneration: boolean;
  /** False when objects may be created and deleted but a name is not to be watched over time (reviews). */
  readonly stored: boolean;
}

type Options = Partial<
  Pick<ResourceKind, 'namespaced' | 'shortNames' | 'categories' | 'subresources' | 'countsGeneration'>
>;

function resource(apiVersion: string, kind: string, plural: string, options: Options = {}): ResourceKind {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return {
    id: group === '' ? plural : `${plural}.${group}`,
    plural,
    singular: kind.toLowerCase(),
    kind,
    group,
    version: apiVersion.slice(slash + 1),
    namespaced: options.namespaced ?? true,
    shortNames: options.shortNames ?? [],
    categories: options.categories ?? [],
    subresources: options.subresources ?? [],
    countsGeneration: options.countsGeneration ?? false,
    stored: true,
  };
}

const all = ['all'];
const status = ['status'];
const scaled = ['status', 'scale'];

export const resourceKinds: readonly ResourceKind[] = [
  resource('v1', 'Namespace', 'namespaces', {
    namespaced: false,
    shortNames: ['ns'],
    subresources: ['status', 'finalize'],
  }),
  resource('v1', 'Node', 'nodes', { namespaced: false, shortNames: ['no'], subresources: status }),
  resource('v1', 'Pod', 'pods', {
    shortNames: ['po'],
    categories: all,
    countsGeneration: true,
    subresources: [
      'status',
      'binding',
      'eviction',
      'log',
      'exec',
      'attach',
      'portforward',
      'ephemeralcontainers',
    ],
  }),
  resource('v1', 'Service', 'services', { shortNames: ['svc'], categories: all, subresources: status }),
  resource('v1', 'Endpoints', 'endpoints', { shortNames: ['ep'] }),
  resource('v1', 'ConfigMap', 'configmaps', { shortNames: ['cm'] }),
  resource('v1', 'Secret', 'secrets'),
  resource('v1', 'ServiceAccount', 'serviceaccounts', { shortNames: ['sa'], subresources: ['token'] }),
  resource('v1', 'Event', 'events', { shortNames: ['ev'] }),
  resource('v1', 'PersistentVolume', 'persistentvolumes', {
    namespaced: false,
    shortNames: ['pv'],
    subresources: status,
  }),
  resource('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', {
    shortNames: ['pvc'],
    subresources: status,
  }),
  resource('v1', 'ReplicationController', 'replicationcontrollers', {
    shortNames: ['rc'],
    categories: all,
    subresources: scaled,
    countsGeneration: true,
  }),
  resource('v1', 'ResourceQuota', 'resourcequotas', { shortNames: ['quota'], subresources: status }),
  resource('v1', 'LimitRange', 'limitranges', { shortNames: ['limits'] }),
  resource('apps/v1', 'Deployment', 'deployments', {
    shortNames: ['deploy'],
    categories: all,
    subresources: scaled,
    countsGeneration: true,
  }),
  resource('apps/v1', 'ReplicaSet', 'replicasets', {
    shortNames: ['rs'],
    categories: all,
    subresources: scaled,
    countsGeneration: true,
  }),
  resource('apps/v1', 'StatefulSet', 'statefulsets', {
    shortNames: ['sts'],
    categories: all,
    subresources: scaled,
    countsGeneration: true,
  }),
  resource('apps/v1', 'DaemonSet', 'daemonsets', {
    shortNames: ['ds'],
    categories: all,
    subresources: status,
    countsGeneration: true,
  }),
  resource('apps/v1', 'ControllerRevision', 'controllerrevisions'),
  resource('batch/v1', 'Job', 'jobs', { categories: all, subresources: status, countsGeneration: true }),
  resource('batch/v1', 'CronJob', 'cronjobs', {
    shortNames: ['cj'],
    categories: all,
    subresources: status,
    countsGeneration: true,
  }),
  resource('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', {
    shortNames: ['hpa'],
    categories: all,
    subresources: status,
  }),
  resource('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets', {
    shortNames: ['pdb'],
    subresources: status,
    countsGeneration: true,
  }),
  resource('networking.k8s.io/v1', 'Ingress', 'ingresses', {
    shortNames: ['ing'],
    subresources: status,
    countsGeneration: true,
  }),
  resource('networking.k8s.io/v1', 'IngressClass', 'ingressclasses', {
    namespaced: false,
    countsGeneration: true,
  }),
  resource('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', {
    shortNames: ['netpol'],
    countsGeneration: true,
  }),
  resource('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices', { countsGeneration: true }),
  resource('coordination.k8s.io/v1', 'Lease', 'leases'),
  resource('storage.k8s.io/v1', 'StorageClass', 'storageclasses', { namespaced: false, shortNames: ['sc'] }),
  resource('scheduling.k8s.io/v1', 'PriorityClass', 'priorityclasses', {
    namespaced: false,
    shortNames: ['pc'],
    countsGeneration: true,
  }),
  resource('node.k8s.io/v1', 'RuntimeClass', 'runtimeclasses', { namespaced: false }),
  resource('rbac.authorization.k8s.io/v1', 'Role', 'roles'),
  resource('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings'),
  resource('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', { namespaced: false }),
  resource('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'clusterrolebindings', {
    namespaced: false,
  }),
  resource('podarium.dev/v1alpha1', 'Machine', 'machines', {
    namespaced: false,
    subresources: status,
    countsGeneration: true,
  }),
  resource('podarium.dev/v1alpha1', 'Fault', 'faults', {
    namespaced: false,
    subresources: status,
    countsGeneration: true,
  }),
];

/**
 * Kinds that are stored, validated and shown, but that nothing in the cluster acts on yet. Whoever creates one is
 * told so in a warning: the fidelity of the simulation is never left to be found out.
 */
const storedOnly = new Set([
  'persistentvolumes',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
  'limitranges',
  'jobs.batch',
  'cronjobs.batch',
  'horizontalpodautoscalers.autoscaling',
  'poddisruptionbudgets.policy',
  'ingresses.networking.k8s.io',
  'ingressclasses.networking.k8s.io',
  'networkpolicies.networking.k8s.io',
  'storageclasses.storage.k8s.io',
  'runtimeclasses.node.k8s.io',
  'roles.rbac.authorization.k8s.io',
  'rolebindings.rbac.authorization.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
]);

/** What to tell someone who creates an object that nothing will act on; undefined for the rest. */
export function fidelityWarning(entry: ResourceKind): string | undefined {
  if (!storedOnly.has(entry.id)) return undefined;
  return `Podarium stores ${entry.kind} objects but does not simulate what acts on them yet`;
}

const byId = new Map(resourceKinds.map((entry) => [entry.id, entry]));
const byGroupVersionKind = new Map(
  resourceKinds.map((entry) => [`${apiVersionOf(entry)}/${entry.kind}`, entry]),
);

export function apiVersionOf(entry: ResourceKind): string {
  return entry.group === '' ? entry.version : `${entry.group}/${entry.version}`;
}

/** @throws Error when the engine has no such resource: a mistake of ours, never of a user. */
export function resourceById(id: string): ResourceKind {
  const entry = byId.get(id);
  if (entry === undefined) throw new Error(`no resource ${id} in the kinds table`);
  return entry;
}

export function findResource(id: string): ResourceKind | undefined {
  return byId.get(id);
}

export function findKind(apiVersion: string, kind: string): ResourceKind | undefined {
  return byGroupVersionKind.get(`${apiVersion}/${kind}`);
}
