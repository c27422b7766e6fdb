/**
 * Files that a kubelet and a container runtime put into every container. They follow from the pod, so they are
 * made when somebody reads them and kept by nobody.
 */
import { loopbackHosts, nodeHostsFile, podHostsFile } from '../api/hosts-file.ts';
import { clusterDomain, podHostname } from '../api/pod-hostname.ts';
import { formatResolvConf, podDns } from '../api/pod-dns.ts';
import type { Pod } from '../api/generated/types.ts';
import type { Sandbox } from './records.ts';

/** A pod that the API server has let go has no files of its own any more. */
export function managedFiles(
  pod: Pod | undefined,
  sandbox: Sandbox,
  accounts: Readonly<Record<string, number>>,
): Record<string, string> {
  return {
    get '/etc/passwd'() {
      return passwordFile(accounts);
    },
    get '/etc/group'() {
      return groupFile(accounts);
    },
    get '/etc/hostname'() {
      return `${sandbox.hostname}\n`;
    },
    get '/etc/hosts'() {
      return hostsFile(pod ?? {}, sandbox);
    },
    get '/etc/resolv.conf'() {
      return formatResolvConf(podDns(pod ?? {}).settings);
    },
  };
}

function passwordFile(accounts: Readonly<Record<string, number>>): string {
  return Object.entries(accounts)
    .map(([name, id]) => `${name}:x:${id}:${id}:${name}:${id === 0 ? '/root' : `/home/${name}`}:/bin/sh\n`)
    .join('');
}

function groupFile(accounts: Readonly<Record<string, number>>): string {
  return Object.entries(accounts)
    .map(([name, id]) => `${name}:x:${id}:\n`)
    .join('');
}

function hostsFile(pod: Pod, { ip, node, hostNetwork }: Sandbox): string {
  const { hostAliases } = pod.spec ?? {};
  if (!hostNetwork) return podHostsFile(ip === '' ? [] : [ip], podHostname(pod, clusterDomain), hostAliases);
  return nodeHostsFile([...loopbackHosts, `${ip}\t${node}`, ''].join('\n'), hostAliases);
}
