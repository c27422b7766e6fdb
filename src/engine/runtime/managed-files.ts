/**
 * Files that a kubelet and a container runtime put into every container. They follow from the pod, so they are
 * made when somebody reads them and kept by nobody.
 */
import { loopbackHosts, nodeHostsFile, podHostsFile } from '../api/hosts-file.ts';
import { HostnameError, kernelHostname, podHostname, type PodHostname } from '../api/pod-hostname.ts';
import { formatResolvConf, podDns, usualDns } from '../api/pod-dns.ts';
import type { Pod } from '../api/generated/types.ts';
import type { Sandbox } from './records.ts';
import { tokenVolumePrefix } from './volumes.ts';

const accountDirectory = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What `hostname` prints in a pod with a name of its own. A name that is too long was refused by the kubelet. */
export function sandboxHostname(pod: Pod): string {
  const name = hostnameOf(pod);
  try {
    return kernelHostname(name, pod.spec?.setHostnameAsFQDN === true);
  } catch (error) {
    if (error instanceof HostnameError) return name.hostname;
    throw error;
  }
}

/** A pod that the API server has let go has no files of its own any more. */
export function managedFiles(
  pod: Pod | undefined,
  sandbox: Sandbox,
  container: string,
): Record<string, string> {
  const files = {
    get '/etc/hostname'() {
      return `${sandbox.hostname}\n`;
    },
    get '/etc/hosts'() {
      return hostsFile(pod ?? {}, sandbox);
    },
    get '/etc/resolv.conf'() {
      return formatResolvConf(podDns(pod ?? {}, usualDns).settings);
    },
  };
  return hasAccount(pod, container) ? Object.assign(files, accountFiles(sandbox.namespace)) : files;
}

function hasAccount(pod: Pod | undefined, name: string): boolean {
  const { containers = [], initContainers = [] } = pod?.spec ?? {};
  const mounts = [...containers, ...initContainers].find(
    (container) => container.name === name,
  )?.volumeMounts;
  return mounts?.some((mount) => mount.name.startsWith(tokenVolumePrefix)) === true;
}

/** What a container of a pod with a service account finds to speak to the API server. */
function accountFiles(namespace: string): Record<string, string> {
  return { [`${accountDirectory}/namespace`]: namespace, [`${accountDirectory}/ca.crt`]: authority };
}

const authority =
  '-----BEGIN CERTIFICATE-----\nc2ltdWxhdGVkOiBubyBjZXJ0aWZpY2F0ZQ==\n-----END CERTIFICATE-----\n';

function hostsFile(pod: Pod, { ip, node, hostNetwork }: Sandbox): string {
  const { hostAliases } = pod.spec ?? {};
  if (!hostNetwork) return podHostsFile(ip === '' ? [] : [ip], hostnameOf(pod), hostAliases);
  return nodeHostsFile([...loopbackHosts, `${ip}\t${node}`, ''].join('\n'), hostAliases);
}

function hostnameOf(pod: Pod): PodHostname {
  try {
    return podHostname(pod, usualDns.domain);
  } catch (error) {
    if (error instanceof HostnameError) return { hostname: pod.metadata?.name ?? '', domain: '' };
    throw error;
  }
}
