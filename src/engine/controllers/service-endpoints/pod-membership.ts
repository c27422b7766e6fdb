/** Which pods stand behind a Service. `staging/src/k8s.io/endpointslice/util/controller_utils.go` */
import { semanticallyEqual } from '../../api/equal.ts';
import type { Pod, Service } from '../../api/generated/types.ts';
import { labelMapMatches } from '../../api/label-selector.ts';
import { keyOf, nameOf, namespaceOf } from '../../api/object.ts';
import type { View } from '../../api/part.ts';
import type { Change } from '../../api/store.ts';

export function isPodReady(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;
}

/** Addresses of the pod, its first one first. */
export function podAddresses(pod: Pod): readonly string[] {
  const { podIP, podIPs = [] } = pod.status ?? {};
  if (podIPs.length > 0) return podIPs.map(({ ip }) => ip);
  return podIP === undefined || podIP === '' ? [] : [podIP];
}

/** Whether a pod that a Service selects belongs into its endpoints. */
export function isPodEligible(pod: Pod, includeTerminating: boolean): boolean {
  const phase = pod.status?.phase;
  if (phase === 'Failed' || phase === 'Succeeded') return false;
  if (podAddresses(pod).length === 0) return false;
  return includeTerminating || pod.metadata?.deletionTimestamp === undefined;
}

/** A pod's hostname is published when its subdomain is the Service's name. */
export function hasPublishedHostname(pod: Pod, service: Service): boolean {
  const { hostname = '', subdomain = '' } = pod.spec ?? {};
  return hostname !== '' && subdomain === nameOf(service) && namespaceOf(pod) === namespaceOf(service);
}

export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** Whether a Service has an address of its own; a headless one has none. */
export function hasClusterIp(service: Service): boolean {
  const clusterIp = service.spec?.clusterIP ?? '';
  return clusterIp !== '' && clusterIp !== 'None';
}

export interface PodDifference {
  /** Something that an endpoint says changed. */
  readonly podChanged: boolean;
  /** What Services select by changed. */
  readonly labelsChanged: boolean;
}

export function comparePods(before: Pod, now: Pod): PodDifference {
  const labelsChanged =
    !isSame(before.metadata?.labels, now.metadata?.labels) ||
    before.spec?.hostname !== now.spec?.hostname ||
    before.spec?.subdomain !== now.spec?.subdomain;
  const podChanged =
    before.metadata?.deletionTimestamp !== now.metadata?.deletionTimestamp ||
    isPodReady(before) !== isPodReady(now) ||
    !isSame(before.status?.podIPs, now.status?.podIPs) ||
    (before.spec?.nodeName ?? '') !== (now.spec?.nodeName ?? '');
  return { podChanged, labelsChanged };
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || semanticallyEqual(one, other);
}

/** Services with a selector that the pod matches; a Service without selector has endpoints made by hand. */
export function servicesOf(pod: Pod, view: View): readonly Service[] {
  return view
    .list<Service>('services', namespaceOf(pod))
    .filter(
      ({ spec }) => spec?.selector !== undefined && labelMapMatches(spec.selector, pod.metadata?.labels),
    );
}

/** Keys of the Services whose endpoints a change of a pod may change. */
export function servicesAffected({ previous, next }: Change, view: View): readonly string[] {
  const [before, now] = [previous as Pod | undefined, next as Pod | undefined];
  if (before === undefined || now === undefined) return servicesOf((now ?? before)!, view).map(keyOf);
  const { podChanged, labelsChanged } = comparePods(before, now);
  if (!podChanged && !labelsChanged) return [];
  const keys = servicesOf(now, view).map(keyOf);
  if (!labelsChanged) return keys;
  const keysBefore = servicesOf(before, view).map(keyOf);
  if (podChanged) return [...new Set([...keys, ...keysBefore])];
  return [
    ...keys.filter((key) => !keysBefore.includes(key)),
    ...keysBefore.filter((key) => !keys.includes(key)),
  ];
}

/** The pods that a Service selects, whatever their state. */
export function selectPods(service: Service, view: View): readonly Pod[] {
  const selector = service.spec?.selector ?? {};
  return view
    .list<Pod>('pods', namespaceOf(service))
    .filter((pod) => labelMapMatches(selector, pod.metadata?.labels));
}

/** Whether a controller keeps this Service's endpoints. */
export function isSelecting(service: Service): boolean {
  return service.spec?.type !== 'ExternalName' && service.spec?.selector !== undefined;
}
