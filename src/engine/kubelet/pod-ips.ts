import type { NodeAddress } from '../api/generated/types.ts';

/**
 * The addresses a pod shows: at most one of each family, the node's own family first, and IPv4
 * before IPv6 where that isn't known. `pkg/kubelet/kubelet_pods.go` sortPodIPs
 */
export function orderedPodIps(podIps: readonly string[], hostIps: readonly string[]): string[] {
  const known = podIps.map(normalizedIp).filter((ip) => ip !== undefined);
  const v4 = known.find((ip) => !isIpv6(ip));
  const v6 = known.find(isIpv6);
  const first = hostIps[0] ?? '';
  return (isIpv6(first) ? [v6, v4] : [v4, v6]).filter((ip) => ip !== undefined);
}

/** An address as Go prints it; undefined when it is none. */
export function normalizedIp(ip: string): string | undefined {
  return isIpv6(ip) ? normalizedIpv6(ip) : normalizedIpv4(ip);
}

function isIpv6(ip: string): boolean {
  return ip.includes(':');
}

function normalizedIpv4(ip: string): string | undefined {
  const parts = ip.split('.');
  const isValid = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return isValid ? parts.map(Number).join('.') : undefined;
}

function normalizedIpv6(ip: string): string | undefined {
  const groups = ipv6Groups(ip);
  if (groups === undefined) return undefined;
  let bestStart = 0;
  let bestLength = 0;
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > bestLength) [bestStart, bestLength] = [start, length];
  }
  const hex = groups.map((group) => group.toString(16));
  if (bestLength < 2) return hex.join(':');
  return `${hex.slice(0, bestStart).join(':')}::${hex.slice(bestStart + bestLength).join(':')}`;
}

function ipv6Groups(ip: string): number[] | undefined {
  const halves = ip.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (rest?.length ?? 0);
  if (rest === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...(rest ?? [])];
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

/** The addresses of a node: internal before external ones, at most one of each family. `pkg/util/node/node.go` */
export function nodeHostIps(addresses: readonly NodeAddress[]): string[] {
  const known = ['InternalIP', 'ExternalIP'].flatMap((wanted) =>
    addresses.filter(({ type }) => type === wanted).map(({ address }) => address),
  );
  const [first] = known;
  if (first === undefined) return [];
  const other = known.find((ip) => isIpv6(ip) !== isIpv6(first));
  return other === undefined ? [first] : [first, other];
}

/** A pod on the host network shows its node's addresses where the runtime names none. `generateAPIPodStatus` there */
export function hostNetworkPodIps(hostIps: readonly string[], runtimeIps: readonly string[]): string[] {
  const shown = orderedPodIps(runtimeIps, hostIps);
  if (shown.length === 0) shown.push(...hostIps.slice(0, 1));
  const second = hostIps[1];
  if (shown.length === 1 && second !== undefined && isIpv6(second) !== isIpv6(shown[0]!)) shown.push(second);
  return shown;
}
