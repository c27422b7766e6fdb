import { semanticallyEqual } from '../../api/equal.ts';
import type { ClusterRole, PolicyRule } from '../../api/generated/types.ts';
import { labelSelectorMatches } from '../../api/label-selector.ts';
import { type KubeObject, nameOf } from '../../api/object.ts';
import type { Controller, ReconcileResult, View } from '../../api/part.ts';

const resource = 'clusterroles.rbac.authorization.k8s.io';

/**
 * Gathers the rules of roles with certain labels into roles that ask for them.
 * `pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go`
 */
export const clusterRoleAggregationController: Controller = {
  name: 'clusterrole-aggregation-controller',
  watches: [{ resource, keys: (_change, view) => gatheringRoles(view).map(nameOf) }],
  reconcile: gatherRules,
};

function gatheringRoles(view: View): ClusterRole[] {
  return view.list<ClusterRole>(resource).filter(({ aggregationRule }) => aggregationRule !== undefined);
}

function gatherRules(key: string, view: View): ReconcileResult {
  const role = view.get<ClusterRole>(resource, '', key);
  const selectors = role?.aggregationRule?.clusterRoleSelectors;
  if (role === undefined || selectors === undefined) return { writes: [] };
  const sources = view
    .list<ClusterRole>(resource)
    .filter((source) => nameOf(source) !== key)
    .filter(({ metadata }) => selectors.some((selector) => labelSelectorMatches(selector, metadata?.labels)))
    .toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
  const rules: PolicyRule[] = [];
  for (const rule of sources.flatMap((source) => source.rules ?? []))
    if (!rules.some((known) => semanticallyEqual(known, rule))) rules.push(rule);
  if (semanticallyEqual(rules, role.rules ?? [])) return { writes: [] };
  return { writes: [{ verb: 'update', resource, object: { ...role, rules } as KubeObject }] };
}
