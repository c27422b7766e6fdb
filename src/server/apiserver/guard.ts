/**
 * Who may speak to the server. Any web page that a person opens can send requests to 127.0.0.1, or to a name of its
 * own that it rebinds to that address: so the Host must be one of ours, and no foreign page is answered.
 */
import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

export function isLoopback(host: string): boolean {
  return loopbackNames.has(host) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** @throws Refusal with 403 for a request that a web page elsewhere may have sent. */
export function checkOrigin(request: IncomingMessage, allowRemote: boolean): void {
  const { host = '', origin } = request.headers;
  if (!allowRemote && !isLoopback(hostName(host)))
    throw forbidden(`the server answers to loopback names only, not to the Host ${JSON.stringify(host)}`);
  const site = request.headers['sec-fetch-site'];
  if (origin !== undefined && originHost(origin) !== host)
    throw forbidden(`requests from the web origin ${JSON.stringify(origin)} are refused`);
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw forbidden('requests from other web sites are refused');
}

function hostName(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase();
}

/** Undefined for `null`, and for anything else without a host. */
function originHost(origin: string): string | undefined {
  return /^http:\/\/([^/]+)$/.exec(origin)?.[1];
}

function forbidden(message: string): Refusal {
  return new Refusal(403, 'Forbidden', message);
}
