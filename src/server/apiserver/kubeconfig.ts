/** The kubeconfig that clients reach the server with. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { UsageError } from '../usage-error.ts';

const name = 'podarium';

/** Go clients and client-node both read it. */
export function kubeconfigFor(server: string): string {
  const user = 'kubernetes-admin';
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    // client-node speaks plain HTTP only when it is told that this is meant.
    clusters: [{ name, cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: user, user: {} }],
    contexts: [{ name, context: { cluster: name, user } }],
    'current-context': name,
  });
}

/** The way to a real cluster must not be lost. @throws UsageError when the file holds something else */
export function checkReplaceable(path: string): void {
  if (!existsSync(path)) return;
  const text = readFileSync(path, 'utf8');
  if (text.trim() === '' || (text.includes(`current-context: ${name}\n`) && !text.includes('certificate')))
    return;
  throw new UsageError(`--kubeconfig: ${path} is there and is not of a simulated cluster; name another file`);
}

export function writeKubeconfig(path: string, server: string): void {
  writeFileSync(path, kubeconfigFor(server), { mode: 0o600 });
}
