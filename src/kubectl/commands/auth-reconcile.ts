import type { PolicyRule, RbacSubject } from '../../engine/api/generated/types.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { type Manifest, readManifests } from '../manifests.ts';
import { outputObjects } from '../output.ts';
import { isSameJson } from '../structured-text.ts';
import { objectPath } from '../server.ts';

const reconciled = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];

/**
 * Adds what is missing of rules and subjects; takes nothing away unless told.
 * `staging/src/k8s.io/kubectl/pkg/cmd/auth/reconcile.go`
 */
export const reconcileCommand: KubectlCommand = {
  name: 'auth reconcile',
  flags: [
    filenameFlag,
    dryRunFlag,
    outputFlag,
    { name: 'remove-extra-permissions', takes: 'switch' },
    { name: 'remove-extra-subjects', takes: 'switch' },
  ],
  async run(invocation) {
    if (!invocation.flags.given('filename')) throw new KubectlError('must specify one of -f and -k');
    if (invocation.flags.text('dry-run') === 'server')
      throw new KubectlError('--dry-run=server for command reconcile is not supported yet');
    const manifests = (await readManifests(invocation)).filter(({ kind }) => reconciled.includes(kind.kind));
    await forEach(manifests, (manifest) => reconcileOne(invocation, manifest));
  },
};

interface Reconciliation {
  readonly operation: '' | 'create' | 'update';
  readonly object: AnyObject;
  readonly missing: readonly unknown[];
  readonly extra: readonly unknown[];
}

async function reconcileOne(invocation: Invocation, manifest: Manifest): Promise<void> {
  const { server, flags } = invocation;
  const { suffix, client } = dryRunOf(invocation);
  const field = manifest.kind.kind.endsWith('Binding') ? 'subjects' : 'rules';
  const removes = flags.isOn(field === 'rules' ? 'remove-extra-permissions' : 'remove-extra-subjects');
  const current = await server.find(manifest);
  const plan = planReconciliation(manifest.object, current, field, removes);
  if (!client && plan.operation === 'create')
    await server.create(manifest.kind, manifest.namespace, plan.object);
  if (!client && plan.operation === 'update')
    await server.send({ method: 'PUT', path: objectPath(manifest), body: plan.object });
  tellDetails(invocation, plan, field, removes);
  outputObjects(invocation, manifest.kind, plan.object, `reconciled${suffix}`);
}

/** `pkg/registry/rbac/reconciliation`, for objects that stand beside each other */
function planReconciliation(
  wanted: AnyObject,
  current: AnyObject | undefined,
  field: 'rules' | 'subjects',
  removes: boolean,
): Reconciliation {
  const listed = (wanted[field] ?? []) as unknown[];
  if (current === undefined) return { operation: 'create', object: wanted, missing: listed, extra: [] };
  const present = (current[field] ?? []) as unknown[];
  const without = field === 'rules' ? uncoveredRules : missingSubjects;
  const [missing, extra] = [without(listed, present), without(present, listed)];
  const changes = missing.length > 0 || (removes && extra.length > 0);
  if (!changes) return { operation: '', object: current, missing, extra };
  const merged = removes ? listed : [...present, ...missing];
  return { operation: 'update', object: { ...current, [field]: merged }, missing, extra };
}

function missingSubjects(some: readonly unknown[], others: readonly unknown[]): unknown[] {
  return some.filter((one) => !others.some((other) => isSameJson(one, other)));
}

/** What rules grant that others don't, each in its smallest parts. */
function uncoveredRules(some: readonly unknown[], others: readonly unknown[]): unknown[] {
  const owners = others as readonly PolicyRule[];
  return (some as readonly PolicyRule[])
    .flatMap(partsOf)
    .filter((part) => !owners.some((owner) => covers(owner, part)));
}

function partsOf(rule: PolicyRule): PolicyRule[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const names = resourceNames.length === 0 ? [{}] : resourceNames.map((name) => ({ resourceNames: [name] }));
  const ofResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb) =>
        names.map((named) => ({ verbs: [verb], apiGroups: [group], resources: [resource], ...named })),
      ),
    ),
  );
  const ofUrls = nonResourceURLs.flatMap((url) =>
    verbs.map((verb) => ({ verbs: [verb], nonResourceURLs: [url] })),
  );
  return [...ofResources, ...ofUrls];
}

/** `staging/src/k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go` ruleCovers */
function covers(owner: PolicyRule, part: PolicyRule): boolean {
  const holds = (own: readonly string[] = [], wanted: readonly string[] = []) =>
    own.includes('*') || wanted.every((one) => own.includes(one));
  const { resourceNames: names = [] } = owner;
  const isNamed =
    names.length === 0 || (part.resourceNames !== undefined && holds(names, part.resourceNames));
  const [resource = ''] = part.resources ?? [];
  const [, below] = resource.split('/');
  const hasResource =
    holds(owner.resources, part.resources) ||
    (below !== undefined && owner.resources?.includes(`*/${below}`) === true);
  const hasUrl = (part.nonResourceURLs ?? []).every((url) =>
    owner.nonResourceURLs?.some(
      (own) => own === url || (own.endsWith('*') && url.startsWith(own.slice(0, -1))),
    ),
  );
  return (
    holds(owner.verbs, part.verbs) &&
    holds(owner.apiGroups, part.apiGroups) &&
    hasResource &&
    isNamed &&
    hasUrl
  );
}

/** Each step is told among the errors, where it is in nobody's way. */
function tellDetails(
  invocation: Invocation,
  { operation, missing, extra }: Reconciliation,
  field: 'rules' | 'subjects',
  removes: boolean,
): void {
  const { warn } = invocation;
  const print = field === 'rules' ? printRule : printSubject;
  const list = (title: string, values: readonly unknown[]) => {
    if (values.length === 0) return;
    warn(`\t${title}:`);
    for (const value of values) warn(`\t\t${print(value)}`);
  };
  if (operation !== '') warn(`\treconciliation required ${operation}`);
  list(`missing ${field} added`, missing);
  if (removes) list(`extra ${field} removed`, extra);
}

const words = (values: readonly string[] = []) => `[${values.join(' ')}]`;

/** As Go prints a struct of that type. */
function printRule(value: unknown): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = value as PolicyRule;
  return `{Verbs:${words(verbs)} APIGroups:${words(apiGroups)} Resources:${words(resources)} ResourceNames:${words(resourceNames)} NonResourceURLs:${words(nonResourceURLs)}}`;
}

function printSubject(value: unknown): string {
  const { kind, apiGroup = '', name, namespace = '' } = value as RbacSubject;
  return `{Kind:${kind} APIGroup:${apiGroup} Name:${name} Namespace:${namespace}}`;
}
