/** `kubectl create role|clusterrole|rolebinding|clusterrolebinding`. `staging/src/k8s.io/kubectl/pkg/cmd/create` */
import type { PolicyRule, RbacSubject, RoleRef } from '../../engine/api/generated/types.ts';
import type { FlagSpec } from '../flags.ts';
import { KubectlError } from '../kubectl-error.ts';
import { unmatchedType } from '../resource-map.ts';
import type { Generator, GeneratorLine } from './generator.ts';

const rbacGroup = 'rbac.authorization.k8s.io';
const apiVersion = `${rbacGroup}/v1`;

const ruleFlags: readonly FlagSpec[] = [
  { name: 'resource', takes: 'list' },
  { name: 'resource-name', takes: 'texts' },
  { name: 'verb', takes: 'list' },
];

const nonResourceVerbs = ['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options'];

const knownVerbs =
  '* get delete list create update patch watch proxy deletecollection use bind escalate impersonate'.split(
    ' ',
  );

/** Any verb may be written into a role; some are more likely than others. */
function warnOfVerbs({ warn }: GeneratorLine, verbs: readonly string[]): void {
  for (const verb of verbs)
    if (!knownVerbs.includes(verb)) warn(`Warning: '${verb}' is not a standard resource verb`);
}

const roleGenerator: Generator = {
  name: 'create role',
  flags: ruleFlags,
  generate(line) {
    const verbs = verbsOf(line);
    if (verbs.length === 0) throw new KubectlError('at least one verb must be specified');
    if (line.flags.list('resource').length === 0)
      throw new KubectlError('at least one resource must be specified');
    return { apiVersion, kind: 'Role', metadata: { name: line.name }, rules: resourceRules(line, verbs) };
  },
};

const clusterRoleGenerator: Generator = {
  name: 'create clusterrole',
  flags: [
    ...ruleFlags,
    { name: 'aggregation-rule', takes: 'list' },
    { name: 'non-resource-url', takes: 'list' },
  ],
  generate(line) {
    const { name, flags } = line;
    const base = { apiVersion, kind: 'ClusterRole', metadata: { name } };
    if (flags.given('aggregation-rule')) return { ...base, ...aggregationOf(line) };
    const verbs = verbsOf(line);
    const urls = [...new Set(flags.list('non-resource-url'))];
    checkClusterRole(line, verbs, urls);
    const resources = flags.list('resource').length === 0 ? [] : resourceRules(line, verbs);
    return {
      ...base,
      rules: [...resources, ...(urls.length === 0 ? [] : [{ verbs, nonResourceURLs: urls }])],
    };
  },
};

/** @throws KubectlError when there are no verbs, or nothing that they are about */
function checkClusterRole({ flags }: GeneratorLine, verbs: readonly string[], urls: readonly string[]): void {
  if (verbs.length === 0) throw new KubectlError('at least one verb must be specified');
  if (flags.list('resource').length === 0 && urls.length === 0)
    throw new KubectlError('one of resource or nonResourceURL must be specified');
  const stray = verbs.find((verb) => urls.length > 0 && !nonResourceVerbs.includes(verb));
  if (stray !== undefined) throw new KubectlError(`invalid verb: '${stray}' for nonResourceURL`);
  for (const url of urls) {
    if (url !== '*' && !url.startsWith('/')) throw new KubectlError('nonResourceURL should start with /');
    if (url !== '*' && url.slice(0, -1).includes('*'))
      throw new KubectlError("nonResourceURL only supports wildcard matches when '*' is at the end");
  }
}

function aggregationOf({ flags }: GeneratorLine) {
  const others = ['non-resource-url', 'verb', 'resource', 'resource-name'];
  if (others.some((flag) => flags.list(flag).length > 0))
    throw new KubectlError(
      'aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames',
    );
  const matchLabels = Object.fromEntries(flags.list('aggregation-rule').map((pair) => pair.split('=')));
  return { rules: null, aggregationRule: { clusterRoleSelectors: [{ matchLabels }] } };
}

