/** `/proc/sys` of a pod: what it asked for, over what every machine has. */
import type { Pod } from '../api/generated/types.ts';
import { normalSysctl } from '../api/sysctl-names.ts';
import type { Sandbox } from './records.ts';

const usual: Readonly<Record<string, string>> = {
  'kernel.ostype': 'Linux',
  'kernel.msgmax': '8192',
  'kernel.shm_rmid_forced': '0',
  'kernel.threads-max': '63432',
  'net.core.somaxconn': '4096',
  'net.ipv4.ip_forward': '1',
  'net.ipv4.ip_local_port_range': '32768\t60999',
  'net.ipv4.ip_unprivileged_port_start': '0',
  'net.ipv4.ping_group_range': '0\t2147483647',
  'net.ipv4.tcp_fin_timeout': '60',
  'net.ipv4.tcp_keepalive_intvl': '75',
  'net.ipv4.tcp_keepalive_probes': '9',
  'net.ipv4.tcp_keepalive_time': '7200',
  'net.ipv4.tcp_syncookies': '1',
  'vm.max_map_count': '65530',
  'vm.overcommit_memory': '1',
  'vm.swappiness': '60',
};

export function sysctlFiles(pod: Pod | undefined, { hostname }: Sandbox): Record<string, string> {
  const values: Record<string, string> = { ...usual, 'kernel.hostname': hostname };
  for (const { name, value } of pod?.spec?.securityContext?.sysctls ?? [])
    values[normalSysctl(name)] = value.replaceAll(' ', '\t');
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`/proc/sys/${name.replaceAll('.', '/')}`, `${value}\n`]),
  );
}
