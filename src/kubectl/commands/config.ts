/** `kubectl config`, over the kubeconfig that the caller keeps. `staging/src/k8s.io/kubectl/pkg/cmd/config` */
import { printColumns } from '../columns.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { outputFlag } from '../invocation.ts';
import type { Kubeconfig } from '../kubeconfig.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { formatsOfChanges } from '../print-objects.ts';
import { printJson, printYaml } from '../structured-text.ts';

const columns = { gap: 3, least: 6 };

function command(
  name: string,
  flags: KubectlCommand['flags'],
  run: (invocation: Invocation) => void,
): KubectlCommand {
  return {
    name: `config ${name}`,
    flags,
    async run(invocation) {
      await Promise.resolve();
      run(invocation);
    },
  };
}

export const configCommands: readonly KubectlCommand[] = [
  command(
    'view',
    [
      outputFlag,
      { name: 'minify', takes: 'switch' },
      { name: 'raw', takes: 'switch' },
      { name: 'flatten', takes: 'switch' },
    ],
    view,
  ),
  command('current-context', [], ({ kubeconfig, print }) => {
    if (kubeconfig.currentContext === '') throw new KubectlError('current-context is not set');
    print(kubeconfig.currentContext);
  }),
  command('use-context', [], useContext),
  command('use', [], useContext),
  command('get-contexts', [outputFlag, { name: 'no-headers', takes: 'switch' }], getContexts),
  command('get-clusters', [], ({ kubeconfig, print }) => {
    for (const name of ['NAME', ...Object.keys(kubeconfig.clusters).toSorted()]) print(name);
  }),
  command('get-users', [], ({ kubeconfig, print }) => {
    for (const name of ['NAME', ...Object.keys(kubeconfig.users).toSorted()]) print(name);
  }),
  command(
    'set-context',
    [
      { name: 'current', takes: 'switch' },
      { name: 'cluster', takes: 'text' },
      { name: 'user', takes: 'text' },
    ],
    setContext,
  ),
  command('rename-context', [], renameContext),
  command('delete-context', [], (invocation) => remove(invocation, 'contexts', 'context')),
  command('delete-cluster', [], (invocation) => remove(invocation, 'clusters', 'cluster')),
  command('delete-user', [], (invocation) => remove(invocation, 'users', 'user')),
  command('set-cluster', [{ name: 'server', takes: 'text' }], setCluster),
  command(
    'set-credentials',
    [
      { name: 'token', takes: 'text' },
      { name: 'username', takes: 'text' },
      { name: 'password', takes: 'text' },
    ],
    setCredentials,
  ),
];

function view({ kubeconfig, flags, print, write }: Invocation): void {
  const shown = flags.isOn('minify') ? minified(kubeconfig) : kubeconfig;
  const named = (entries: Readonly<Record<string, unknown>>, field: string) =>
    Object.entries(entries)
      .toSorted()
      .map(([name, value]) => ({ name, [field]: value }));
  const config = {
    kind: 'Config',
    apiVersion: 'v1',
    clusters: named(shown.clusters, 'cluster'),
    users: named(shown.users, 'user'),
    contexts: named(shown.contexts, 'context'),
    'current-context': shown.currentContext,
  };
  const format = flags.text('output');
  if (format === 'json') print(printJson(config));
  else if (format === '' || format === 'yaml') write(printYaml(config));
  else
    throw new KubectlError(
      `unable to match a printer suitable for the output format "${format}", allowed formats are: ${formatsOfChanges}`,
    );
}

function minified(config: Kubeconfig): Kubeconfig {
  const context = config.contexts[config.currentContext];
  if (context === undefined) throw new KubectlError('current-context must exist in order to minify');
  const only = <Value>(entries: Readonly<Record<string, Value>>, name: string) =>
    Object.fromEntries(Object.entries(entries).filter(([key]) => key === name)) as Record<string, Value>;
  return {
    ...config,
    contexts: only(config.contexts, config.currentContext),
    clusters: only(config.clusters, context.cluster),
    users: only(config.users, context.user),
  };
}

function useContext({ kubeconfig, words, keepKubeconfig, print }: Invocation): void {
  const [name, ...more] = words;
  if (name === undefined || more.length > 0)
    throw usageError('config use-context', `Unexpected args: [${words.join(' ')}]`);
  if (kubeconfig.contexts[name] === undefined)
    throw new KubectlError(`no context exists with the name: "${name}"`);
  keepKubeconfig({ ...kubeconfig, currentContext: name });
  print(`Switched to context "${name}".`);
}

