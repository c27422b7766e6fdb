/**
 * What lies beyond the cluster: there is no internet here, but names of it are found, and a page tells whose place it
 * takes, so that what manuals fetch from the web can be fetched.
 */
import type { PortAnswer } from '../api/container-runtime.ts';
import { hashText } from '../kernel/index.ts';

/** Names below these are somebody's. Those that namespaces bear too are left out: `web.dev` is a Service or nothing. */
const publicName =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:ch|co|com|de|edu|eu|fr|gov|info|io|net|nl|org|uk|us)$/;
/** TEST-NET-3 of RFC 5737: addresses that nobody has. */
const network = '203.0.113.';
const webPorts = [80, 443];

export function outsideAddress(name: string): string | undefined {
  if (!publicName.test(name)) return undefined;
  return `${network}${1 + (Number.parseInt(hashText(name).slice(0, 6), 16) % 254)}`;
}

/** Undefined for an address that is not outside. */
export function askOutside(address: string, port: number, path: string | undefined): PortAnswer | undefined {
  if (!address.startsWith(network)) return undefined;
  if (!webPorts.includes(port)) return { kind: 'timeout' };
  if (path === undefined) return { kind: 'open', delayMs: 20 };
  const body = `<html><body>This page (${path}) lies outside of the simulated cluster.</body></html>\n`;
  return { kind: 'http', status: 200, body, delayMs: 40, ...(port === 443 ? { secure: true as const } : {}) };
}
