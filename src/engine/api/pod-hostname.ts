/** What a pod is called inside. `pkg/kubelet/kubelet_pods.go` GeneratePodHostNameAndDomain, `pkg/kubelet/util/util.go` */
import type { Pod } from './generated/types.ts';
import { dnsLabelErrors, dnsSubdomainErrors, type Rule } from './validation/formats.ts';

/** The domain of a cluster as kubeadm makes it. */
export const clusterDomain = 'cluster.local';

/** A pod that can't be named: its sandbox can't be made. */
export class HostnameError extends Error {}

/** Of the kernel's node name, and of one label of it. */
const maxKernelName = 64;
const maxHostname = 63;

export interface PodHostname {
  readonly hostname: string;
  /** '' for a pod without subdomain. */
  readonly domain: string;
}

/** @throws HostnameError when nothing is left. */
export function truncateHostname(hostname: string): string {
  if (hostname.length <= maxHostname) return hostname;
  const cut = hostname.slice(0, maxHostname).replace(/[-.]+$/, '');
  if (cut === '') throw new HostnameError(`hostname for pod was invalid: ${JSON.stringify(hostname)}`);
  return cut;
}

/** @throws HostnameError for names that validation has let through somehow. */
export function podHostname(pod: Pod, ofCluster: string): PodHostname {
  const { hostname = '', subdomain = '', hostnameOverride = '' } = pod.spec ?? {};
  if (hostnameOverride !== '') {
    check('HostnameOverride', hostnameOverride, dnsSubdomainErrors, 'DNS subdomain');
    return { hostname: hostnameOverride, domain: '' };
  }
  if (hostname !== '') check('Hostname', hostname, dnsLabelErrors, 'DNS label');
  if (subdomain !== '') check('Subdomain', subdomain, dnsLabelErrors, 'DNS label');
  return {
    hostname: truncateHostname(hostname === '' ? (pod.metadata?.name ?? '') : hostname),
    domain: subdomain === '' ? '' : `${subdomain}.${pod.metadata?.namespace ?? ''}.svc.${ofCluster}`,
  };
}

/**
 * What `hostname` prints.
 * @throws HostnameError when the whole name is longer than a kernel takes.
 */
export function kernelHostname({ hostname, domain }: PodHostname, setHostnameAsFqdn: boolean): string {
  if (!setHostnameAsFqdn || domain === '') return hostname;
  const name = `${hostname}.${domain}`;
  if (name.length <= maxKernelName) return name;
  throw new HostnameError(
    `failed to construct FQDN from pod hostname and cluster domain, FQDN ${name} is too long (${maxKernelName} characters is the max, ${name.length} characters requested)`,
  );
}

/** The same for a pod whose name the kubelet has let pass. */
export function sandboxHostname(pod: Pod): string {
  return kernelHostname(podHostname(pod, clusterDomain), pod.spec?.setHostnameAsFQDN === true);
}

function check(field: string, value: string, rule: Rule, kind: string): void {
  const errors = rule(value);
  if (errors.length === 0) return;
  throw new HostnameError(
    `pod ${field} ${JSON.stringify(value)} is not a valid ${kind}: ${errors.join(';')}`,
  );
}
