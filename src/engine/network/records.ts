/**
 * Records of the cluster's name server that are no addresses: which name an address has, and where a named port is.
 * `plugin/kubernetes/{kubernetes,reverse}.go` of CoreDNS
 */
import type { Endpoint, EndpointSlice, Service } from '../api/generated/types.ts';
import type { View } from '../api/part.ts';

const zone = 'svc.cluster.local';

/** As texts, a record each; none when the name has none. */
export function otherRecords(view: View, name: string): string[] {
  const reversed = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
  if (reversed !== null) return namesOf(view, reversed.slice(1).toReversed().join('.'));
  const named = /^_([^.]+)\._([^.]+)\.([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(name);
  if (named === null) return [];
  const [, port = '', protocol = '', service = '', namespace = ''] = named;
  return placesOf(view, { port, protocol: protocol.toUpperCase(), service, namespace });
}

function namesOf(view: View, address: string): string[] {
  const services = view.list<Service>('services');
  const service = services.find(({ spec }) => spec?.clusterIP === address)?.metadata;
  if (service !== undefined) return [`${service.name}.${service.namespace}.${zone}`];
  return view.list<EndpointSlice>('endpointslices.discovery.k8s.io').flatMap((slice) => {
    const owner = slice.metadata?.labels?.['kubernetes.io/service-name'];
    const endpoint = slice.endpoints?.find(({ addresses }) => addresses.includes(address));
    if (owner === undefined || endpoint === undefined) return [];
    return [`${endpointName(endpoint)}.${owner}.${slice.metadata?.namespace}.${zone}`];
  });
}

/** An endpoint without a host name is called by its address. */
export function endpointName({ hostname, addresses }: Endpoint): string {
  return hostname ?? addresses[0]!.replaceAll('.', '-');
}

interface NamedPort {
  readonly port: string;
  readonly protocol: string;
  readonly service: string;
  readonly namespace: string;
}

/** Priority, weight, port and host. */
function placesOf(view: View, { port: wanted, protocol, service: name, namespace }: NamedPort): string[] {
  const service = view.get<Service>('services', namespace, name);
  const host = `${name}.${namespace}.${zone}.`;
  const isWanted = (port: { name?: string; protocol?: string }): boolean =>
    port.name === wanted && (port.protocol ?? 'TCP') === protocol;
  if (service === undefined) return [];
  if (service.spec?.clusterIP !== 'None')
    return (service.spec?.ports ?? []).filter(isWanted).map(({ port }) => `0 100 ${port} ${host}`);
  const places = view.list<EndpointSlice>('endpointslices.discovery.k8s.io', namespace).flatMap((slice) => {
    if (slice.metadata?.labels?.['kubernetes.io/service-name'] !== name) return [];
    const ready = (slice.endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false);
    return (slice.ports ?? [])
      .filter(isWanted)
      .flatMap(({ port }) => ready.map((endpoint) => `${port} ${endpointName(endpoint)}.${host}`));
  });
  const weight = Math.max(1, Math.floor(100 / Math.max(1, places.length)));
  return places.map((place) => `0 ${weight} ${place}`);
}
