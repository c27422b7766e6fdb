/** The subsets of an Endpoints object. `pkg/controller/endpoint/endpoints_controller.go`, `pkg/api/v1/endpoints/util.go` */
import type {
  EndpointAddress,
  EndpointPort,
  EndpointSubset,
  Pod,
  Service,
  ServicePort,
} from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import {
  hasClusterIp,
  hasPublishedHostname,
  isIpv6,
  isPodEligible,
  isPodReady,
  podAddresses,
} from '../service-endpoints/pod-membership.ts';
import { findTargetPort } from '../service-endpoints/target-port.ts';

/** The pod's address of the Service's family; undefined when it has none. */
export function addressForService(service: Service, pod: Pod): string | undefined {
  const addresses = podAddresses(pod);
  const { clusterIP, ipFamilies = [] } = service.spec ?? {};
  if (ipFamilies.length === 0 && !hasClusterIp(service)) return addresses[0];
  const wantsIpv6 = ipFamilies.length > 0 ? ipFamilies[0] === 'IPv6' : isIpv6(clusterIP!);
  return addresses.find((address) => isIpv6(address) === wantsIpv6);
}

interface PortGroup {
  readonly port: EndpointPort | undefined;
  readonly ready: Map<string, EndpointAddress>;
  readonly notReady: Map<string, EndpointAddress>;
}

/** Ports that all lead to the same addresses stand together in one subset. */
export function computeSubsets(service: Service, pods: readonly Pod[]): EndpointSubset[] {
  const publishesAll = service.spec?.publishNotReadyAddresses === true;
  const fixedPorts = portsOfEveryPod(service);
  const groups = new Map<string, PortGroup>();
  for (const pod of pods) {
    if (!isPodEligible(pod, publishesAll)) continue;
    const address = endpointAddress(service, pod);
    if (address === undefined) continue;
    const isReady = publishesAll || isPodReady(pod);
    for (const port of fixedPorts ?? portsFor(service, pod)) {
      const key = port === undefined ? '' : `${port.name ?? ''}/${port.protocol ?? ''}/${port.port}`;
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = { port, ready: new Map(), notReady: new Map() }));
      (isReady ? group.ready : group.notReady).set(`${address.ip} ${address.targetRef?.uid ?? ''}`, address);
    }
  }
  return mergeGroups([...groups.values()]);
}

function endpointAddress(service: Service, pod: Pod): EndpointAddress | undefined {
  const ip = addressForService(service, pod);
  if (ip === undefined) return undefined;
  const nodeName = pod.spec?.nodeName ?? '';
  const uid = pod.metadata?.uid;
  return {
    ip,
    ...(hasPublishedHostname(pod, service) ? { hostname: pod.spec!.hostname! } : {}),
    ...(nodeName === '' ? {} : { nodeName }),
    targetRef: {
      kind: 'Pod',
      namespace: namespaceOf(pod),
      name: nameOf(pod),
      ...(uid === undefined ? {} : { uid }),
    },
  };
}

/** A headless Service may have no ports at all: its pods stand there all the same. */
function portsFor(service: Service, pod: Pod): (EndpointPort | undefined)[] {
  const ports = service.spec?.ports ?? [];
  if (ports.length === 0) return service.spec?.clusterIP === 'None' ? [undefined] : [];
  return ports.flatMap((servicePort) => endpointPort(servicePort, pod) ?? []);
}

/** The ports when none is meant by name, so that they are the same for all pods. */
function portsOfEveryPod(service: Service): (EndpointPort | undefined)[] | undefined {
  const isNamed = (service.spec?.ports ?? []).some(({ targetPort }) => typeof targetPort === 'string');
  return isNamed ? undefined : portsFor(service, {});
}

function endpointPort(servicePort: ServicePort, pod: Pod): EndpointPort | undefined {
  const port = findTargetPort(pod, servicePort);
  if (port === undefined) return undefined;
  const { name = '', protocol = 'TCP', appProtocol } = servicePort;
  return {
    ...(name === '' ? {} : { name }),
    port,
    protocol,
    ...(appProtocol === undefined ? {} : { appProtocol }),
  };
}

function mergeGroups(groups: readonly PortGroup[]): EndpointSubset[] {
  const merged = new Map<string, { subset: EndpointSubset; ports: EndpointPort[] }>();
  for (const { port, ready, notReady } of groups) {
    // One group needs no comparing, and comparing thousands of addresses is dear.
    const key =
      groups.length === 1
        ? ''
        : [[...ready.keys()].toSorted(), [...notReady.keys()].toSorted()]
            .map((keys) => keys.join())
            .join(';');
    let entry = merged.get(key);
    if (entry === undefined) {
      const addresses = sortedAddresses(ready);
      const notReadyAddresses = sortedAddresses(notReady);
      const subset = {
        ...(addresses.length === 0 ? {} : { addresses }),
        ...(notReadyAddresses.length === 0 ? {} : { notReadyAddresses }),
      };
      merged.set(key, (entry = { subset, ports: [] }));
    }
    if (port !== undefined) entry.ports.push(port);
  }
  return [...merged.values()].map(({ subset, ports }) =>
    ports.length === 0 ? subset : { ...subset, ports: ports.toSorted(comparePorts) },
  );
}

function sortedAddresses(addresses: ReadonlyMap<string, EndpointAddress>): EndpointAddress[] {
  return [...addresses].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, address]) => address);
}

function comparePorts(one: EndpointPort, other: EndpointPort): number {
  const [oneName, otherName] = [one.name ?? '', other.name ?? ''];
  if (oneName !== otherName) return oneName < otherName ? -1 : 1;
  return one.port - other.port;
}

const maxAddresses = 1000;

/** At most a thousand addresses, ready ones first; the rest is cut off. `pkg/controller/endpoint/endpoints_controller.go` truncateEndpoints */
export function truncateSubsets(subsets: readonly EndpointSubset[]): {
  subsets: EndpointSubset[];
  isTruncated: boolean;
} {
  const ready = subsets.reduce((sum, { addresses = [] }) => sum + addresses.length, 0);
  const all = subsets.reduce((sum, { notReadyAddresses = [] }) => sum + notReadyAddresses.length, ready);
  if (all <= maxAddresses) return { subsets: [...subsets], isTruncated: false };
  const readyShare = Math.min(1, maxAddresses / Math.max(1, ready));
  const restShare = Math.max(0, maxAddresses - ready) / Math.max(1, all - ready);
  const cut = subsets.map(({ addresses = [], notReadyAddresses = [], ...rest }) => ({
    ...rest,
    addresses: addresses.slice(0, Math.floor(addresses.length * readyShare)),
    notReadyAddresses: notReadyAddresses.slice(0, Math.floor(notReadyAddresses.length * restShare)),
  }));
  return { subsets: cut, isTruncated: true };
}
