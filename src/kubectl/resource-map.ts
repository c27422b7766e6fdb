/** The kinds of the server at hand, as its discovery tells: custom ones too. `client-go/restmapper` */
import { apiVersionOf, type ResourceKind, resourceKinds } from '../engine/api/kinds.ts';
import type { ApiClient } from './api-client.ts';
import { KubectlError, PlainError } from './kubectl-error.ts';

const aggregated =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;as=APIGroupDiscoveryList;v=v2;g=apidiscovery.k8s.io,application/json';

/** `metadata.name` is the group; of the aggregated form of discovery. */
interface GroupDiscovery {
  readonly metadata?: { readonly name?: string };
  readonly versions?: ReadonlyArray<{
    readonly version: string;
    readonly resources?: readonly ResourceDiscovery[];
  }>;
}

interface ResourceDiscovery {
  readonly resource: string;
  readonly responseKind?: { readonly kind: string };
  readonly scope: 'Namespaced' | 'Cluster';
  readonly singularResource?: string;
  readonly verbs?: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: ReadonlyArray<{ readonly subresource: string }>;
}

export interface KnownResource {
  readonly kind: ResourceKind;
  readonly verbs: readonly string[];
}

/** Verbs of a resource where the server doesn't tell. */
const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

export class ResourceMap {
  readonly resources: readonly KnownResource[];

  constructor(resources: readonly KnownResource[]) {
    this.resources = resources;
  }

  /** The kind that a plural, singular, short or qualified name stands for: `deploy`, `deployments.v1.apps`. */
  byName(name: string): ResourceKind | undefined {
    const lower = name.toLowerCase();
    return this.resources.find(({ kind }) => namesOf(kind).includes(lower))?.kind;
  }

  /** Each resource in the version that the server names first. */
  preferred(): KnownResource[] {
    return this.resources.filter(({ kind }, index) => {
      const first = this.resources.findIndex(
        (other) => other.kind.group === kind.group && other.kind.plural === kind.plural,
      );
      return first === index;
    });
  }

  ofCategory(category: string): ResourceKind[] {
    const members = this.preferred().filter(({ kind }) => kind.categories.includes(category));
    return inOrderOfAll(members.map(({ kind }) => kind));
  }

  ofObject(apiVersion: string, kind: string): ResourceKind | undefined {
    return this.resources.find((known) => known.kind.kind === kind && apiVersionOf(known.kind) === apiVersion)
      ?.kind;
  }
}

/** The kinds that Kubernetes and the playground always have. */
export const builtInResources = new ResourceMap(resourceKinds.map((kind) => ({ kind, verbs: allVerbs })));

/** What `all` stands for, in the order in which kubectl prints it. */
const orderOfAll = [
  'pods',
  'replicationcontrollers',
  'services',
  'daemonsets.apps',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'horizontalpodautoscalers.autoscaling',
  'cronjobs.batch',
  'jobs.batch',
];

function inOrderOfAll(kinds: readonly ResourceKind[]): ResourceKind[] {
  const rank = ({ id }: ResourceKind) =>
    orderOfAll.includes(id) ? orderOfAll.indexOf(id) : orderOfAll.length;
  return kinds.toSorted((a, b) => rank(a) - rank(b));
}

function namesOf({ plural, singular, shortNames, group, version, kind }: ResourceKind): string[] {
  const bare = [plural, singular, kind.toLowerCase()];
  return [
    ...bare,
    ...shortNames,
    ...bare.flatMap((name) => [`${name}.${group}`, `${name}.${version}.${group}`]),
  ];
}

export function unknownType(name: string): KubectlError {
  return new KubectlError(noSuchType(name));
}

/** The same where kubectl's text stands alone. */
export function unmatchedType(name: string): PlainError {
  const [resource = '', ...group] = name.split('.');
  const place = group.length === 0 ? '' : ` in group "${group.join('.')}"`;
  return new PlainError(`${noSuchType(resource)}${place}`);
}

function noSuchType(name: string): string {
  return `the server doesn't have a resource type "${name.split('.')[0]}"`;
}

const maps = new WeakMap<ApiClient, Promise<ResourceMap>>();

/** The map of a client's server; read once, and again when `fresh`. */
export function resourceMapOf(client: ApiClient, fresh = false): Promise<ResourceMap> {
  const known = fresh ? undefined : maps.get(client);
  if (known !== undefined) return known;
  const map = readResourceMap(client);
  maps.set(client, map);
  return map;
}

async function readResourceMap(client: ApiClient): Promise<ResourceMap> {
  const resources: KnownResource[] = [];
  for (const path of ['/api', '/apis']) {
    const { code, body } = await client.request({ method: 'GET', path, accept: aggregated });
    const list = body as { kind?: string; items?: readonly GroupDiscovery[] };
    if (code !== 200 || list.kind !== 'APIGroupDiscoveryList') return builtInResources;
    for (const { metadata, versions = [] } of list.items ?? [])
      for (const { version, resources: found = [] } of versions)
        resources.push(...found.map((resource) => toKnown(metadata?.name ?? '', version, resource)));
  }
  return new ResourceMap(resources);
}

function toKnown(group: string, version: string, resource: ResourceDiscovery): KnownResource {
  const { resource: plural, responseKind, singularResource, verbs = allVerbs } = resource;
  const kind = responseKind?.kind ?? '';
  return {
    verbs,
    kind: {
      id: group === '' ? plural : `${plural}.${group}`,
      plural,
      singular: singularResource || kind.toLowerCase(),
      kind,
      group,
      version,
      namespaced: resource.scope === 'Namespaced',
      shortNames: resource.shortNames ?? [],
      categories: resource.categories ?? [],
      subresources: (resource.subresources ?? []).map(({ subresource }) => subresource),
      verbs,
      countsGeneration: false,
      stored: true,
    },
  };
}
