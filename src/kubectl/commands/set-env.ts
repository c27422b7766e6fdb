/** `kubectl set env`. `staging/src/k8s.io/kubectl/pkg/cmd/set/{set_env.go,env}` */
import type { Container, EnvVar } from '../../engine/api/generated/types.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import { nameOf } from '../../engine/api/object.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag, selectorFlag } from '../invocation.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { outputObjects } from '../output.ts';
import { matchesContainer, patchOfContainers, podSpecOf } from '../pod-template.ts';
import { parseResourceArguments } from '../resource-arguments.ts';
import { type Selected, selectObjects } from '../select-objects.ts';

export const setEnvCommand: KubectlCommand = {
  name: 'set env',
  flags: [
    filenameFlag,
    selectorFlag,
    dryRunFlag,
    outputFlag,
    { name: 'all', takes: 'switch' },
    { name: 'containers', short: 'c', takes: 'text', initially: '*' },
    { name: 'env', short: 'e', takes: 'texts' },
    { name: 'from', takes: 'text' },
    { name: 'keys', takes: 'list' },
    { name: 'list', takes: 'switch' },
    { name: 'overwrite', takes: 'switch', initially: 'true' },
    { name: 'prefix', takes: 'text' },
    { name: 'resolve', takes: 'switch' },
  ],
  async run(invocation) {
    const { flags, words } = invocation;
    const isChange = (word: string) => word.includes('=') || (word.endsWith('-') && !word.includes('/'));
    const resources = words.filter((word) => !isChange(word));
    if (resources.length === 0 && !flags.given('filename'))
      throw usageError(
        'set env',
        'one or more resources must be specified as <resource> <name> or <resource>/<name>',
      );
    const changes = await readChanges(invocation, [...words.filter(isChange), ...flags.texts('env')]);
    const selected = await selectObjects(invocation, resources);
    if (flags.isOn('list')) return listEnvironment(invocation, selected);
    await forEach(selected, (one) => changeEnvironment(invocation, one, changes));
  },
};

interface Changes {
  readonly set: readonly EnvVar[];
  readonly remove: readonly string[];
}

async function readChanges(invocation: Invocation, pairs: readonly string[]): Promise<Changes> {
  const set: EnvVar[] = [];
  const remove: string[] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 0) remove.push(pair.slice(0, -1));
    else if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(pair.slice(0, equals)))
      throw new KubectlError(`"${pair.slice(0, equals)}" is not a valid key name`);
    else set.push({ name: pair.slice(0, equals), value: pair.slice(equals + 1) });
  }
  const twice = set.find(({ name }) => remove.includes(name));
  if (twice !== undefined)
    throw new KubectlError(
      `can not both modify and remove the following environment variable: ${twice.name}`,
    );
  return { set: [...set, ...(await variablesFrom(invocation))], remove };
}

/** `--from=configmap/x`: one variable for each key. */
async function variablesFrom({ flags, server, namespace }: Invocation): Promise<EnvVar[]> {
  if (flags.text('from') === '') return [];
  const [argument] = await parseResourceArguments(server, [flags.text('from')]);
  const { kind, name = '' } = argument!;
  if (kind.kind !== 'ConfigMap' && kind.kind !== 'Secret')
    throw new KubectlError(`unsupported resource specified in --from`);
  const { data = {} } = (await server.get({ kind, namespace, name })) as AnyObject & { data?: object };
  const wanted = flags.list('keys');
  const source = kind.kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef';
  return Object.keys(data)
    .toSorted()
    .filter((key) => wanted.length === 0 || wanted.includes(key))
    .map((key) => ({
      name: flags.text('prefix') + key.toUpperCase().replace(/[^A-Z0-9_]/g, '_'),
      valueFrom: { [source]: { name, key } },
    }));
}

const fields = ['initContainers', 'containers'] as const;

function listEnvironment({ flags, print }: Invocation, selected: readonly Selected[]): void {
  for (const { kind, object } of selected) {
    const spec = podSpecOf(object);
    for (const field of fields)
      for (const container of spec[field] ?? []) {
        if (!matchesContainer(container.name, flags.text('containers'))) continue;
        const title = field === 'containers' ? 'container' : 'init container';
        print(`# ${kind.kind} ${nameOf(object)}, ${title} ${container.name}`);
        for (const variable of container.env ?? []) print(printVariable(variable));
      }
  }
}

function printVariable({ name, value = '', valueFrom }: EnvVar): string {
  if (valueFrom?.configMapKeyRef !== undefined)
    return `# ${name} from configmap ${valueFrom.configMapKeyRef.name ?? ''}, key ${valueFrom.configMapKeyRef.key}`;
  if (valueFrom?.secretKeyRef !== undefined)
    return `# ${name} from secret ${valueFrom.secretKeyRef.name ?? ''}, key ${valueFrom.secretKeyRef.key}`;
  if (valueFrom?.fieldRef !== undefined) return `# ${name} from field path ${valueFrom.fieldRef.fieldPath}`;
  if (valueFrom?.resourceFieldRef !== undefined)
    return `# ${name} from resource field ${valueFrom.resourceFieldRef.resource}`;
  return `${name}=${value}`;
}

async function changeEnvironment(
  invocation: Invocation,
  selected: Selected,
  changes: Changes,
): Promise<void> {
  const { flags, server } = invocation;
  const { query, suffix, client } = dryRunOf(invocation);
  const spec = podSpecOf(selected.object);
  let { object } = selected;
  let found = false;
  let changed = false;
  for (const field of fields) {
    const containers = (spec[field] ?? []).filter(({ name }) =>
      matchesContainer(name, flags.text('containers')),
    );
    found ||= containers.length > 0;
    const patches = containers.flatMap((container) => patchOf(container, changes, flags.isOn('overwrite')));
    changed ||= patches.length > 0;
    if (patches.length === 0 || client) continue;
    object = await server.patch(selected, 'strategic', patchOfContainers(selected.object, field, patches), {
      query,
    });
  }
  if (!found) {
    invocation.warn(
      `warning: ${selected.kind.plural}/${selected.name} does not have any containers matching "${flags.text('containers')}"`,
    );
    return;
  }
  if (changed) outputObjects(invocation, selected.kind, object, `env updated${suffix}`);
}

/** What changes in a container: variables with values, and removals as patches know them. */
function patchOf(
  container: Container,
  { set, remove }: Changes,
  overwrite: boolean,
): Array<Partial<Container> & { name: string }> {
  const env = container.env ?? [];
  const present = new Map(env.map((variable) => [variable.name, variable]));
  const clash = set.find(({ name, value }) => present.has(name) && present.get(name)?.value !== value);
  if (!overwrite && clash !== undefined)
    throw new KubectlError(
      `'${clash.name}' already has a value (${present.get(clash.name)?.value ?? ''}), and --overwrite is false`,
    );
  const changed = set.filter(
    (variable) => JSON.stringify(present.get(variable.name)) !== JSON.stringify(variable),
  );
  const removed = remove.filter((name) => present.has(name)).map((name) => ({ $patch: 'delete', name }));
  if (changed.length + removed.length === 0) return [];
  const names = [...env, ...set.filter(({ name }) => !present.has(name))]
    .map(({ name }) => ({ name }))
    .filter(({ name }) => !remove.includes(name));
  const replaced = changed.map((variable) =>
    present.has(variable.name) ? { ...variable, $patch: 'replace' } : variable,
  );
  return [
    {
      name: container.name,
      '$setElementOrder/env': names,
      env: [...replaced, ...removed],
    } as unknown as Container,
  ];
}
