/** What no ordinary pod needs and that gives power over its node. `policy/check_*.go`, level baseline */
import type { Container, LifecycleHandler, Probe, SELinuxOptions } from '../../../api/generated/types.ts';
import {
  type Check,
  containersOf,
  counted,
  namesOf,
  plural,
  type PodLike,
  quoted,
  setters,
  sorted,
  type Violation,
} from './check.ts';

const armorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

function appArmor(pod: PodLike): Violation | undefined {
  const isWrong = (type: string | undefined): boolean => type === 'Unconfined';
  const byPod = isWrong(pod.spec.securityContext?.appArmorProfile?.type);
  const containers = namesOf(pod, (container) => isWrong(container.securityContext?.appArmorProfile?.type));
  const annotations = Object.entries(pod.metadata?.annotations ?? {})
    .filter(([key]) => key.startsWith(armorAnnotation))
    .filter(([, value]) => value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/'));
  const who = [
    ...(byPod || containers.length > 0 ? [setters(byPod, containers)] : []),
    ...(annotations.length > 0 ? [counted('annotation', annotations.map(([key]) => key).toSorted())] : []),
  ];
  if (who.length === 0) return undefined;
  const values = sorted([
    ...(byPod || containers.length > 0 ? ['Unconfined'] : []),
    ...annotations.map(([, value]) => value),
  ]);
  return {
    reason: plural('forbidden AppArmor profile', values.length),
    detail: `${who.join(' and ')} must not set AppArmor profile type to ${quoted(values)}`,
  };
}

const defaultCapabilities = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

function capabilities(pod: PodLike): Violation | undefined {
  const added = ({ securityContext }: Container): string[] =>
    (securityContext?.capabilities?.add ?? []).filter((name) => !defaultCapabilities.has(name));
  const containers = namesOf(pod, (container) => added(container).length > 0);
  if (containers.length === 0) return undefined;
  const names = quoted(sorted(containersOf(pod).flatMap(added)));
  const detail = `${counted('container', containers)} must not include ${names} in securityContext.capabilities.add`;
  return { reason: 'non-default capabilities', detail };
}

function hostNamespaces({ spec }: PodLike): Violation | undefined {
  const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field] === true);
  if (shared.length === 0) return undefined;
  return { reason: 'host namespaces', detail: shared.map((field) => `${field}=true`).join(', ') };
}

function hostPathVolumes({ spec }: PodLike): Violation | undefined {
  const volumes = (spec.volumes ?? []).filter(({ hostPath }) => hostPath !== undefined);
  if (volumes.length === 0) return undefined;
  return {
    reason: 'hostPath volumes',
    detail: counted(
      'volume',
      volumes.map(({ name }) => name),
    ),
  };
}

function hostPorts(pod: PodLike): Violation | undefined {
  const used = ({ ports = [] }: Container): string[] =>
    ports.filter(({ hostPort = 0 }) => hostPort !== 0).map(({ hostPort }) => String(hostPort));
  const containers = namesOf(pod, (container) => used(container).length > 0);
  if (containers.length === 0) return undefined;
  const ports = sorted(containersOf(pod).flatMap(used));
  const detail = `${counted('container', containers)} ${uses(containers)} ${plural('hostPort', ports.length)} ${ports.join(', ')}`;
  return { reason: 'hostPort', detail };
}

function uses(users: readonly string[]): string {
  return users.length === 1 ? 'uses' : 'use';
}