function verbsOf({ flags }: GeneratorLine): string[] {
  const verbs = [...new Set(flags.list('verb'))];
  return verbs.includes('*') ? ['*'] : verbs;
}

/** One rule for each API group, resources under the names that the server has for them. */
function resourceRules(line: GeneratorLine, verbs: string[]): PolicyRule[] {
  warnOfVerbs(line, verbs);
  const { flags } = line;
  const names = [...new Set(flags.texts('resource-name'))];
  const wanted = [...new Set(flags.list('resource'))].map((text) => resolve(line, text));
  const groups = [...new Set(wanted.map(({ group }) => group))].toSorted();
  return groups.map((group) => ({
    verbs,
    apiGroups: [group],
    resources: wanted.filter((one) => one.group === group).map(({ resource }) => resource),
    ...(names.length === 0 ? {} : { resourceNames: names }),
  }));
}

/** `deploy.apps/scale`: resource, group and subresource. */
function resolve({ resources }: GeneratorLine, text: string): { group: string; resource: string } {
  const [name = '', ...subresource] = text.split('/');
  const suffix = subresource.length === 0 ? '' : `/${subresource.join('/')}`;
  if (name === '') throw new KubectlError('resource must be specified if apiGroup/subresource specified');
  if (name === '*') return { group: '*', resource: `*${suffix}` };
  const kind = resources.byName(name);
  if (kind === undefined) throw unmatchedType(name);
  return { group: kind.group, resource: `${kind.plural}${suffix}` };
}

const subjectFlags: readonly FlagSpec[] = [
  { name: 'clusterrole', takes: 'text' },
  { name: 'group', takes: 'texts' },
  { name: 'serviceaccount', takes: 'texts' },
  { name: 'user', takes: 'texts' },
];

const roleBindingGenerator: Generator = {
  name: 'create rolebinding',
  flags: [...subjectFlags, { name: 'role', takes: 'text' }],
  failure: 'failed to create rolebinding',
  generate(line) {
    const [role, clusterRole] = [line.flags.text('role'), line.flags.text('clusterrole')];
    if ((role === '') === (clusterRole === ''))
      throw new KubectlError('exactly one of clusterrole or role must be specified');
    const roleRef = roleRefOf(role === '' ? 'ClusterRole' : 'Role', role || clusterRole);
    return binding('RoleBinding', line, roleRef);
  },
};

const clusterRoleBindingGenerator: Generator = {
  name: 'create clusterrolebinding',
  flags: subjectFlags,
  requires: ['clusterrole'],
  failure: 'failed to create clusterrolebinding',
  generate: (line) =>
    binding('ClusterRoleBinding', line, roleRefOf('ClusterRole', line.flags.text('clusterrole'))),
};

function roleRefOf(kind: string, name: string): RoleRef {
  return { apiGroup: rbacGroup, kind, name };
}

function binding(kind: string, { name, flags }: GeneratorLine, roleRef: RoleRef) {
  const account = (text: string): RbacSubject => {
    const parts = text.split(':');
    if (parts.length !== 2 || parts[0] === '' || parts[1] === '')
      throw new KubectlError('serviceaccount must be <namespace>:<name>');
    return { kind: 'ServiceAccount', name: parts[1]!, namespace: parts[0]! };
  };
  const subjects: RbacSubject[] = [
    ...flags.texts('user').map((user) => ({ kind: 'User', apiGroup: rbacGroup, name: user })),
    ...flags.texts('group').map((group) => ({ kind: 'Group', apiGroup: rbacGroup, name: group })),
    ...flags.texts('serviceaccount').map(account),
  ];
  return { apiVersion, kind, metadata: { name }, ...(subjects.length === 0 ? {} : { subjects }), roleRef };
}

export const accessGenerators = [
  roleGenerator,
  clusterRoleGenerator,
  roleBindingGenerator,
  clusterRoleBindingGenerator,
];
