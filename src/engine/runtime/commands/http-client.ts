/** What curl and wget have in common: where a URL leads, and what comes back. */
import type { HttpQuestion } from '../../api/container-runtime.ts';
import { contentTypeOf } from '../../api/http-answer.ts';
import type { CommandCall, CommandOutcome, NetworkAnswer } from '../shell/host.ts';

/** How long wget and curl wait for an address that never answers, unless told otherwise. */
export const connectTimeoutMs = 130_000;

export interface Url {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly isSecure: boolean;
}

export type HttpAnswer = Extract<NetworkAnswer, { kind: 'http' }>;

export type Fetched =
  | {
      readonly url: Url;
      readonly answer: NetworkAnswer;
      readonly address: string;
      readonly waitedMs: number;
    }
  | { readonly url: Url; readonly unknown: true; readonly waitedMs: number };

export function parseUrl(text: string): Url {
  const [, scheme = 'http', host = '', port, path = '/'] =
    /^(?:([a-z]+):\/\/)?([^/:?]+)(?::(\d+))?([/?][^#]*)?/.exec(text) ?? [];
  const isSecure = scheme === 'https';
  return { host, port: Number(port ?? (isSecure ? 443 : 80)), path, isSecure };
}

/** `web`, or `web:8080` where the port is not the usual one. */
export function placeOf({ host, port, isSecure }: Url): string {
  return port === (isSecure ? 443 : 80) ? host : `${host}:${port}`;
}

/** What a program learns of a name: from /etc/hosts first, then from the pod's DNS. */
export function addressesOf(
  { host }: CommandCall,
  name: string,
): { readonly addresses: readonly string[]; readonly waitedMs: number } {
  const lines = (host.files.read('/etc/hosts') ?? '').split('\n').map((line) => line.split(/\s+/));
  const found = lines.filter(([address = '', ...names]) => /^[\d.]+$/.test(address) && names.includes(name));
  if (found.length > 0) return { addresses: found.map(([address]) => address!), waitedMs: 0 };
  const answer = host.lookUp(name);
  return { addresses: answer.kind === 'found' ? answer.addresses : [], waitedMs: answer.waitedMs };
}

export function fetchUrl(call: CommandCall, url: Url, question: HttpQuestion = {}): Fetched {
  const { addresses, waitedMs } = addressesOf(call, url.host);
  const address = addresses[0];
  if (address === undefined) return { url, unknown: true, waitedMs };
  const asked = { ...question, headers: { Host: placeOf(url), ...question.headers } };
  const answer = call.host.request(address, url.port, url.path, asked);
  return { url, address, waitedMs, answer: url.isSecure ? answer : overPlainText(answer) };
}

/** A server that speaks TLS alone tells who does not. Go's `net/http` */
function overPlainText(answer: NetworkAnswer): NetworkAnswer {
  if (answer.kind !== 'http' || answer.secure !== true) return answer;
  const body = 'Client sent an HTTP request to an HTTPS server.\n';
  return { kind: 'http', status: 400, body, delayMs: answer.delayMs };
}

/** Where an answer sends its client; undefined when it stays. */
export function redirectOf(url: Url, answer: NetworkAnswer): Url | undefined {
  if (answer.kind !== 'http' || answer.location === undefined || answer.status < 300 || answer.status >= 400)
    return undefined;
  const { location } = answer;
  if (!location.startsWith('/')) return parseUrl(location);
  return { ...url, path: location };
}

/** As a server sends them, first to last. */
export function responseHeaders({ body, headers, location }: HttpAnswer): [name: string, value: string][] {
  return [
    ...Object.entries(headers ?? {}),
    ['Content-Type', contentTypeOf(body)],
    ['Content-Length', String(body.length)],
    ...(location === undefined ? [] : ([['Location', location]] as [string, string][])),
  ];
}

export function after(delayMs: number, status: number): CommandOutcome {
  return delayMs > 0 ? { ms: delayMs, status } : status;
}

const statusTexts: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  418: "I'm a teapot",
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

export function statusText(status: number): string {
  return statusTexts[status] ?? 'Unknown';
}
