/** Roles and their bindings. `pkg/apis/rbac/validation/validation.go` */
import { semanticallyEqual } from '../equal.ts';
import type { ClusterRole, PolicyRule, RbacSubject, Role, RoleBinding } from '../generated/types.ts';
import { invalid, notSupported, required } from './field-error.ts';
import { dnsSubdomainErrors, pathSegmentErrors } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkFormat, checkLabelSelector, checkRequired, isSet, type Errors } from './rules.ts';

const rbacGroup = 'rbac.authorization.k8s.io';

export function checkRole(role: Role, errors: Errors): void {
  checkMetadata(role.metadata, true, pathSegmentErrors, errors);
  checkPolicyRules(role.rules, true, errors);
}

export function checkClusterRole(role: ClusterRole, errors: Errors): void {
  checkMetadata(role.metadata, false, pathSegmentErrors, errors);
  checkPolicyRules(role.rules, false, errors);
  if (role.aggregationRule === undefined) return;
  const path = 'aggregationRule.clusterRoleSelectors';
  const selectors = role.aggregationRule.clusterRoleSelectors ?? [];
  if (selectors.length === 0) {
    errors.push(required(path, 'at least one clusterRoleSelector required if aggregationRule is non-nil'));
  }
  selectors.forEach((selector, index) => checkLabelSelector(selector, `${path}[${index}]`, errors));
}

function checkPolicyRules(
  rules: readonly PolicyRule[] | undefined,
  namespaced: boolean,
  errors: Errors,
): void {
  rules?.forEach((rule, index) => {
    const path = `rules[${index}]`;
    checkRequired(rule.verbs, `${path}.verbs`, errors, 'verbs must contain at least one value');
    const urls = rule.nonResourceURLs;
    if (isSet(urls)) {
      const at = `${path}.nonResourceURLs`;
      if (namespaced) errors.push(invalid(at, urls, 'namespaced rules cannot apply to non-resource URLs'));
      if (isSet(rule.apiGroups) || isSet(rule.resources) || isSet(rule.resourceNames)) {
        const detail = 'rules cannot apply to both regular resources and non-resource URLs';
        errors.push(invalid(at, urls, detail));
      }
      return;
    }
    const groups = 'resource rules must supply at least one api group';
    checkRequired(rule.apiGroups, `${path}.apiGroups`, errors, groups);
    checkRequired(
      rule.resources,
      `${path}.resources`,
      errors,
      'resource rules must supply at least one resource',
    );
  });
}

function checkBinding(binding: RoleBinding, namespaced: boolean, errors: Errors): void {
  checkMetadata(binding.metadata, namespaced, pathSegmentErrors, errors);
  const { apiGroup = '', kind = '', name = '' } = binding.roleRef ?? {};
  if (apiGroup !== rbacGroup) errors.push(notSupported('roleRef.apiGroup', apiGroup, [rbacGroup]));
  const kinds = namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (!kinds.includes(kind)) errors.push(notSupported('roleRef.kind', kind, kinds));
  if (checkRequired(name, 'roleRef.name', errors))
    checkFormat(pathSegmentErrors, name, 'roleRef.name', errors);
  binding.subjects?.forEach((subject, index) =>
    checkSubject(subject, namespaced, `subjects[${index}]`, errors),
  );
}

function checkSubject(subject: RbacSubject, namespaced: boolean, path: string, errors: Errors): void {
  const { kind = '', name = '', namespace = '', apiGroup = '' } = subject;
  checkRequired(name, `${path}.name`, errors);
  if (kind === 'ServiceAccount') {
    if (name !== '') checkFormat(dnsSubdomainErrors, name, `${path}.name`, errors);
    if (apiGroup !== '') errors.push(notSupported(`${path}.apiGroup`, apiGroup, ['']));
    if (!namespaced) checkRequired(namespace, `${path}.namespace`, errors);
  } else if (kind === 'User' || kind === 'Group') {
    if (apiGroup !== rbacGroup) errors.push(notSupported(`${path}.apiGroup`, apiGroup, [rbacGroup]));
  } else {
    errors.push(notSupported(`${path}.kind`, kind, ['ServiceAccount', 'User', 'Group']));
  }
}

export function checkRoleBinding(binding: RoleBinding, errors: Errors): void {
  checkBinding(binding, true, errors);
}

export function checkClusterRoleBinding(binding: RoleBinding, errors: Errors): void {
  checkBinding(binding, false, errors);
}

export function checkRoleUpdate(next: Role, previous: Role, errors: Errors): void {
  checkRole(next, errors);
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
}

export function checkClusterRoleUpdate(next: ClusterRole, previous: ClusterRole, errors: Errors): void {
  checkClusterRole(next, errors);
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
}

function checkSameRole(next: RoleBinding, previous: RoleBinding, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  if (!semanticallyEqual(next.roleRef, previous.roleRef)) {
    errors.push(invalid('roleRef', next.roleRef, 'cannot change roleRef'));
  }
}

export function checkRoleBindingUpdate(next: RoleBinding, previous: RoleBinding, errors: Errors): void {
  checkRoleBinding(next, errors);
  checkSameRole(next, previous, errors);
}

export function checkClusterRoleBindingUpdate(
  next: RoleBinding,
  previous: RoleBinding,
  errors: Errors,
): void {
  checkClusterRoleBinding(next, errors);
  checkSameRole(next, previous, errors);
}
