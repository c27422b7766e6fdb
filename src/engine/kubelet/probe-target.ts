/** Where a probe goes and what it says. `pkg/probe/util.go`, `pkg/probe/http/request.go`, `pkg/probe/tcp` */
import type { Container, HTTPGetAction, HTTPHeader, Probe, TCPSocketAction } from '../api/generated/types.ts';

/** A probe that can't be made: no such port. */
export class ProbeError extends Error {}

export interface ProbeTarget {
  readonly host: string;
  readonly port: number;
}

/**
 * A port may be given by the name that the container gives it.
 * @throws ProbeError for an unknown name, or a number that is no port.
 */
export function probePort(wanted: number | string, container: Container): number {
  const named =
    typeof wanted === 'number'
      ? wanted
      : container.ports?.find(({ name }) => name !== undefined && name === wanted)?.containerPort;
  const port = named ?? parseNumber(String(wanted));
  if (port > 0 && port < 65_536) return port;
  throw new ProbeError(`invalid port number: ${port}`);
}

function parseNumber(text: string): number {
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  throw new ProbeError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
}

/** @throws ProbeError */
export function probeTarget(
  action: HTTPGetAction | TCPSocketAction,
  container: Container,
  podIp: string,
): ProbeTarget {
  const { host = '' } = action;
  return { host: host === '' ? podIp : host, port: probePort(action.port, container) };
}

/** The URL as Go prints it. */
export function probeUrl(scheme: string, { host, port }: ProbeTarget, path: string): string {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const slash = path === '' || /^[/?#]/.test(path) ? '' : '/';
  return `${scheme.toLowerCase()}://${authority}${slash}${escapePath(path)}`;
}

/** Where an URL leads, as a redirect names it. */
export function targetOfUrl(
  url: string,
): ProbeTarget & { readonly path: string; readonly isSecure: boolean } {
  const [, scheme = '', bracketed, plain = '', port, path = ''] =
    /^([a-z]+):\/\/(?:\[([^\]]*)\]|([^:/?#]*))(?::(\d+))?([^#]*)/i.exec(url) ?? [];
  const isSecure = scheme.toLowerCase() === 'https';
  const usual = isSecure ? 443 : 80;
  return { host: bracketed ?? plain, port: Number(port ?? usual), path: path === '' ? '/' : path, isSecure };
}

/** The address of a host as a machine's own resolver knows it: it knows nothing of the cluster's names. */
export function hostAddress(host: string): string | undefined {
  if (host === 'localhost') return '127.0.0.1';
  return /^[\d.]+$/.test(host) || host.includes(':') ? host : undefined;
}

/** A path whose escapes make no sense is taken as it stands, so that its percent signs are escaped in turn. */
function escapePath(path: string): string {
  const makesSense = !/%(?![0-9A-Fa-f]{2})/.test(path);
  const text = makesSense ? path : path.replaceAll('%', '%25').replaceAll('?', '%3F');
  return text.replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, (character) => encodeURIComponent(character));
}

/** Headers by name as Go spells it, in the order given. */
export function gatherHeaders(headers: readonly HTTPHeader[] = []): Record<string, string[]> {
  const gathered: Record<string, string[]> = {};
  for (const { name, value } of headers) (gathered[canonicalName(name)] ??= []).push(value ?? '');
  return gathered;
}

/** All headers of a probe's request: its own, and what a kubelet adds. One set to nothing isn't sent. */
export function probeHeaders(
  headers: readonly HTTPHeader[] | undefined,
  kubeletVersion: string,
): Record<string, string[]> {
  const sent = gatherHeaders(headers);
  sent['User-Agent'] ??= [`kube-probe/${kubeletVersion}`];
  sent['Accept'] ??= ['*/*'];
  for (const name of ['User-Agent', 'Accept']) if (sent[name]?.[0] === '') delete sent[name];
  return sent;
}

/** `x-custom` is `X-Custom`; a name with a character that no header has stays. */
export function canonicalName(name: string): string {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return name;
  return name.toLowerCase().replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** The port of its own pod that a probe asks by HTTP or TCP; undefined for one that asks anything else. */
export function ownPort(
  { httpGet, tcpSocket }: Probe,
  container: Container,
  podIp: string | undefined,
): { readonly port: number; readonly path: string | undefined } | undefined {
  const action = httpGet ?? tcpSocket;
  if (action === undefined || (action.host ?? podIp) !== podIp) return undefined;
  return {
    port: probePort(action.port, container),
    path: httpGet === undefined ? undefined : (httpGet.path ?? '/'),
  };
}
