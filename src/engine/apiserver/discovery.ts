/** What the server offers: versions, groups and resources. `apiserver/pkg/endpoints/discovery` */
import { apiVersionOf, type ResourceKind, resourceKinds } from '../api/kinds.ts';

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** The document at a discovery path, or undefined when there is none. */
export function discover(path: string): unknown {
  if (path === '/version') return version;
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupNames().map(groupOf) };
  if (path === '/healthz' || path === '/livez' || path === '/readyz') return 'ok';
  const groupVersion = /^\/(?:api\/(v1)|apis\/(.+))$/.exec(path);
  return groupVersion === null ? undefined : resourceList(groupVersion[1] ?? groupVersion[2] ?? '');
}

/** The build metadata says what this is: a simulation. */
const version = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.0+podarium-simulated',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-04-22T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};

function groupNames(): string[] {
  return [...new Set(resourceKinds.map((kind) => kind.group))].filter((group) => group !== '');
}

function groupOf(group: string) {
  const apiVersions = [...new Set(resourceKinds.filter((kind) => kind.group === group).map(apiVersionOf))];
  const versions = apiVersions.map((groupVersion) => ({
    groupVersion,
    version: groupVersion.slice(group.length + 1),
  }));
  return { name: group, versions, preferredVersion: versions[0] };
}

function resourceList(groupVersion: string): unknown {
  const kinds = resourceKinds.filter((kind) => apiVersionOf(kind) === groupVersion);
  if (kinds.length === 0) return undefined;
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: kinds.flatMap(describe) };
}

function describe(kind: ResourceKind): unknown[] {
  const base = { namespaced: kind.namespaced, kind: kind.kind };
  return [
    {
      name: kind.plural,
      singularName: kind.singular,
      ...base,
      verbs,
      ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
      ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    },
    ...kind.subresources.map((subresource) => ({
      name: `${kind.plural}/${subresource}`,
      singularName: '',
      ...base,
      verbs: ['get', 'patch', 'update'],
    })),
  ];
}
