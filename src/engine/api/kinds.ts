/**
 * The kinds table: everything that distinguishes one resource from another for storage, routing, discovery
 * and printing, as data. The rest of the engine asks this table and never lists kinds itself.
 */
import { builtInKinds } from './built-in-kinds.ts';
import type { KindTable, ResourceKind } from './resource-kind.ts';

export type { CustomKind, KindTable, ResourceKind } from './resource-kind.ts';

export function createKindTable(served: readonly ResourceKind[]): KindTable {
  const resources = served.filter(({ storedAs }) => storedAs === undefined);
  const ids = new Map(resources.map((entry) => [entry.id, entry]));
  const kinds = new Map(served.map((entry) => [`${apiVersionOf(entry)}/${entry.kind}`, entry]));
  const paths = new Map(served.map((entry) => [`${apiVersionOf(entry)}/${entry.plural}`, entry]));
  return {
    resources,
    served,
    byId: (id) => ids.get(id),
    byKind: (apiVersion, kind) => kinds.get(`${apiVersion}/${kind}`),
    byPath: (group, version, plural) =>
      paths.get(`${group === '' ? version : `${group}/${version}`}/${plural}`),
  };
}

/** The kinds of a cluster without custom ones. */
export const builtInTable: KindTable = createKindTable(builtInKinds);

/** Resources that are stored, custom ones apart. */
export const resourceKinds: readonly ResourceKind[] = builtInTable.resources.filter(({ stored }) => stored);

/** Kinds that the cluster's parts act on, or that need nobody to act on them. */
const simulated = new Set([
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'podtemplates',
  'resourcequotas',
  'secrets',
  'serviceaccounts',
  'services',
  'controllerrevisions.apps',
  'daemonsets.apps',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'customresourcedefinitions.apiextensions.k8s.io',
  'priorityclasses.scheduling.k8s.io',
  'leases.coordination.k8s.io',
  'runtimeclasses.node.k8s.io',
  'storageclasses.storage.k8s.io',
  'volumeattachments.storage.k8s.io',
  'endpointslices.discovery.k8s.io',
  'poddisruptionbudgets.policy',
  'machines.podarium.dev',
  'faults.podarium.dev',
  'images.podarium.dev',
]);

/**
 * What to tell someone who creates an object that is stored, validated and shown, but that nothing in the cluster
 * acts on yet: the fidelity of the simulation is never left to be found out. Undefined for the rest.
 */
export function fidelityWarning(entry: ResourceKind, object: object): string | undefined {
  if (
    entry.kind === 'CustomResourceDefinition' &&
    JSON.stringify(object).includes('"x-kubernetes-validations":')
  )
    return 'Podarium does not evaluate x-kubernetes-validations: objects that break these rules are taken';
  if (!entry.stored || entry.custom !== undefined || simulated.has(entry.id)) return undefined;
  return `Podarium stores ${entry.kind} objects but does not simulate what acts on them yet`;
}

export function apiVersionOf(entry: ResourceKind): string {
  return entry.group === '' ? entry.version : `${entry.group}/${entry.version}`;
}

/** @throws Error when the engine has no such resource: a mistake of ours, never of a user. */
export function resourceById(id: string, kinds: KindTable = builtInTable): ResourceKind {
  const entry = kinds.byId(id);
  if (entry === undefined) throw new Error(`no resource ${id} in the kinds table`);
  return entry;
}

/** A built-in resource. */
export function findResource(id: string): ResourceKind | undefined {
  return builtInTable.byId(id);
}

/** A built-in kind, in any version that is served. */
export function findKind(apiVersion: string, kind: string): ResourceKind | undefined {
  return builtInTable.byKind(apiVersion, kind);
}
