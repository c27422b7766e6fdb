/** `kubectl describe` of roles and their bindings. `kubectl/pkg/describe/describe.go`, `kubectl/pkg/util/rbac/rbac.go` */
import type { PolicyRule, Role, RoleBinding } from '../../engine/api/generated/types.ts';
import { compare, type Description } from './description.ts';
import { printGoValue } from './go-value.ts';

export function describeRole(description: Description, { metadata, rules = [] }: Role): void {
  description.field('Name', metadata?.name);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.line('PolicyRule:');
  description.table(
    ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'],
    compactRules(rules).map((rule) => [
      printResource(rule),
      printGoValue(rule.nonResourceURLs ?? []),
      printGoValue(rule.resourceNames ?? []),
      printGoValue(rule.verbs),
    ]),
  );
}

export function describeRoleBinding(description: Description, binding: RoleBinding): void {
  const { metadata, roleRef, subjects = [] } = binding;
  description.field('Name', metadata?.name);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.line('Role:');
  description.field('Kind', roleRef.kind, 1);
  description.field('Name', roleRef.name, 1);
  description.line('Subjects:');
  description.table(
    ['Kind', 'Name', 'Namespace'],
    subjects.map(({ kind, name, namespace = '' }) => [kind, name, namespace]),
  );
}

/** Rules taken apart to one resource each, and put together again where only their verbs differ; sorted as Go's text. */
export function compactRules(rules: readonly PolicyRule[]): PolicyRule[] {
  const simple = new Map<string, PolicyRule>();
  const others: PolicyRule[] = [];
  for (const rule of rules.flatMap(breakDown)) {
    if (rule.nonResourceURLs !== undefined) {
      others.push(rule);
      continue;
    }
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames]);
    const verbs = simple.get(key)?.verbs ?? [];
    simple.set(key, { ...rule, verbs: [...new Set([...verbs, ...rule.verbs])] });
  }
  return [...others, ...simple.values()].toSorted((a, b) => compare(printRule(a), printRule(b)));
}

function breakDown({ apiGroups = [], resources = [], resourceNames, nonResourceURLs, verbs }: PolicyRule) {
  const names = resourceNames === undefined || resourceNames.length === 0 ? [undefined] : resourceNames;
  const ofResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb) =>
        names.map((name): PolicyRule => {
          const rule = { apiGroups: [group], resources: [resource], verbs: [verb] };
          return name === undefined ? rule : { ...rule, resourceNames: [name] };
        }),
      ),
    ),
  );
  const ofUrls = (nonResourceURLs ?? []).flatMap((url) =>
    verbs.map((verb): PolicyRule => ({ nonResourceURLs: [url], verbs: [verb] })),
  );
  return [...ofResources, ...ofUrls];
}

/** The text that Go's protocol buffers give a rule: only the order depends on it. */
function printRule({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string {
  const lists = [verbs, apiGroups, resources, resourceNames, nonResourceURLs].map((list) =>
    printGoValue(list ?? []),
  );
  return `&PolicyRule{Verbs:${lists[0]},APIGroups:${lists[1]},Resources:${lists[2]},ResourceNames:${lists[3]},NonResourceURLs:${lists[4]},}`;
}

/** `deployments.apps/scale`. */
export function printResource({ resources: [resource] = [], apiGroups: [group] = [] }: PolicyRule): string {
  if (resource === undefined) return '';
  const slash = resource.indexOf('/');
  const [name, subresource] = slash < 0 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash)];
  return `${name}${group ? `.${group}` : ''}${subresource}`;
}
