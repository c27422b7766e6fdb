/**
 * The addresses a pod shows: at most one of each family, that of the node's first address before the other.
 * `pkg/kubelet/kubelet_pods.go` sortPodIPs
 */
export function orderedPodIps(podIps: readonly string[], hostIps: readonly string[]): string[] {
  const v4 = podIps.find(isIpv4);
  const v6 = podIps.find(isIpv6);
  const ordered = hostIps[0] !== undefined && isIpv6(hostIps[0]) ? [v6, v4] : [v4, v6];
  return ordered.filter((ip) => ip !== undefined);
}

export function isIpv4(ip: string): boolean {
  const parts = ip.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

export function isIpv6(ip: string): boolean {
  return /^[0-9a-fA-F:]+(?:\d+\.\d+\.\d+\.\d+)?$/.test(ip) && ip.split(':').length > 2;
}
