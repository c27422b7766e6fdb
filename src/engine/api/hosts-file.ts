/** `/etc/hosts` of a container. `pkg/kubelet/kubelet_pods.go` managedHostsFileContent, nodeHostsFileContent */
import type { HostAlias } from './generated/types.ts';
import type { PodHostname } from './pod-hostname.ts';

export const loopbackHosts = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
];

export function podHostsFile(
  podIps: readonly string[],
  { hostname, domain }: PodHostname,
  aliases: readonly HostAlias[] = [],
): string {
  const names = domain === '' ? hostname : `${hostname}.${domain}\t${hostname}`;
  const own = podIps.map((ip) => `${ip}\t${names}`);
  return lines(['# Kubernetes-managed hosts file.', ...loopbackHosts, ...own]) + aliasLines(aliases);
}

/** The node's own file with the pod's aliases, for pods on its network. */
export function nodeHostsFile(nodeHosts: string, aliases: readonly HostAlias[] = []): string {
  return lines(['# Kubernetes-managed hosts file (host network).']) + nodeHosts + aliasLines(aliases);
}

function aliasLines(aliases: readonly HostAlias[]): string {
  if (aliases.length === 0) return '';
  const entries = aliases.map(({ ip, hostnames = [] }) => [ip, ...hostnames].join('\t'));
  return `\n${lines(['# Entries added by HostAliases.', ...entries])}`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
