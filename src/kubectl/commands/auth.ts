/** `kubectl auth can-i|whoami`. `staging/src/k8s.io/kubectl/pkg/cmd/auth` */
import type { AnyObject } from '../../engine/api/object.ts';
import { printColumns } from '../columns.ts';
import { ExitCode } from '../exit-code.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { outputFlag } from '../invocation.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { printJson, printYaml } from '../structured-text.ts';
import { compactRules, type ResourceRule } from '../policy-rules.ts';

const columns = { gap: 3, least: 6 };

const knownVerbs =
  'get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest'.split(
    ' ',
  );

export const canICommand: KubectlCommand = {
  name: 'auth can-i',
  flags: [
    { name: 'all-namespaces', short: 'A', takes: 'switch' },
    { name: 'list', takes: 'switch' },
    { name: 'no-headers', takes: 'switch' },
    { name: 'quiet', short: 'q', takes: 'switch' },
    { name: 'subresource', takes: 'text' },
  ],
  async run(invocation) {
    const { flags, words } = invocation;
    if (flags.isOn('list')) {
      if (words.length > 0) throw new KubectlError('list option must be specified with no arguments');
      return listRules(invocation);
    }
    if (words.length < 2 || words.length > 3)
      throw new KubectlError('you must specify two arguments: verb resource or verb resource/resourceName.');
    const spec = await reviewSpec(invocation);
    const { status = {} } = (await post(
      invocation,
      'authorization.k8s.io/v1',
      'SelfSubjectAccessReview',
      spec,
    )) as {
      status?: { allowed?: boolean; reason?: string; evaluationError?: string };
    };
    const notes = [status.reason, status.evaluationError].filter((note) => note !== undefined && note !== '');
    const answer = [status.allowed === true ? 'yes' : 'no', ...notes].join(' - ');
    if (!flags.isOn('quiet')) invocation.print(answer);
    if (status.allowed !== true) throw new ExitCode(1);
  },
};

async function reviewSpec(invocation: Invocation): Promise<unknown> {
  const { words, flags, namespace, warn } = invocation;
  const [verb = '', what = '', named] = words;
  if (what.startsWith('/')) return { nonResourceAttributes: { verb, path: what } };
  const [type = '', name = named ?? ''] = what.split('/');
  const resource = await resolve(invocation, type);
  const everywhere = flags.isOn('all-namespaces');
  if (resource.namespaced === false && !everywhere) {
    const group = resource.group === '' ? '' : ` in group '${resource.group}'`;
    warn(`Warning: resource '${resource.resource}' is not namespace scoped${group}\n`);
  }
  if (!knownVerbs.includes(verb)) warn(`Warning: verb '${verb}' is not a known verb\n`);
  const subresource = flags.text('subresource');
  return {
    resourceAttributes: {
      ...(everywhere ? {} : { namespace }),
      verb,
      ...(resource.group === '' ? {} : { group: resource.group }),
      resource: resource.resource,
      ...(subresource === '' ? {} : { subresource }),
      ...(name === '' ? {} : { name }),
    },
  };
}

async function resolve(
  { server, warn }: Invocation,
  type: string,
): Promise<{ resource: string; group: string; namespaced?: boolean }> {
  if (type === '*') return { resource: '*', group: '' };
  try {
    const kind = await server.kindByName(type);
    return { resource: kind.plural, group: kind.group, namespaced: kind.namespaced };
  } catch {
    const [resource = '', ...group] = type.split('.');
    const inGroup = group.length === 0 ? '' : ` in group '${group.join('.')}'`;
    warn(`Warning: the server doesn't have a resource type '${resource}'${inGroup}\n`);
    return { resource, group: group.join('.') };
  }
}

async function listRules(invocation: Invocation): Promise<void> {
  const { flags, namespace, print } = invocation;
  const spec = { namespace: flags.isOn('all-namespaces') ? '' : namespace };
  const answer = await post(invocation, 'authorization.k8s.io/v1', 'SelfSubjectRulesReview', spec);
  const { status = {} } = answer as {
    status?: {
      incomplete?: boolean;
      evaluationError?: string;
      resourceRules?: readonly ResourceRule[];
      nonResourceRules?: ReadonlyArray<{ verbs: string[]; nonResourceURLs?: string[] }>;
    };
  };
  const list = (values: readonly string[] = []) => `[${values.join(' ')}]`;
  const resources = compactRules(status.resourceRules ?? []).map(({ title, resourceNames, verbs }) => [
    title,
    '[]',
    list(resourceNames),
    list(verbs),
  ]);
  const urls = (status.nonResourceRules ?? []).map(({ verbs, nonResourceURLs }) => [
    '',
    list(nonResourceURLs),
    '[]',
    list(verbs),
  ]);
  if (status.incomplete === true)
    invocation.warn(`warning: the list may be incomplete: ${status.evaluationError ?? ''}`);
  const headers = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'];
  print(printColumns(flags.isOn('no-headers') ? [] : headers, [...resources, ...urls], columns));
}

export const whoAmICommand: KubectlCommand = {
  name: 'auth whoami',
  flags: [outputFlag],
  async run(invocation) {
    if (invocation.words.length > 0) throw usageError('auth whoami', 'unexpected arguments');
    const review = await post(invocation, 'authentication.k8s.io/v1', 'SelfSubjectReview');
    const format = invocation.flags.text('output');
    if (format === 'json') return invocation.print(printJson(review));
    if (format === 'yaml') return invocation.write(printYaml(review));
    const { userInfo = {} } = ((review as AnyObject)['status'] ?? {}) as {
      userInfo?: { username?: string; uid?: string; groups?: string[]; extra?: Record<string, string[]> };
    };
    const extra = Object.entries(userInfo.extra ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const rows = [
      ['Username', userInfo.username ?? ''],
      ['UID', userInfo.uid ?? ''],
      ['Groups', (userInfo.groups ?? []).length === 0 ? '' : `[${userInfo.groups!.join(' ')}]`],
      ...extra.map(([key, values]) => [`Extra: ${key}`, `[${values.join(' ')}]`]),
    ].filter(([, value]) => value !== '');
    invocation.print(printColumns(['ATTRIBUTE', 'VALUE'], rows, columns));
  },
};

/** Asks the server by creating an object that it answers and forgets. */
function post({ server }: Invocation, apiVersion: string, kind: string, spec?: unknown): Promise<unknown> {
  const body = { apiVersion, kind, metadata: {}, ...(spec === undefined ? {} : { spec }) };
  return server.send({ method: 'POST', path: `/apis/${apiVersion}/${kind.toLowerCase()}s`, body });
}
