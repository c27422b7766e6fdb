/** Groups, versions and resources, one document each: the older form of discovery. `apiserver/pkg/endpoints/discovery` */
import { apiVersionOf, type KindTable, type ResourceKind } from '../../api/kinds.ts';
import { subresourceKind } from './subresources.ts';

/** `v1` of the core group, `apps/v1` ... with the kinds of each, in the table's order. */
export function groupVersionsOf(kinds: KindTable): ReadonlyMap<string, readonly ResourceKind[]> {
  const found = new Map<string, ResourceKind[]>();
  for (const kind of kinds.served) {
    const standing = found.get(apiVersionOf(kind));
    if (standing === undefined) found.set(apiVersionOf(kind), [kind]);
    else standing.push(kind);
  }
  for (const members of found.values()) members.sort((left, right) => (left.plural < right.plural ? -1 : 1));
  return found;
}

/** Names of groups with their versions, the preferred one first; the core group is ''. */
export function versionsByGroup(kinds: KindTable): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { group, version } of kinds.served) {
    const versions = found.get(group);
    if (versions === undefined) found.set(group, [version]);
    else if (!versions.includes(version)) versions.push(version);
  }
  return found;
}

export function groupList(kinds: KindTable): object {
  const groups = [...versionsByGroup(kinds)]
    .filter(([name]) => name !== '')
    .map(([name, versions]) => groupBody(name, versions));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

/** Undefined when there is no such group. */
export function groupDocument(kinds: KindTable, name: string): object | undefined {
  const versions = versionsByGroup(kinds).get(name);
  return versions === undefined || name === ''
    ? undefined
    : { kind: 'APIGroup', apiVersion: 'v1', ...groupBody(name, versions) };
}

function groupBody(name: string, names: readonly string[]) {
  const versions = names.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] };
}

/** Undefined when there is no such version of a group. */
export function resourceList(kinds: KindTable, groupVersion: string): object | undefined {
  const members = groupVersionsOf(kinds).get(groupVersion);
  if (members === undefined) return undefined;
  const resources = members.flatMap((kind) => [resourceEntry(kind), ...subresourceEntries(kind)]);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

function resourceEntry(kind: ResourceKind): object {
  return {
    name: kind.plural,
    singularName: kind.singular,
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs: kind.verbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
  };
}

function subresourceEntries(owner: ResourceKind): object[] {
  return owner.subresources.toSorted().map((subresource) => {
    const { group, version, kind, verbs } = subresourceKind(owner, subresource);
    const isForeign = group !== owner.group || version !== owner.version;
    return {
      name: `${owner.plural}/${subresource}`,
      singularName: '',
      namespaced: owner.namespaced,
      ...(isForeign ? { group, version } : {}),
      kind,
      verbs,
    };
  });
}
