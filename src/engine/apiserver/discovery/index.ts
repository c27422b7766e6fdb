/** What the server says of itself: versions, groups, resources, schemas and health. */
import type { KindTable } from '../../api/kinds.ts';
import type { ApiRequest, ApiResponse } from '../../api/request.ts';
import { openApi } from '../openapi/index.ts';
import { aggregatedDiscovery, aggregatedVersion } from './aggregated.ts';
import { groupDocument, groupList, groupVersionsOf, resourceList } from './groups.ts';
import { healthDocument } from './health.ts';

/** The answer at a path that names no resource; undefined when there is nothing either. */
export function discover({ path, query, accept }: ApiRequest, kinds: KindTable): ApiResponse | undefined {
  const plain = path.length > 1 ? path.replace(/\/+$/, '') : path;
  if (plain === '/api' || plain === '/apis') {
    const version = aggregatedVersion(accept);
    if (version !== undefined) return aggregatedDiscovery(kinds, plain === '/api', version);
  }
  const body = documentAt(plain, kinds);
  if (body !== undefined) return { code: 200, body };
  return healthDocument(plain, query) ?? openApi(plain, kinds);
}

function documentAt(path: string, kinds: KindTable): object | undefined {
  switch (path) {
    case '/':
      return { paths: rootPaths(kinds) };
    case '/version':
      return version;
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
    case '/apis':
      return groupList(kinds);
    case '/api/v1':
      return resourceList(kinds, 'v1');
  }
  const [, group, groupVersion] = /^\/apis\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (group === undefined) return undefined;
  return groupVersion === undefined
    ? groupDocument(kinds, group)
    : resourceList(kinds, `${group}/${groupVersion}`);
}

function rootPaths(kinds: KindTable): string[] {
  const versions = [...groupVersionsOf(kinds).keys()].filter((name) => name.includes('/'));
  const groups = versions.flatMap((name) => [`/apis/${name.slice(0, name.indexOf('/'))}`, `/apis/${name}`]);
  const health = ['/healthz', '/livez', '/readyz'];
  const all = ['/api', '/api/v1', '/apis', ...groups, ...health, '/openapi/v2', '/openapi/v3', '/version'];
  return [...new Set(all)].toSorted();
}

/** The build metadata says what this is: a simulation. */
const version = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.0+podarium-simulated',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-04-22T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};
