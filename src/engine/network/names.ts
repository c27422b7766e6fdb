import type { EndpointSlice, Service } from '../api/generated/types.ts';
import type { View } from '../api/part.ts';

/** Names of the cluster, as its DNS answers them (github.com/kubernetes/dns/docs/specification.md). */

const domain = 'cluster.local';
/** `options ndots:5` of every pod: shorter names go through the search list first. */
const searchedBelowDots = 5;

export function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

/** Addresses of a name asked in a namespace; undefined when there is no such name. */
export function resolveName(view: View, namespace: string, host: string): readonly string[] | undefined {
  if (isAddress(host)) return [host];
  if (host === 'localhost') return ['127.0.0.1'];
  const absolute = host.endsWith('.') || host.split('.').length > searchedBelowDots;
  const bare = host.replace(/\.$/, '').toLowerCase();
  const searched = absolute
    ? []
    : [`${bare}.${namespace}.svc.${domain}`, `${bare}.svc.${domain}`, `${bare}.${domain}`];
  for (const name of [...searched, bare]) {
    const addresses = lookUpName(view, name);
    if (addresses !== undefined && addresses.length > 0) return addresses;
  }
  return undefined;
}

function lookUpName(view: View, name: string): readonly string[] | undefined {
  const pod = /^(\d+-\d+-\d+-\d+)\.[^.]+\.pod\.cluster\.local$/.exec(name);
  if (pod !== null) return [pod[1]!.replaceAll('-', '.')];
  const found = /^(?:([^.]+)\.)?([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(name);
  if (found === null) return undefined;
  const [, hostname, serviceName = '', namespace = ''] = found;
  const service = view.get<Service>('services', namespace, serviceName);
  if (service === undefined) return undefined;
  if (service.spec?.type === 'ExternalName')
    return lookUpName(view, (service.spec.externalName ?? '').replace(/\.$/, ''));
  const address = service.spec?.clusterIP ?? '';
  if (address !== '' && address !== 'None') return hostname === undefined ? [address] : undefined;
  return headlessAddresses(view, service, hostname);
}

/** A headless Service answers with its ready endpoints, or with the one that has the host name. */
function headlessAddresses(view: View, service: Service, hostname: string | undefined): string[] {
  const anyReadiness = service.spec?.publishNotReadyAddresses === true;
  return slicesOf(view, service).flatMap((slice) =>
    (slice.endpoints ?? [])
      .filter((endpoint) => anyReadiness || endpoint.conditions?.ready !== false)
      .filter((endpoint) => hostname === undefined || endpoint.hostname === hostname)
      .flatMap((endpoint) => endpoint.addresses),
  );
}

/** The EndpointSlices of a Service. */
export function slicesOf(view: View, service: Service): EndpointSlice[] {
  const name = service.metadata?.name;
  return view
    .list<EndpointSlice>('endpointslices.discovery.k8s.io', service.metadata?.namespace)
    .filter((slice) => slice.metadata?.labels?.['kubernetes.io/service-name'] === name);
}