function getContexts({ kubeconfig, words, flags, print }: Invocation): void {
  const all = Object.keys(kubeconfig.contexts).toSorted();
  const names = words.length === 0 ? all : all.filter((name) => words.includes(name));
  const rows = names.map((name) => {
    const { cluster, user, namespace = '' } = kubeconfig.contexts[name]!;
    return [name === kubeconfig.currentContext ? '*' : '', name, cluster, user, namespace];
  });
  const headers = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'];
  if (flags.text('output') === 'name') for (const name of names) print(name);
  else print(printColumns(flags.isOn('no-headers') ? [] : headers, rows, columns));
  const missing = words.find((name) => !all.includes(name));
  if (missing !== undefined) throw new KubectlError(`context ${missing} not found`);
}

function setContext(invocation: Invocation): void {
  const { kubeconfig, words, flags, keepKubeconfig, print } = invocation;
  const current = flags.isOn('current');
  if (current ? words.length > 0 : words.length !== 1)
    throw usageError('config set-context', `Unexpected args: [${words.join(' ')}]`);
  if (current && kubeconfig.currentContext === '') throw new KubectlError('no current context is set');
  const name = current ? kubeconfig.currentContext : words[0]!;
  const before = kubeconfig.contexts[name];
  const changed = (flag: string) => (flags.given(flag) ? { [flag]: flags.text(flag) } : {});
  const { namespace, ...context } = {
    cluster: '',
    user: '',
    ...before,
    ...changed('cluster'),
    ...changed('user'),
    ...changed('namespace'),
  };
  const contexts = { ...kubeconfig.contexts, [name]: namespace ? { ...context, namespace } : context };
  keepKubeconfig({ ...kubeconfig, contexts });
  print(`Context "${name}" ${before === undefined ? 'created' : 'modified'}.`);
}

function renameContext({ kubeconfig, words, keepKubeconfig, print }: Invocation): void {
  const [from = '', to = ''] = words;
  if (words.length !== 2) throw usageError('config rename-context', `Unexpected args: [${words.join(' ')}]`);
  const { [from]: context, ...others } = kubeconfig.contexts;
  if (context === undefined)
    throw new KubectlError(`cannot rename the context "${from}", it's not in the kubeconfig`);
  if (others[to] !== undefined)
    throw new KubectlError(
      `cannot rename the context "${from}", the context "${to}" already exists in the kubeconfig`,
    );
  const currentContext = kubeconfig.currentContext === from ? to : kubeconfig.currentContext;
  keepKubeconfig({ ...kubeconfig, contexts: { ...others, [to]: context }, currentContext });
  print(`Context "${from}" renamed to "${to}".`);
}

const kubeconfigPath = '/home/podarium/.kube/config';

/** `delete-context`, `delete-cluster` and `delete-user`. */
function remove(invocation: Invocation, part: 'contexts' | 'clusters' | 'users', word: string): void {
  const { kubeconfig, words, keepKubeconfig, print, warn } = invocation;
  const [name, ...more] = words;
  if (name === undefined || more.length > 0)
    throw usageError(`config delete-${word}`, `Unexpected args: [${words.join(' ')}]`);
  const { [name]: found, ...others } = kubeconfig[part] as Readonly<Record<string, unknown>>;
  if (found === undefined) throw new KubectlError(`cannot delete ${word} ${name}, not in ${kubeconfigPath}`);
  keepKubeconfig({ ...kubeconfig, [part]: others });
  if (part === 'contexts' && kubeconfig.currentContext === name)
    warn(
      'warning: this removed your active context, use "kubectl config use-context" to select a different one',
    );
  print(`deleted ${word} ${name} from ${kubeconfigPath}`);
}

function setCluster({ kubeconfig, words, flags, keepKubeconfig, print }: Invocation): void {
  const [name = ''] = words;
  if (words.length !== 1) throw new KubectlError(`Unexpected args: [${words.join(' ')}]`);
  const server = flags.given('server') ? flags.text('server') : (kubeconfig.clusters[name]?.server ?? '');
  keepKubeconfig({ ...kubeconfig, clusters: { ...kubeconfig.clusters, [name]: { server } } });
  print(`Cluster "${name}" set.`);
}

function setCredentials({ kubeconfig, words, flags, keepKubeconfig, print }: Invocation): void {
  const [name = ''] = words;
  if (words.length !== 1) throw new KubectlError(`unexpected args: [${words.join(' ')}]`);
  const given = ['token', 'username', 'password'].filter((flag) => flags.given(flag));
  const changed = Object.fromEntries(given.map((flag) => [flag, flags.text(flag)]));
  const user = { ...kubeconfig.users[name], ...changed };
  keepKubeconfig({ ...kubeconfig, users: { ...kubeconfig.users, [name]: user } });
  print(`User "${name}" set.`);
}
