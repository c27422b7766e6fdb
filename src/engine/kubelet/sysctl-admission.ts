/** Settings of the kernel that a pod may ask for. `pkg/kubelet/sysctl/{allowlist,safe_sysctls}.go` */
import type { Pod } from '../api/generated/types.ts';
import { normalSysctl } from '../api/sysctl-names.ts';
import type { Rejection } from './pressure-admission.ts';

/** Those that do nothing to anybody else. */
const safe: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

/** What a pod shares with its machine it may not set. */
export function sysctlRejection({ spec }: Pod): Rejection | undefined {
  for (const { name } of spec?.securityContext?.sysctls ?? []) {
    const normal = normalSysctl(name);
    const why = whyForbidden(normal, spec?.hostNetwork === true, spec?.hostIPC === true);
    if (why !== undefined)
      return { reason: 'SysctlForbidden', message: `forbidden sysctl: "${normal}" ${why}` };
  }
  return undefined;
}

function whyForbidden(name: string, isHostNetwork: boolean, isHostIpc: boolean): string | undefined {
  if (!safe.has(name)) return 'not allowlisted';
  if (name.startsWith('net.')) return isHostNetwork ? 'not allowed with host Network enabled' : undefined;
  return isHostIpc ? 'not allowed with host IPC enabled' : undefined;
}
