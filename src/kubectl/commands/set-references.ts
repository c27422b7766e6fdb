/** `kubectl set selector|serviceaccount|subject`. `staging/src/k8s.io/kubectl/pkg/cmd/set` */
import type { RbacSubject } from '../../engine/api/generated/types.ts';
import type { KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag, selectorFlag } from '../invocation.ts';
import { parseLabelChanges } from '../key-changes.ts';
import { KubectlError } from '../kubectl-error.ts';
import { outputObjects } from '../output.ts';
import { isSameJson } from '../structured-text.ts';
import { patchOfPodSpec } from '../pod-template.ts';
import { type Selected, selectObjects } from '../select-objects.ts';

const all = { name: 'all', takes: 'switch' } as const;

export const setSelectorCommand: KubectlCommand = {
  name: 'set selector',
  flags: [filenameFlag, dryRunFlag, outputFlag, all, { name: 'resource-version', takes: 'text' }],
  async run(invocation) {
    const { words, flags, server } = invocation;
    const expression = words.at(-1) ?? '';
    if (words.length === 0 || !expression.includes('='))
      throw new KubectlError(
        'one or more resources must be specified as <resource> <name> or <resource>/<name>',
      );
    const selector = parseLabelChanges(expression.split(',')).set;
    const { query, suffix, client } = dryRunOf(invocation);
    await forEach(await selectObjects(invocation, words.slice(0, -1)), async (selected) => {
      if (selected.kind.kind !== 'Service')
        throw new KubectlError('setting a selector is only supported for Services');
      const resourceVersion = flags.text('resource-version');
      const body = {
        ...(resourceVersion === '' ? {} : { metadata: { resourceVersion } }),
        spec: { selector: { ...selector, $patch: 'replace' } },
      };
      const changed = client ? selected.object : await server.patch(selected, 'strategic', body, { query });
      outputObjects(invocation, selected.kind, changed, `selector updated${suffix}`);
    });
  },
};

export const setServiceAccountCommand: KubectlCommand = {
  name: 'set serviceaccount',
  flags: [filenameFlag, dryRunFlag, outputFlag, all],
  async run(invocation) {
    const { words, server } = invocation;
    const account = words.at(-1);
    if (account === undefined) throw new KubectlError('serviceaccount is required');
    const { query, suffix, client } = dryRunOf(invocation);
    await forEach(await selectObjects(invocation, words.slice(0, -1)), async (selected) => {
      const body = patchOfPodSpec(selected.object, { serviceAccountName: account, serviceAccount: account });
      const changed = client ? selected.object : await server.patch(selected, 'strategic', body, { query });
      outputObjects(invocation, selected.kind, changed, `serviceaccount updated${suffix}`);
    });
  },
};

export const setSubjectCommand: KubectlCommand = {
  name: 'set subject',
  flags: [
    filenameFlag,
    selectorFlag,
    dryRunFlag,
    outputFlag,
    all,
    { name: 'group', takes: 'list' },
    { name: 'serviceaccount', takes: 'list' },
    { name: 'user', takes: 'list' },
  ],
  async run(invocation) {
    const { flags, namespace, server } = invocation;
    const added = subjectsOf(
      { users: flags.list('user'), groups: flags.list('group'), accounts: flags.list('serviceaccount') },
      namespace,
    );
    const chosen = await selectObjects(invocation);
    if (added.length === 0)
      throw new KubectlError('you must specify at least one value of user, group or serviceaccount');
    const { query, suffix, client } = dryRunOf(invocation);
    await forEach(chosen, async (selected) => {
      if (!selected.kind.kind.endsWith('RoleBinding'))
        throw new KubectlError('setting subjects is only supported for RoleBinding/ClusterRoleBinding');
      const subjects = mergedSubjects(selected, added);
      const changed = client
        ? selected.object
        : await server.patch(selected, 'merge', { subjects }, { query });
      outputObjects(invocation, selected.kind, changed, `subjects updated${suffix}`);
    });
  },
};

interface Named {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly accounts: readonly string[];
}

function subjectsOf({ users, groups, accounts }: Named, namespace: string): RbacSubject[] {
  const apiGroup = 'rbac.authorization.k8s.io';
  return [
    ...users.map((name) => ({ kind: 'User', apiGroup, name })),
    ...groups.map((name) => ({ kind: 'Group', apiGroup, name })),
    ...accounts.map((text) => {
      const [place = '', name = ''] = text.split(':');
      if (text.split(':').length !== 2 || name === '')
        throw new KubectlError('serviceaccount must be <namespace>:<name>');
      return { kind: 'ServiceAccount', namespace: place || namespace, name };
    }),
  ];
}

function mergedSubjects({ object }: Selected, added: readonly RbacSubject[]): RbacSubject[] {
  const present = (object['subjects'] ?? []) as RbacSubject[];
  return [...present, ...added.filter((one) => !present.some((other) => isSameJson(one, other)))];
}