function hostProbes(pod: PodLike): Violation | undefined {
  const hosts = (handler: Probe | LifecycleHandler | undefined): string[] =>
    [handler?.httpGet?.host ?? '', handler?.tcpSocket?.host ?? ''].filter((host) => host !== '');
  const named = ({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): string[] =>
    [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop].flatMap(hosts);
  const containers = sorted(namesOf(pod, (container) => named(container).length > 0));
  if (containers.length === 0) return undefined;
  const found = sorted(containersOf(pod).flatMap(named));
  const reason = 'probe or lifecycle host';
  return {
    reason,
    detail: `${counted('container', containers)} ${uses(containers)} ${counted(reason, found)}`,
  };
}

function privileged(pod: PodLike): Violation | undefined {
  const containers = namesOf(pod, ({ securityContext }) => securityContext?.privileged === true);
  if (containers.length === 0) return undefined;
  const detail = `${counted('container', containers)} must not set securityContext.privileged=true`;
  return { reason: 'privileged', detail };
}

function procMount(pod: PodLike): Violation | undefined {
  const mount = ({ securityContext }: Container): string => securityContext?.procMount ?? 'Default';
  const containers = namesOf(pod, (container) => mount(container) !== 'Default');
  if (containers.length === 0) return undefined;
  const types = sorted(containersOf(pod).map(mount)).filter((type) => type !== 'Default');
  const detail = `${counted('container', containers)} must not set securityContext.procMount to ${quoted(types)}`;
  return { reason: 'procMount', detail };
}

const linuxTypes: readonly (readonly [type: string, since: number])[] = [
  ['', 0],
  ['container_t', 0],
  ['container_init_t', 0],
  ['container_kvm_t', 0],
  ['container_engine_t', 31],
];

function seLinux(pod: PodLike, minor: number): Violation | undefined {
  const allowed = linuxTypes.filter(([, since]) => since <= minor).map(([type]) => type);
  const isWrong = (options: SELinuxOptions | undefined): boolean =>
    options !== undefined &&
    (!allowed.includes(options.type ?? '') || (options.user ?? '') !== '' || (options.role ?? '') !== '');
  const all = [pod.spec, ...containersOf(pod)].map(({ securityContext }) => securityContext?.seLinuxOptions);
  const wrong = all.filter((options) => options !== undefined).filter(isWrong);
  if (wrong.length === 0) return undefined;
  const types = sorted(wrong.map(({ type = '' }) => type)).filter((type) => !allowed.includes(type));
  const data = types.length === 0 ? [] : [counted('type', types)];
  for (const field of ['user', 'role'] as const)
    if (wrong.some((options) => (options[field] ?? '') !== '')) data.push(`${field} may not be set`);
  const containers = namesOf(pod, ({ securityContext }) => isWrong(securityContext?.seLinuxOptions));
  const who = setters(isWrong(pod.spec.securityContext?.seLinuxOptions), containers);
  const detail = `${who} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}`;
  return { reason: 'seLinuxOptions', detail };
}

/** Profiles that are set and may not be. */
export function forbiddenSeccomp(pod: PodLike): Violation | undefined {
  const isWrong = (type: string | undefined): boolean =>
    type !== undefined && type !== 'RuntimeDefault' && type !== 'Localhost';
  const typeOf = ({ securityContext }: Pick<Container, 'securityContext'>): string | undefined =>
    securityContext?.seccompProfile?.type;
  const containers = namesOf(pod, (container) => isWrong(typeOf(container)));
  const podType = pod.spec.securityContext?.seccompProfile?.type;
  if (!isWrong(podType) && containers.length === 0) return undefined;
  const types = sorted(
    [podType, ...containersOf(pod).map(typeOf)].filter((type) => isWrong(type)) as string[],
  );
  const who = setters(isWrong(podType), containers);
  const detail = `${who} must not set securityContext.seccompProfile.type to ${quoted(types)}`;
  return { reason: 'seccompProfile', detail };
}

const safeSysctls: readonly (readonly [name: string, since: number])[] = [
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
];

function sysctls({ spec }: PodLike, minor: number): Violation | undefined {
  const isSafe = (wanted: string): boolean =>
    safeSysctls.some(([name, since]) => name === wanted && since <= minor);
  const names = (spec.securityContext?.sysctls ?? []).map(({ name }) => name).filter((name) => !isSafe(name));
  return names.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: names.join(', ') };
}

function hostProcess(pod: PodLike): Violation | undefined {
  const containers = namesOf(
    pod,
    ({ securityContext }) => securityContext?.windowsOptions?.hostProcess === true,
  );
  const byPod = pod.spec.securityContext?.windowsOptions?.hostProcess === true;
  if (!byPod && containers.length === 0) return undefined;
  const detail = `${setters(byPod, containers)} must not set securityContext.windowsOptions.hostProcess=true`;
  return { reason: 'hostProcess', detail };
}

/** Checks that the restricted level has stricter ones for. */
export const relaxedChecks: readonly Check[] = [
  { since: 0, run: capabilities },
  { since: 0, run: hostPathVolumes },
  { since: 19, run: forbiddenSeccomp },
];

const [capabilityCheck, hostPathCheck, seccompCheck] = relaxedChecks as [Check, Check, Check];

/** In the order in which they are told. */
export const baselineChecks: readonly Check[] = [
  { since: 0, run: appArmor },
  capabilityCheck,
  { since: 0, run: hostNamespaces },
  hostPathCheck,
  { since: 0, run: hostPorts },
  { since: 34, run: hostProbes },
  { since: 0, run: privileged },
  { since: 0, run: procMount },
  { since: 0, run: seLinux },
  seccompCheck,
  { since: 0, run: sysctls },
  { since: 0, run: hostProcess },
];
