import { stringify } from 'yaml';

/** A kubeconfig for the server; Go clients and client-node both read it. */
export function kubeconfigFor(server: string): string {
  const name = 'podarium';
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
