/** Whether the server is well: all of it, or one check by name. `staging/src/k8s.io/apiserver/pkg/server/healthz` */
import type { ApiResponse } from '../../api/request.ts';

const checks = ['ping', 'log', 'etcd', 'poststarthook/start-apiextensions-controllers'];
const extraChecks: Readonly<Record<string, readonly string[]>> = {
  healthz: [],
  livez: [],
  readyz: ['etcd-readiness', 'informer-sync', 'shutdown'],
};

/** Undefined when the path is not about health. */
export function healthDocument(
  path: string,
  query: Readonly<Record<string, string>> | undefined,
): ApiResponse | undefined {
  const [, name = '', check] = /^\/(healthz|livez|readyz)(?:\/(.+))?$/.exec(path) ?? [];
  if (name === '') return undefined;
  const all = [...checks, ...(extraChecks[name] ?? [])];
  if (check !== undefined) return all.includes(check) ? { code: 200, body: 'ok' } : undefined;
  if (query?.['verbose'] === undefined) return { code: 200, body: 'ok' };
  const excluded = query['exclude'];
  const lines = all.map((each) => `[+]${each} ${each === excluded ? 'excluded: ok' : 'ok'}`);
  return { code: 200, body: [...lines, `${name} check passed`, ''].join('\n') };
}
