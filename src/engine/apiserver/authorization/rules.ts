/** Policy rules: whom they let do what, and whether some cover others. `pkg/apis/rbac/v1/evaluation_helpers.go` */
import type { PolicyRule } from '../../api/generated/types.ts';
import type { Attributes } from './attributes.ts';

export function ruleAllows(rule: PolicyRule, wanted: Attributes): boolean {
  if (!hasOrAll(rule.verbs, wanted.verb)) return false;
  if (wanted.path !== '') return (rule.nonResourceURLs ?? []).some((url) => urlCovers(url, wanted.path));
  const resource = wanted.subresource === '' ? wanted.resource : `${wanted.resource}/${wanted.subresource}`;
  return (
    hasOrAll(rule.apiGroups, wanted.group) &&
    resourceCovers(rule.resources ?? [], resource) &&
    (isEmpty(rule.resourceNames) || rule.resourceNames!.includes(wanted.name))
  );
}

function hasOrAll(set: readonly string[] = [], item: string): boolean {
  return set.includes('*') || set.includes(item);
}

/** A resource with a subresource is also covered by `*` and that subresource. */
function resourceCovers(resources: readonly string[], resource: string): boolean {
  const slash = resource.indexOf('/');
  return hasOrAll(resources, resource) || (slash > 0 && resources.includes(`*${resource.slice(slash)}`));
}

function urlCovers(url: string, path: string): boolean {
  return url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')));
}

function isEmpty(list: readonly string[] | undefined): boolean {
  return (list ?? []).length === 0;
}

/**
 * Which of the wanted rules nobody holds, told as Kubernetes tells them, sorted.
 * `staging/src/k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go`
 */
export function uncoveredRules(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): string[] {
  const missing = wanted.flatMap(atoms).filter((atom) => !held.some((rule) => ruleCovers(rule, atom)));
  return [...new Set(compacted(missing).map(formatRule))].toSorted();
}

/** Rules of one verb and one resource (and one name) each that say the same together. */
function atoms({
  apiGroups = [],
  resources = [],
  resourceNames = [],
  nonResourceURLs = [],
  verbs,
}: PolicyRule) {
  const named = resourceNames.length === 0 ? [undefined] : resourceNames.map((name) => [name]);
  const byResource = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb) =>
        named.map((names): PolicyRule => ({
          apiGroups: [group],
          resources: [resource],
          verbs: [verb],
          ...(names === undefined ? {} : { resourceNames: names }),
        })),
      ),
    ),
  );
  const byUrl = nonResourceURLs.flatMap((url) =>
    verbs.map((verb): PolicyRule => ({ nonResourceURLs: [url], verbs: [verb] })),
  );
  return [...byResource, ...byUrl];
}

function ruleCovers(rule: PolicyRule, atom: PolicyRule): boolean {
  const url = atom.nonResourceURLs?.[0];
  if (!hasOrAll(rule.verbs, atom.verbs[0]!)) return false;
  if (url !== undefined) return (rule.nonResourceURLs ?? []).some((held) => urlCovers(held, url));
  const name = atom.resourceNames?.[0];
  return (
    hasOrAll(rule.apiGroups, atom.apiGroups![0]!) &&
    resourceCovers(rule.resources ?? [], atom.resources![0]!) &&
    (isEmpty(rule.resourceNames) || (name !== undefined && rule.resourceNames!.includes(name)))
  );
}

/** Simple rules about one resource become one with all their verbs. `pkg/registry/rbac/validation/policy_compact.go` */
function compacted(rules: readonly PolicyRule[]): PolicyRule[] {
  const simple = new Map<string, PolicyRule>();
  const others: PolicyRule[] = [];
  for (const rule of rules) {
    if (rule.resourceNames !== undefined || rule.nonResourceURLs !== undefined) {
      others.push(rule);
      continue;
    }
    const key = `${rule.apiGroups![0]}/${rule.resources![0]}`;
    simple.set(key, { ...rule, verbs: [...(simple.get(key)?.verbs ?? []), ...rule.verbs] });
  }
  return [...others, ...simple.values()];
}

function formatRule({ apiGroups, resources, nonResourceURLs, resourceNames, verbs }: PolicyRule): string {
  const parts = {
    APIGroups: apiGroups,
    Resources: resources,
    NonResourceURLs: nonResourceURLs,
    ResourceNames: resourceNames,
    Verbs: verbs,
  };
  const texts = Object.entries(parts)
    .filter(([, list]) => !isEmpty(list))
    .map(([name, list]) => `${name}:${quotedList(list!)}`);
  return `{${texts.join(', ')}}`;
}

/** `["a" "b"]`, as Go prints a list of strings. */
export function quotedList(list: readonly string[]): string {
  return `[${list.map((item) => `"${item}"`).join(' ')}]`;
}
