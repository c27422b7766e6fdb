/** All groups with all their resources in one document. `staging/src/k8s.io/apiserver/pkg/endpoints/discovery/aggregated` */
import type { KindTable, ResourceKind } from '../../api/kinds.ts';
import type { ApiResponse } from '../../api/request.ts';
import { groupVersionsOf, versionsByGroup } from './groups.ts';
import { subresourceKind } from './subresources.ts';

/** The version of the document that an Accept header prefers; undefined when it wants none. */
export function aggregatedVersion(accept = ''): string | undefined {
  for (const type of accept.split(',').map((text) => text.replaceAll(' ', ''))) {
    const parameters = type.split(';').slice(1);
    if (!parameters.includes('as=APIGroupDiscoveryList') || !parameters.includes('g=apidiscovery.k8s.io'))
      continue;
    const version = parameters.find((parameter) => /^v=(v2|v2beta1)$/.test(parameter));
    if (version !== undefined) return version.slice(2);
  }
  return undefined;
}

/** `/api` or `/apis` in one document. */
export function aggregatedDiscovery(kinds: KindTable, isCore: boolean, version: string): ApiResponse {
  const resources = groupVersionsOf(kinds);
  const items = [...versionsByGroup(kinds)]
    .filter(([name]) => (name === '') === isCore)
    .map(([name, versions]) => ({
      metadata: { ...(isCore ? {} : { name }), creationTimestamp: null },
      versions: versions.map((each) => ({
        version: each,
        resources: (resources.get(isCore ? each : `${name}/${each}`) ?? []).map(describe),
        freshness: 'Current',
      })),
    }));
  return {
    code: 200,
    body: {
      kind: 'APIGroupDiscoveryList',
      apiVersion: `apidiscovery.k8s.io/${version}`,
      metadata: {},
      items,
    },
    contentType: `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
  };
}

function describe(kind: ResourceKind): object {
  const { plural, group, version, namespaced, singular, verbs, shortNames, categories, subresources } = kind;
  return {
    resource: plural,
    responseKind: { group, version, kind: kind.kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0
      ? { subresources: subresources.toSorted().map((name) => describeSubresource(kind, name)) }
      : {}),
  };
}

function describeSubresource(owner: ResourceKind, subresource: string): object {
  const { verbs, ...responseKind } = subresourceKind(owner, subresource);
  return { subresource, responseKind, verbs };
}
