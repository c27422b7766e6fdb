/**
 * Names, labels and storage that tie a pod to its place in a StatefulSet.
 * `pkg/controller/statefulset/stateful_set_utils.go`
 */
import type { PersistentVolumeClaim, Pod, StatefulSet, Volume } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import { controllerReference } from '../workload/owner.ts';
import { podFromTemplate } from '../workload/pod-from-template.ts';
import { podRevisionLabel } from '../workload/revisions.ts';

export const podNameLabel = 'statefulset.kubernetes.io/pod-name';
const podIndexLabel = 'apps.kubernetes.io/pod-index';

export interface PodPlace {
  /** Name of the set; '' when the pod's name has no ordinal. */
  readonly parent: string;
  /** -1 when the pod's name has no ordinal. */
  readonly ordinal: number;
}

export function placeOf(podName: string): PodPlace {
  const match = /^(.*)-(\d+)$/s.exec(podName);
  const ordinal = match === null ? Number.NaN : Number(match[2]);
  return ordinal <= 2 ** 31 - 1 ? { parent: match![1]!, ordinal } : { parent: '', ordinal: -1 };
}

export function ordinalOf(pod: Pod): number {
  return placeOf(nameOf(pod)).ordinal;
}

export function isMember(set: StatefulSet, pod: Pod): boolean {
  return placeOf(nameOf(pod)).parent === nameOf(set);
}

export function startOrdinal(set: StatefulSet): number {
  return set.spec?.ordinals?.start ?? 0;
}

export function wantedReplicas(set: StatefulSet): number {
  return set.spec?.replicas ?? 1;
}

export function isInOrdinalRange(set: StatefulSet, ordinal: number): boolean {
  const start = startOrdinal(set);
  return ordinal >= start && ordinal < start + wantedReplicas(set);
}

/** The names of all pods that the set wants, in order. */
export function podNames(set: StatefulSet): readonly string[] {
  return Array.from({ length: wantedReplicas(set) }, (_, index) => podName(set, startOrdinal(set) + index));
}

export function podName(set: StatefulSet, ordinal: number): string {
  return `${nameOf(set)}-${ordinal}`;
}

/** The pod as it is created, with template and revision as given. */
export function newStatefulPod(set: StatefulSet, ordinal: number, revision: string): Pod {
  const reference = controllerReference(set, 'apps/v1', 'StatefulSet');
  const { generateName: _, ...metadata } =
    podFromTemplate(set.spec?.template ?? {}, set, reference).metadata ?? {};
  const name = podName(set, ordinal);
  const serviceName = set.spec?.serviceName;
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, labels: { ...metadata.labels, [podRevisionLabel]: revision } },
    spec: {
      ...(set.spec?.template.spec ?? { containers: [] }),
      hostname: name,
      ...(serviceName ? { subdomain: serviceName } : {}),
    },
  };
  return withStorage(set, withIdentity(set, pod));
}

/** Gives the pod the labels that name it. Its own name is never changed. */
export function withIdentity(set: StatefulSet, pod: Pod): Pod {
  const ordinal = ordinalOf(pod);
  const labels = { ...pod.metadata?.labels, [podNameLabel]: nameOf(pod), [podIndexLabel]: String(ordinal) };
  return { ...pod, metadata: { ...pod.metadata, namespace: namespaceOf(set), labels } };
}

/** Puts the set's claims in place of the template's volumes of the same names. */
export function withStorage(set: StatefulSet, pod: Pod): Pod {
  const templates = set.spec?.volumeClaimTemplates ?? [];
  if (templates.length === 0 || pod.spec === undefined) return pod;
  const ordinal = ordinalOf(pod);
  const claimed: Volume[] = templates.map((template) => ({
    name: nameOf(template),
    persistentVolumeClaim: { claimName: claimName(set, template, ordinal) },
  }));
  const names = new Set(claimed.map((volume) => volume.name));
  const others = (pod.spec.volumes ?? []).filter((volume) => !names.has(volume.name));
  return { ...pod, spec: { ...pod.spec, volumes: [...claimed, ...others] } };
}

export function hasIdentity(set: StatefulSet, pod: Pod): boolean {
  const { parent, ordinal } = placeOf(nameOf(pod));
  return (
    ordinal >= 0 &&
    parent === nameOf(set) &&
    namespaceOf(pod) === namespaceOf(set) &&
    pod.metadata?.labels?.[podNameLabel] === nameOf(pod)
  );
}

export function hasStorage(set: StatefulSet, pod: Pod): boolean {
  const ordinal = ordinalOf(pod);
  if (ordinal < 0) return false;
  return (set.spec?.volumeClaimTemplates ?? []).every((template) => {
    const volume = pod.spec?.volumes?.find(({ name }) => name === nameOf(template));
    return volume?.persistentVolumeClaim?.claimName === claimName(set, template, ordinal);
  });
}

/** The claims that belong to the pod of an ordinal, as they are created. */
export function claimsOf(set: StatefulSet, ordinal: number): readonly PersistentVolumeClaim[] {
  return (set.spec?.volumeClaimTemplates ?? []).map((template) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    ...(template.spec === undefined ? {} : { spec: template.spec }),
    metadata: {
      ...template.metadata,
      name: claimName(set, template, ordinal),
      namespace: namespaceOf(set),
      labels: claimLabels(set, template),
    },
  }));
}

/** The template's labels, overlaid by what the set selects by. */
export function claimLabels(set: StatefulSet, template: PersistentVolumeClaim): Record<string, string> {
  return { ...template.metadata?.labels, ...set.spec?.selector.matchLabels };
}

function claimName(set: StatefulSet, template: PersistentVolumeClaim, ordinal: number): string {
  return `${nameOf(template)}-${nameOf(set)}-${ordinal}`;
}
