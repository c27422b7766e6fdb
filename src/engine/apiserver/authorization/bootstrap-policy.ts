/** The roles and bindings of a new cluster as objects. */
import type { ClusterRole, ClusterRoleBinding, PolicyRule } from '../../api/generated/types.ts';
import { bootstrapBindings, bootstrapRoles } from './bootstrap-roles.ts';

const rbacGroup = 'rbac.authorization.k8s.io';
const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' };
const bootstrapping = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };

export function bootstrapClusterRoles(): ClusterRole[] {
  return Object.entries(bootstrapRoles).map(([name, { rules, aggregateTo, aggregates }]) => {
    const target = aggregateTo === undefined ? {} : { [aggregateLabel(aggregateTo)]: 'true' };
    const metadata = { name, annotations, labels: { ...bootstrapping, ...target } };
    if (aggregates === undefined) return { metadata, rules: rules.map(parseRule) };
    const clusterRoleSelectors = [{ matchLabels: { [aggregateLabel(aggregates)]: 'true' } }];
    return { metadata, aggregationRule: { clusterRoleSelectors } };
  });
}

export function bootstrapClusterRoleBindings(): ClusterRoleBinding[] {
  return Object.entries(bootstrapBindings).map(([name, [role, groups]]) => ({
    metadata: { name, ...(name.startsWith('kubeadm:') ? {} : { annotations, labels: bootstrapping }) },
    roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name: role },
    subjects: groups.map((group) => ({ apiGroup: rbacGroup, kind: 'Group', name: group })),
  }));
}

function aggregateLabel(role: string): string {
  return `${rbacGroup}/aggregate-to-${role}`;
}

function parseRule(text: string): PolicyRule {
  const isUrl = text.startsWith('url ');
  const [first = [], second = [], third = []] = text.split(': ').map((part) => part.split(' '));
  if (isUrl) return { nonResourceURLs: first.slice(1), verbs: second };
  return { apiGroups: first.map((group) => (group === '-' ? '' : group)), resources: second, verbs: third };
}
