/** Role-based access control. `plugin/pkg/auth/authorizer/rbac/rbac.go`, `pkg/registry/rbac/validation/rule.go` */
import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  RbacSubject,
  Role,
  RoleBinding,
  RoleRef,
} from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Store } from '../../api/store.ts';
import type { Attributes } from './attributes.ts';
import { ruleAllows } from './rules.ts';
import { accountUser, mastersGroup, type User } from './user.ts';

export interface Decision {
  readonly allowed: boolean;
  /** Why, as reviews and refusals tell it; '' when there is nothing to tell. */
  readonly reason: string;
}

const rbacGroup = 'rbac.authorization.k8s.io';

/** Whether some binding's role allows it; nobody can be denied what another binding allows. */
export function authorize(wanted: Attributes, store: Store): Decision {
  if (wanted.user.groups.includes(mastersGroup)) return { allowed: true, reason: '' };
  const missing: string[] = [];
  for (const grant of grantsOf(wanted.user, wanted.namespace, store)) {
    if (grant.rules === undefined) missing.push(grant.problem);
    else if (grant.rules.some((rule) => ruleAllows(rule, wanted)))
      return { allowed: true, reason: `RBAC: allowed by ${grant.source}` };
  }
  const problems = [...new Set(missing)];
  if (problems.length === 0) return { allowed: false, reason: '' };
  const text = problems.length === 1 ? problems[0]! : `[${problems.join(', ')}]`;
  return { allowed: false, reason: `RBAC: ${text}` };
}

/** All rules that apply to a user in a namespace ('' for those that apply to the whole cluster). */
export function rulesFor(user: User, namespace: string, store: Store): PolicyRule[] {
  return [...grantsOf(user, namespace, store)].flatMap(({ rules }) => rules ?? []);
}

/** The rules of a role, undefined when there is no such role. */
export function rulesOfRole(
  { kind, name }: RoleRef,
  namespace: string,
  store: Store,
): PolicyRule[] | undefined {
  const isRole = kind === 'Role';
  const found = store.get(`${isRole ? 'roles' : 'clusterroles'}.${rbacGroup}`, isRole ? namespace : '', name);
  return found === undefined ? undefined : ((found as Role | ClusterRole).rules ?? []);
}

interface Grant {
  /** Undefined when the binding's role doesn't exist. */
  readonly rules: readonly PolicyRule[] | undefined;
  readonly source: string;
  readonly problem: string;
}

/** What bindings grant a user: those of the cluster, then those of the namespace. */
function* grantsOf(user: User, namespace: string, store: Store): Iterable<Grant> {
  const everywhere = store.list(`clusterrolebindings.${rbacGroup}`) as readonly ClusterRoleBinding[];
  for (const binding of everywhere) {
    const subject = binding.subjects?.find((candidate) => isSubject(candidate, user, ''));
    if (subject !== undefined) yield grantOf('ClusterRoleBinding', binding, subject, '', store);
  }
  if (namespace === '') return;
  const here = store.list(`rolebindings.${rbacGroup}`, namespace) as readonly RoleBinding[];
  for (const binding of here) {
    const subject = binding.subjects?.find((candidate) => isSubject(candidate, user, namespace));
    if (subject !== undefined) yield grantOf('RoleBinding', binding, subject, namespace, store);
  }
}

function isSubject(subject: RbacSubject, user: User, namespace: string): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === user.name;
    case 'Group':
      return user.groups.includes(subject.name);
    case 'ServiceAccount': {
      const place = subject.namespace || namespace;
      return place !== '' && accountUser(place, subject.name) === user.name;
    }
    default:
      return false;
  }
}

function grantOf(
  kind: string,
  binding: RoleBinding | ClusterRoleBinding,
  subject: RbacSubject,
  namespace: string,
  store: Store,
): Grant {
  const { roleRef } = binding;
  const place = namespace === '' ? '' : `/${namespace}`;
  const account = subject.kind === 'ServiceAccount' ? `/${subject.namespace || namespace}` : '';
  const role = `${roleRef.kind} "${roleRef.name}"`;
  return {
    rules: rulesOfRole(roleRef, namespace, store),
    source: `${kind} "${nameOf(binding)}${place}" of ${role} to ${subject.kind} "${subject.name}${account}"`,
    problem: `${roleRef.kind.toLowerCase()}.${rbacGroup} "${roleRef.name}" not found`,
  };
}
