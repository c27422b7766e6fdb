/** Words that a manifest takes from the cluster: names of what exists, keys in it, images, labels. */
import type { KubeObject } from '../../bridge/protocol.ts';
import type { FieldInfo } from './schema-walk.ts';
import type { CursorPlace, PathStep } from './yaml-cursor.ts';

/** What is read of the mirror. */
export interface ClusterObjects {
  list(resource: string): readonly KubeObject[];
  get(key: string): KubeObject | undefined;
}

export interface ClusterValue {
  readonly text: string;
  /** Where it comes from: the kind of the object, or how often it is used. */
  readonly from: string;
}

/** More are not offered: typing narrows them. */
const mostValues = 200;

/** The resource whose names a field takes, by definition and field. */
const namesOf: Readonly<Record<string, readonly string[]>> = {
  'ConfigMapEnvSource.name': ['configmaps'],
  'ConfigMapKeySelector.name': ['configmaps'],
  'ConfigMapProjection.name': ['configmaps'],
  'ConfigMapVolumeSource.name': ['configmaps'],
  'SecretEnvSource.name': ['secrets'],
  'SecretKeySelector.name': ['secrets'],
  'SecretProjection.name': ['secrets'],
  'SecretVolumeSource.secretName': ['secrets'],
  'LocalObjectReference.name': ['secrets'],
  'IngressTLS.secretName': ['secrets'],
  'IngressServiceBackend.name': ['services'],
  'StatefulSetSpec.serviceName': ['services'],
  'PodSpec.serviceAccountName': ['serviceaccounts'],
  'PodSpec.nodeName': ['nodes'],
  'PodSpec.priorityClassName': ['priorityclasses.scheduling.k8s.io'],
  'PodSpec.runtimeClassName': ['runtimeclasses.node.k8s.io'],
  'PersistentVolumeClaimVolumeSource.claimName': ['persistentvolumeclaims'],
  'PersistentVolumeClaimSpec.storageClassName': ['storageclasses.storage.k8s.io'],
  'PersistentVolumeClaimSpec.volumeName': ['persistentvolumes'],
  'PersistentVolumeSpec.storageClassName': ['storageclasses.storage.k8s.io'],
  'IngressSpec.ingressClassName': ['ingressclasses.networking.k8s.io'],
  'CrossVersionObjectReference.name': ['deployments.apps', 'statefulsets.apps', 'replicasets.apps'],
  'RoleRef.name': ['roles.rbac.authorization.k8s.io', 'clusterroles.rbac.authorization.k8s.io'],
  'ObjectMeta.namespace': ['namespaces'],
  'Subject.namespace': ['namespaces'],
  'FaultTarget.namespace': ['namespaces'],
  'FaultTarget.node': ['nodes'],
  'FaultTarget.pod': ['pods'],
};

const imageFields = new Set([
  'Container.image',
  'EphemeralContainer.image',
  'FaultTarget.image',
  'ImageVolumeSource.reference',
]);

/** What courses use and the cluster's catalogue has; a test holds it to the catalogue. */
export const knownImages: readonly string[] =
  'nginx httpd busybox alpine redis postgres mysql mariadb mongo node python hello-world'.split(' ');

/** The values that a field can have in this cluster; empty for a field that takes none from it. */
export function valuesOfField(info: FieldInfo, place: CursorPlace, cluster: ClusterObjects): ClusterValue[] {
  const id = `${info.owner}.${info.field}`;
  const resources = namesOf[id];
  if (resources !== undefined)
    return resources.flatMap((resource) => names(cluster, resource, place)).slice(0, mostValues);
  if (imageFields.has(id)) return images(cluster);
  if (id === 'ConfigMapKeySelector.key') return keysIn(cluster, 'configmaps', place);
  if (id === 'SecretKeySelector.key') return keysIn(cluster, 'secrets', place);
  const labelled = labelledBy(place.path.slice(0, -1));
  const last = place.path.at(-1);
  if (labelled !== undefined && typeof last === 'string') return labelValues(cluster, labelled, last);
  return [];
}

/** The keys that a map of labels can have in this cluster. */
export function labelKeys(path: readonly PathStep[], cluster: ClusterObjects): ClusterValue[] {
  const labelled = labelledBy(path);
  if (labelled === undefined) return [];
  const counts = new Map<string, number>();
  for (const resource of labelled)
    for (const object of cluster.list(resource))
      for (const key of Object.keys(object.metadata?.labels ?? {}))
        counts.set(key, (counts.get(key) ?? 0) + 1);
  return ranked(counts);
}

/** Resources whose labels the map at a path is about. */
function labelledBy(path: readonly PathStep[]): readonly string[] | undefined {
  const last = path.at(-1);
  if (last === 'nodeSelector') return ['nodes'];
  if (last === 'selector' || last === 'matchLabels') {
    return path.some((step) => step === 'namespaceSelector') ? ['namespaces'] : ['pods'];
  }
  return last === 'labels' ? ['pods', 'deployments.apps', 'services'] : undefined;
}

function labelValues(cluster: ClusterObjects, resources: readonly string[], key: string): ClusterValue[] {
  const counts = new Map<string, number>();
  for (const resource of resources)
    for (const object of cluster.list(resource)) {
      const value = object.metadata?.labels?.[key];
      if (value !== undefined && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  return ranked(counts);
}

function names(cluster: ClusterObjects, resource: string, place: CursorPlace): ClusterValue[] {
  const namespace = place.document.namespace || 'default';
  return cluster
    .list(resource)
    .filter(
      ({ metadata }) =>
        metadata?.namespace === undefined || metadata.namespace === '' || metadata.namespace === namespace,
    )
    .map((object) => ({ text: object.metadata?.name ?? '', from: object.kind ?? resource }))
    .filter(({ text }) => text !== '');
}

/** Keys in the ConfigMap or Secret that the field beside names. */
function keysIn(cluster: ClusterObjects, resource: string, place: CursorPlace): ClusterValue[] {
  const name = place.siblings.get('name') ?? '';
  const object = cluster.get(`${resource}/${place.document.namespace || 'default'}/${name}`);
  const { data = {} } = (object ?? {}) as { data?: Record<string, unknown> };
  return Object.keys(data)
    .slice(0, mostValues)
    .map((text) => ({ text, from: name }));
}

/** Those of the catalogue, of Image objects, and those that pods use. */
function images(cluster: ClusterObjects): ClusterValue[] {
  const found = new Map<string, number>(knownImages.map((name) => [name, 0]));
  for (const object of cluster.list('images.podarium.dev')) {
    const { spec } = object as { spec?: { image?: string } };
    found.set(spec?.image ?? object.metadata?.name ?? '', 0);
  }
  for (const pod of cluster.list('pods')) {
    const { spec } = pod as { spec?: { containers?: readonly { image?: string }[] } };
    for (const { image } of spec?.containers ?? [])
      if (image !== undefined) found.set(image, (found.get(image) ?? 0) + 1);
  }
  found.delete('');
  return ranked(found);
}

/** The most used first. */
function ranked(counts: ReadonlyMap<string, number>): ClusterValue[] {
  return [...counts]
    .toSorted(([a, usedA], [b, usedB]) => usedB - usedA || (a < b ? -1 : 1))
    .slice(0, mostValues)
    .map(([text, used]) => ({ text, from: used === 0 ? '' : `× ${used}` }));
}
