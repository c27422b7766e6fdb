import type { EndpointSlice, Node, Service } from '../api/generated/types.ts';
import type { NameAnswer } from '../api/name-answer.ts';
import type { View } from '../api/part.ts';
import type { DnsSettings } from '../api/pod-dns.ts';
import { outsideAddress } from './outside.ts';
import { endpointName, otherRecords } from './records.ts';

/**
 * Names as a resolver finds them: through its search list, at the first name server that answers. The cluster's own
 * answers as github.com/kubernetes/dns/docs/specification.md says.
 */

/** The name server of the cluster, and those of the machines, which know the machines and nothing of the cluster. */
const clusterServer = '10.96.0.10';
const machineServers = ['172.18.0.1', '127.0.0.11'];
/** What resolvers do unless told otherwise. */
const usualTimeoutSeconds = 5;
const usualAttempts = 2;

export function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

/** Looks a name up with a resolver's settings. `isCutOff`: the cluster's name server can't be reached. */
export function resolveName(view: View, host: string, settings: DnsSettings, isCutOff: boolean): NameAnswer {
  const own = isAddress(host) ? host : /^localhost\.?$/i.test(host) ? '127.0.0.1' : undefined;
  if (own !== undefined) {
    const [server = ''] = settings.nameservers;
    return { kind: 'found', name: host, addresses: [own], server, waitedMs: 0 };
  }
  const index = settings.nameservers.findIndex((server) => answers(server, isCutOff));
  const waits = (index < 0 ? settings.nameservers.length : index) * timeoutMs(settings.options);
  if (index < 0) return { kind: 'unreachable', waitedMs: waits * attempts(settings.options) };
  const server = settings.nameservers[index]!;
  for (const name of candidates(host, settings)) {
    const addresses = askServer(view, server, name);
    if (addresses !== undefined && addresses.length > 0)
      return { kind: 'found', name, addresses, server, waitedMs: waits };
    const records = server === clusterServer ? otherRecords(view, name) : [];
    if (records.length > 0) return { kind: 'found', name, addresses: [], records, server, waitedMs: waits };
  }
  return { kind: 'unknown', server, waitedMs: waits };
}

/** In which order a name is tried: one with few dots goes through the search list first. */
function candidates(host: string, { searches, options }: DnsSettings): string[] {
  const bare = host.replace(/\.$/, '').toLowerCase();
  if (host.endsWith('.')) return [bare];
  const searched = searches.filter((search) => search !== '.').map((search) => `${bare}.${search}`);
  const isWhole = bare.split('.').length - 1 >= numberOption(options, 'ndots', 1);
  return isWhole ? [bare, ...searched] : [...searched, bare];
}

function answers(server: string, isCutOff: boolean): boolean {
  return (server === clusterServer && !isCutOff) || machineServers.includes(server);
}

function askServer(view: View, server: string, name: string): readonly string[] | undefined {
  const inside = (server === clusterServer ? lookUpName(view, name) : undefined) ?? lookUpMachine(view, name);
  if (inside !== undefined) return inside;
  const outside = outsideAddress(name);
  return outside === undefined ? undefined : [outside];
}

/** What a container engine's own name server knows, to which the cluster's passes on what is not its own. */
function lookUpMachine(view: View, name: string): readonly string[] | undefined {
  const addresses = view.get<Node>('nodes', '', name)?.status?.addresses ?? [];
  const inside = addresses.find(({ type }) => type === 'InternalIP');
  return inside === undefined ? undefined : [inside.address];
}

function timeoutMs(options: readonly string[]): number {
  return numberOption(options, 'timeout', usualTimeoutSeconds) * 1000;
}

function attempts(options: readonly string[]): number {
  return numberOption(options, 'attempts', usualAttempts);
}

function numberOption(options: readonly string[], name: string, usual: number): number {
  const found = options.findLast((option) => option.startsWith(`${name}:`));
  const value = found === undefined ? Number.NaN : Number(found.slice(name.length + 1));
  return Number.isInteger(value) && value >= 0 ? value : usual;
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
      .filter((endpoint) => hostname === undefined || endpointName(endpoint) === hostname)
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
