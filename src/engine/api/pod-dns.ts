/** The resolver settings of a pod. `pkg/kubelet/network/dns/dns.go` */
import type { Pod, PodDNSConfig, PodDNSConfigOption } from './generated/types.ts';

/** What the pod's Events say when something had to be left out. */
export interface DnsWarning {
  readonly type: 'Warning';
  readonly reason: string;
  readonly message: string;
}

export interface DnsSettings {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}

/** What the kubelet itself was told of DNS. */
export interface ClusterDns {
  readonly nameservers: readonly string[];
  readonly domain: string;
  /** The node's resolv.conf; undefined when the kubelet is to use none. */
  readonly resolvConf: string | undefined;
}

/** Of a cluster as kubeadm makes it, on machines that a container engine runs. */
const usualDns: ClusterDns = {
  nameservers: ['10.96.0.10'],
  domain: 'cluster.local',
  resolvConf: 'nameserver 172.18.0.1\noptions ndots:0\n',
};

/** A resolv.conf that can't be read. */
export class ResolvConfError extends Error {}

const maxNameservers = 3;
const maxSearches = 32;
const maxSearchCharacters = 2048;
/** Some resolvers abort on longer ones. */
const maxSearchLength = 253;

const empty: DnsSettings = { nameservers: [], searches: [], options: [] };

/** @throws ResolvConfError for a name server line without an address. */
export function parseResolvConf(text: string): DnsSettings {
  const nameservers: string[] = [];
  let searches: string[] = [];
  const options = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [keyword = '', ...values] = line.trim().split(/\s+/);
    if (keyword === 'nameserver') {
      if (values[0] === undefined) throw new ResolvConfError('nameserver list is empty ');
      nameservers.push(values[0]);
    } else if (keyword === 'search') {
      searches = values.map((value) => (value === '.' ? value : value.replace(/\.$/, '')));
    } else if (keyword === 'options') {
      for (const value of values) options.set(value.split(':')[0]!, value);
    }
  }
  return { nameservers, searches, options: [...options.values()] };
}

/** Which settings a pod starts from. */
export function dnsTypeOf(policy: string | undefined, hostNetwork: boolean): 'cluster' | 'host' | 'none' {
  if (policy === 'None') return 'none';
  if (policy === 'Default' || (policy === 'ClusterFirst' && hostNetwork)) return 'host';
  return 'cluster';
}

/** Options of `dnsConfig` take the place of those with the same name. */
export function mergeDnsOptions(
  options: readonly string[],
  added: readonly PodDNSConfigOption[] | null = [],
): string[] {
  const merged = new Map<string, string>();
  for (const option of options) merged.set(option.split(':')[0]!, option);
  for (const { name = '', value = '' } of added ?? [])
    merged.set(name, value === '' ? name : `${name}:${value}`);
  return [...merged.values()];
}

export function limitNameservers(nameservers: readonly string[]): {
  nameservers: readonly string[];
  event?: DnsWarning;
} {
  if (nameservers.length <= maxNameservers) return { nameservers };
  const kept = nameservers.slice(0, maxNameservers);
  const message = `Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: ${kept.join(' ')}`;
  return { nameservers: kept, event: forming(message) };
}

export function limitSearches(searches: readonly string[]): {
  searches: readonly string[];
  event?: DnsWarning;
} {
  const kept = searches.slice(0, maxSearches).filter((search) => search.length <= maxSearchLength);
  let length = kept.join(' ').length;
  while (length > maxSearchCharacters) length -= kept.pop()!.length + 1;
  if (kept.length === searches.length) return { searches };
  const message = `Search Line limits were exceeded, some search paths have been omitted, the applied search line is: ${kept.join(' ')}`;
  return { searches: kept, event: forming(message) };
}

/** What stands in a pod's resolv.conf, and what its Events say of it. */
export function podDns(
  pod: Pod,
  cluster: ClusterDns = usualDns,
): { settings: DnsSettings; events: readonly DnsWarning[] } {
  const base = baseSettings(pod, cluster);
  const { dnsConfig } = pod.spec ?? {};
  const wanted = dnsConfig === undefined ? base : withConfig(base, dnsConfig);
  const { nameservers, event: ofNameservers } = limitNameservers(wanted.nameservers);
  const { searches, event: ofSearches } = limitSearches(wanted.searches);
  return {
    settings: { nameservers, searches, options: wanted.options },
    events: [ofSearches, ofNameservers].filter((event) => event !== undefined),
  };
}

/** The file as container runtimes write it. */
export function formatResolvConf({ nameservers, searches, options }: DnsSettings): string {
  const lines = [
    ...(searches.length === 0 ? [] : [`search ${searches.join(' ')}`]),
    ...nameservers.map((nameserver) => `nameserver ${nameserver}`),
    ...(options.length === 0 ? [] : [`options ${options.join(' ')}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function baseSettings(pod: Pod, { nameservers, domain, resolvConf }: ClusterDns): DnsSettings {
  const type = dnsTypeOf(pod.spec?.dnsPolicy, pod.spec?.hostNetwork === true);
  if (type === 'none') return empty;
  const host = resolvConf === undefined ? empty : parseResolvConf(resolvConf);
  if (type === 'cluster' && nameservers.length > 0) {
    const own =
      domain === '' ? [] : [`${pod.metadata?.namespace ?? ''}.svc.${domain}`, `svc.${domain}`, domain];
    return { nameservers, searches: distinct([...own, ...host.searches]), options: ['ndots:5'] };
  }
  // Without a file to begin with, look-ups are switched off.
  return resolvConf === undefined ? { nameservers: ['127.0.0.1'], searches: ['.'], options: [] } : host;
}

function withConfig(base: DnsSettings, config: PodDNSConfig): DnsSettings {
  return {
    nameservers: distinct([...base.nameservers, ...(config.nameservers ?? [])]),
    searches: distinct([...base.searches, ...(config.searches ?? [])]),
    options: mergeDnsOptions(base.options, config.options),
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function forming(message: string): DnsWarning {
  return { type: 'Warning', reason: 'DNSConfigForming', message };
}
