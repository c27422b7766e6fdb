/**
 * Nobody grants what they haven't got, unless they may escalate or bind. `pkg/registry/rbac/escalation_check.go`,
 * `pkg/registry/rbac/<kind>/policybased/storage.go`
 */
import { semanticallyEqual } from '../../api/equal.ts';
import type { ClusterRole, PolicyRule, RoleBinding } from '../../api/generated/types.ts';
import type { ResourceKind } from '../../api/kinds.ts';
import { type KubeObject, nameOf, namespaceOf } from '../../api/object.ts';
import type { Store } from '../../api/store.ts';
import { forbidden, notFound } from '../errors.ts';
import { resourceById } from '../../api/kinds.ts';
import { aboutResource } from './attributes.ts';
import { authorize, rulesFor, rulesOfRole } from './rbac.ts';
import { quotedList, uncoveredRules } from './rules.ts';
import { mastersGroup, type User } from './user.ts';

const group = 'rbac.authorization.k8s.io';

/** @throws StatusError Forbidden when storing the role or binding would give the user more than they have. */
export function checkEscalation(
  kind: ResourceKind,
  next: KubeObject,
  previous: KubeObject | undefined,
  user: User,
  store: Store,
): void {
  if (kind.group !== group || user.groups.includes(mastersGroup)) return;
  if (isHarmless(next, previous)) return;
  const namespace = namespaceOf(next);
  const wanted = kind.kind.endsWith('Binding')
    ? boundRules(next as RoleBinding, namespace, user, store)
    : roleRules(kind, next as ClusterRole, user, store);
  const held = rulesFor(user, namespace, store);
  const missing = uncoveredRules(held, wanted);
  if (missing.length === 0) return;
  const who = `user "${user.name}" (groups=${quotedList(user.groups)})`;
  const why = `${who} is attempting to grant RBAC permissions not currently held:\n${missing.join('\n')}`;
  throw forbidden(kind, nameOf(next), why);
}

/** An update that grants nothing new. */
function isHarmless(next: KubeObject, previous: KubeObject | undefined): boolean {
  if (previous === undefined) return false;
  const fields = ['rules', 'aggregationRule', 'roleRef', 'subjects'];
  const [after, before] = [next, previous] as unknown as Record<string, unknown>[];
  return fields.every((field) => semanticallyEqual(after![field], before![field]));
}

function roleRules(kind: ResourceKind, role: ClusterRole, user: User, store: Store): readonly PolicyRule[] {
  const place = { group, resource: kind.plural, namespace: namespaceOf(role), name: nameOf(role) };
  if (authorize(aboutResource(user, { ...place, verb: 'escalate' }), store).allowed) return [];
  if (role.aggregationRule === undefined) return role.rules ?? [];
  const everything: PolicyRule[] = [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ];
  if (uncoveredRules(rulesFor(user, '', store), everything).length === 0) return role.rules ?? [];
  const why = 'must have cluster-admin privileges to use an aggregationRule';
  throw forbidden(kind, nameOf(role), why);
}

function boundRules(
  { roleRef }: RoleBinding,
  namespace: string,
  user: User,
  store: Store,
): readonly PolicyRule[] {
  const resource = roleRef.kind === 'Role' ? 'roles' : 'clusterroles';
  const bind = { verb: 'bind', group, resource, namespace, name: roleRef.name };
  if (authorize(aboutResource(user, bind), store).allowed) return [];
  const rules = rulesOfRole(roleRef, namespace, store);
  if (rules === undefined) throw notFound(resourceById(`${resource}.${group}`), roleRef.name);
  return rules;
}
