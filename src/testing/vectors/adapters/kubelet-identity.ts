import type { Adapters } from '../adapter.ts';
import type { HostAlias, Pod, PodDNSConfigOption } from '../../../engine/index.ts';
import {
  dnsTypeOf,
  limitNameservers,
  limitSearches,
  mergeDnsOptions,
  parseResolvConf,
  podDns,
  ResolvConfError,
} from '../../../engine/api/pod-dns.ts';
import {
  HostnameError,
  kernelHostname,
  podHostname,
  truncateHostname,
} from '../../../engine/api/pod-hostname.ts';
import { nodeHostsFile, podHostsFile } from '../../../engine/api/hosts-file.ts';

function orError(answer: () => unknown): unknown {
  try {
    return answer();
  } catch (error) {
    if (error instanceof HostnameError || error instanceof ResolvConfError) return { error: error.message };
    throw error;
  }
}

interface DnsInput {
  readonly pod: Pod;
  readonly clusterDNS: string[];
  readonly clusterDomain: string;
  readonly resolvConf: string | null;
}

interface HostsInput {
  readonly podIPs: string[];
  readonly hostname: string;
  readonly domain: string;
  readonly hostAliases: HostAlias[];
}

export const adapters: Adapters = {
  'kubelet/dns-resolv-conf': ({ text }: { text: string }) => orError(() => parseResolvConf(text)),
  'kubelet/dns-policy-type': (input: { dnsPolicy: string; hostNetwork: boolean }) =>
    dnsTypeOf(input.dnsPolicy, input.hostNetwork),
  'kubelet/dns-options-merge': (input: {
    options: string[];
    dnsConfigOptions: PodDNSConfigOption[] | null;
  }) => mergeDnsOptions(input.options, input.dnsConfigOptions),
  'kubelet/dns-nameserver-limits': ({ nameservers }: { nameservers: string[] }) =>
    limitNameservers(nameservers),
  'kubelet/dns-search-limits': ({ searches }: { searches: string[] }) => limitSearches(searches),
  'kubelet/pod-dns': ({ pod, clusterDNS, clusterDomain, resolvConf }: DnsInput) => {
    const cluster = {
      nameservers: clusterDNS,
      domain: clusterDomain,
      resolvConf: resolvConf ?? undefined,
    };
    const { settings } = podDns(pod, cluster);
    return { ...settings, options: settings.options.toSorted() };
  },
  'kubelet/hostname-truncate': ({ hostname }: { hostname: string }) => truncateHostname(hostname),
  'kubelet/hostname-in-kernel': (input: {
    hostname: string;
    domain: string;
    setHostnameAsFQDN: boolean | null;
  }) => orError(() => ({ hostname: kernelHostname(input, input.setHostnameAsFQDN === true) })),
  'kubelet/pod-hostname': ({ pod, clusterDomain }: { pod: Pod; clusterDomain: string }) =>
    orError(() => podHostname(pod, clusterDomain)),
  'kubelet/hosts-file': ({ podIPs, hostname, domain, hostAliases }: HostsInput) =>
    podHostsFile(podIPs, { hostname, domain }, hostAliases),
  'kubelet/hosts-file-host-network': (input: { nodeHosts: string; hostAliases: HostAlias[] }) =>
    nodeHostsFile(input.nodeHosts, input.hostAliases),
};
