/** What an EndpointSlice says of one pod. `staging/src/k8s.io/endpointslice/utils.go` */
import type { DiscoveryEndpointPort, Endpoint, Node, Pod, Service } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import {
  hasClusterIp,
  hasPublishedHostname,
  isIpv6,
  isPodReady,
  podAddresses,
} from '../service-endpoints/pod-membership.ts';
import { findTargetPort } from '../service-endpoints/target-port.ts';

export type AddressType = 'IPv4' | 'IPv6';

export function podToEndpoint(
  pod: Pod,
  node: Node | undefined,
  service: Service,
  addressType: AddressType,
): Endpoint {
  const serving = isPodReady(pod);
  const terminating = pod.metadata?.deletionTimestamp !== undefined;
  const ready = service.spec?.publishNotReadyAddresses === true || (serving && !terminating);
  const nodeName = pod.spec?.nodeName ?? '';
  const zone = node?.metadata?.labels?.['topology.kubernetes.io/zone'] ?? '';
  const uid = pod.metadata?.uid;
  return {
    addresses: podAddresses(pod).filter((address) => isIpv6(address) === (addressType === 'IPv6')),
    conditions: { ready, serving, terminating },
    ...(hasPublishedHostname(pod, service) ? { hostname: pod.spec!.hostname! } : {}),
    targetRef: {
      kind: 'Pod',
      namespace: namespaceOf(pod),
      name: nameOf(pod),
      ...(uid === undefined ? {} : { uid }),
    },
    ...(nodeName === '' ? {} : { nodeName }),
    ...(zone === '' ? {} : { zone }),
  };
}

/** The Service's ports as this pod has them; a port name that the pod lacks is left out. */
export function endpointPorts(service: Service, pod: Pod): DiscoveryEndpointPort[] {
  const ports: DiscoveryEndpointPort[] = [];
  for (const servicePort of service.spec?.ports ?? []) {
    const port = findTargetPort(pod, servicePort);
    if (port === undefined) continue;
    const { name = '', protocol = 'TCP', appProtocol } = servicePort;
    ports.push({ name, protocol, port, ...(appProtocol === undefined ? {} : { appProtocol }) });
  }
  return ports.toSorted((one, other) => (one.name! < other.name! ? -1 : 1));
}

/** Families of addresses that a Service has slices for. */
export function addressTypesOf({ spec }: Service): AddressType[] {
  const families = spec?.ipFamilies ?? [];
  if (families.length > 0) return families.map((family) => (family === 'IPv6' ? 'IPv6' : 'IPv4'));
  if (hasClusterIp({ spec: spec! })) return [isIpv6(spec!.clusterIP!) ? 'IPv6' : 'IPv4'];
  return ['IPv4', 'IPv6'];
}

type Labels = Readonly<Record<string, string>>;

export const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
export const serviceNameLabel = 'kubernetes.io/service-name';
const headlessLabel = 'service.kubernetes.io/headless';
export const managedBy = 'endpointslice-controller.k8s.io';
const reservedLabels = new Set([managedByLabel, serviceNameLabel, headlessLabel]);

export interface SliceLabels {
  readonly labels: Labels;
  /** A label of the Service itself is new, gone or different on the slice. */
  readonly serviceLabelsChanged: boolean;
}

/** The labels that a slice of a Service has, given those it has now. */
export function sliceLabels(current: Labels | undefined, service: Service): SliceLabels {
  const own = withoutReserved(current);
  const wanted = withoutReserved(service.metadata?.labels);
  const names = new Set([...Object.keys(own), ...Object.keys(wanted)]);
  const labels = {
    ...wanted,
    [managedByLabel]: managedBy,
    [serviceNameLabel]: nameOf(service),
    ...(hasClusterIp(service) ? {} : { [headlessLabel]: '' }),
  };
  return { labels, serviceLabelsChanged: [...names].some((name) => own[name] !== wanted[name]) };
}

function withoutReserved(labels: Labels | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(labels ?? {}).filter(([name]) => !reservedLabels.has(name)));
}
