/** Rules of an account, taken together for reading. `pkg/apis/rbac/v1/helpers` CompactRules, `kubectl/pkg/describe` */
export interface ResourceRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}

export interface CompactRule {
  /** `deployments.apps`. */
  readonly title: string;
  readonly resourceNames: readonly string[];
  readonly verbs: readonly string[];
}

/** One line for each resource and name, verbs of all its rules together, sorted as kubectl does. */
export function compactRules(rules: readonly ResourceRule[]): CompactRule[] {
  const byResource = new Map<string, { resourceNames: readonly string[]; title: string; verbs: string[] }>();
  for (const { verbs, apiGroups = [], resources = [], resourceNames = [] } of rules)
    for (const group of apiGroups)
      for (const resource of resources) {
        const title = group === '' ? resource : `${resource}.${group}`;
        const key = [title, ...resourceNames].join('\n');
        const known = byResource.get(key) ?? { title, resourceNames, verbs: [] };
        byResource.set(key, { ...known, verbs: [...new Set([...known.verbs, ...verbs])] });
      }
  return [...byResource.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}
