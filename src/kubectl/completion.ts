/** What may come next on a kubectl line: commands, flags, kinds, names, namespaces, containers. */
import type { Container } from '../engine/api/generated/types.ts';
import type { ResourceKind } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import type { ApiClient } from './api-client.ts';
import { globalFlags, readCommand } from './command-line.ts';
import { commands } from './commands/index.ts';
import type { FlagSpec } from './flags.ts';
import { withImpliedFlags } from './implied-flags.ts';
import { resourceMapOf } from './resource-map.ts';
import { collectionPath } from './server.ts';

export interface CompletionOptions {
  readonly client: ApiClient;
  readonly namespace: string;
  readonly fileNames: readonly string[];
}

/** Commands whose first word is a kind and whose further words are names of it. */
const takesKinds = new Set(
  'annotate,autoscale,delete,describe,edit,events,expose,get,label,patch,scale,wait,explain,debug'.split(','),
);
/** Commands whose words are names of one kind. */
const takesNames: Readonly<Record<string, string>> = {
  attach: 'pods',
  cordon: 'nodes',
  cp: 'pods',
  drain: 'nodes',
  exec: 'pods',
  logs: 'pods',
  'port-forward': 'pods',
  'top node': 'nodes',
  'top pod': 'pods',
  uncordon: 'nodes',
};
/** Commands whose words are `kind/name` or a kind and names. */
const takesWorkloads = /^(rollout|set)\b/;
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';
const outputs = ['custom-columns=', 'json', 'jsonpath=', 'name', 'wide', 'yaml'];

/**
 * Candidates for the last of `words`, which may be empty; `words` do not contain `kubectl`. Never rejects: a server
 * that does not answer completes nothing.
 */
export async function completeWords(words: readonly string[], options: CompletionOptions): Promise<string[]> {
  const before = words.slice(0, -1);
  const typed = words.at(-1) ?? '';
  const candidates = await candidatesFor(before, typed, options).catch(() => []);
  return [...new Set(candidates)].filter((candidate) => candidate.startsWith(typed)).toSorted();
}

async function candidatesFor(
  before: readonly string[],
  typed: string,
  options: CompletionOptions,
): Promise<string[]> {
  const command = commandOf(before);
  const specs = [...withImpliedFlags(command?.flags ?? []), ...globalFlags];
  const plain = wordsWithoutFlags(before, specs);
  const equals = /^--([\w-]+)=/.exec(typed);
  const opened = specs.find(({ name }) => name === equals?.[1]);
  if (equals !== null && opened !== undefined)
    return (await valuesOf(opened, before, options)).map((value) => equals[0] + value);
  const flag = openFlag(before.at(-1) ?? '', specs);
  if (flag !== undefined) return valuesOf(flag, before, options);
  if (command === undefined) return nextWords(plain);
  if (typed.startsWith('-'))
    return specs.map(({ name, takes }) => `--${name}${takes === 'switch' ? '' : '='}`);
  const depth = command.name.split(' ').length;
  const given = plain.slice(depth);
  return [
    ...nextWords(plain),
    ...(await objectWords(command.name, given, typed, namespaceOf(before, options), options)),
  ];
}

function commandOf(words: readonly string[]): { name: string; flags: readonly FlagSpec[] } | undefined {
  try {
    return readCommand(words).command;
  } catch {
    // Incomplete flags make the line unreadable; its first words may still name a command.
    for (let length = Math.min(3, words.length); length > 0; length--) {
      const name = words.slice(0, length).join(' ');
      const found = commands.find((command) => command.name === name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Words that follow these in the name of some command. */
function nextWords(plain: readonly string[]): string[] {
  const start = plain.map((word) => `${word} `).join('');
  return commands
    .filter(({ name }) => name.startsWith(start))
    .map(({ name }) => name.slice(start.length).split(' ')[0]!);
}

/** What isn't a flag, nor the value of one. */
function wordsWithoutFlags(words: readonly string[], specs: readonly FlagSpec[]): string[] {
  return words.filter(
    (word, index) => !word.startsWith('-') && openFlag(words[index - 1] ?? '', specs) === undefined,
  );
}

/** The flag whose value comes next. */
function openFlag(word: string, specs: readonly FlagSpec[]): FlagSpec | undefined {
  const spec = specs.find(
    ({ name, short }) => word === `--${name}` || (short !== undefined && word === `-${short}`),
  );
  return spec === undefined || spec.takes === 'switch' || spec.alone !== undefined ? undefined : spec;
}

async function valuesOf(
  flag: FlagSpec,
  before: readonly string[],
  options: CompletionOptions,
): Promise<string[]> {
  switch (flag.name) {
    case 'namespace':
      return namesOf('namespaces', '', options);
    case 'filename':
      return [...options.fileNames];
    case 'output':
      return outputs;
    case 'container':
      return containersOf(before, options);
    default:
      return [];
  }
}

async function objectWords(
  command: string,
  given: readonly string[],
  typed: string,
  namespace: string,
  options: CompletionOptions,
): Promise<string[]> {
  const slash = typed.indexOf('/');
  if (slash > 0) {
    const type = typed.slice(0, slash);
    return (await namesOf(type, namespace, options)).map((name) => `${type}/${name}`);
  }
  const only = takesNames[command];
  if (only !== undefined)
    return given.length > 0 && command === 'exec' ? [] : namesOf(only, namespace, options);
  if (!takesKinds.has(command) && !takesWorkloads.test(command)) return [];
  if (given.length > 0) return given[0]!.includes('/') ? [] : namesOf(given[0]!, namespace, options);
  const { resources } = await resourceMapOf(options.client);
  return resources.filter(({ verbs }) => verbs.includes('list')).map(({ kind }) => uniqueName(kind));
}

/** Plurals as kubectl offers them; playground and custom kinds with their group where a plural is not enough. */
function uniqueName(kind: ResourceKind): string {
  return kind.group === 'events.k8s.io' || kind.group === 'metrics.k8s.io' ? kind.id : kind.plural;
}

async function namesOf(type: string, namespace: string, { client }: CompletionOptions): Promise<string[]> {
  const kind = (await resourceMapOf(client)).byName(type);
  if (kind === undefined) return [];
  const path = collectionPath(kind, kind.namespaced ? namespace : '');
  // A table carries no more of an object than its metadata.
  const { code, body } = await client.request({
    method: 'GET',
    path,
    accept: table,
    query: { limit: '500' },
  });
  if (code !== 200) return [];
  const { rows = [] } = body as { rows?: readonly { readonly object: AnyObject }[] };
  return rows.map(({ object }) => object.metadata?.name ?? '');
}

async function containersOf(before: readonly string[], options: CompletionOptions): Promise<string[]> {
  const namespace = namespaceOf(before, options);
  const specs = [...(commandOf(before)?.flags ?? []), ...globalFlags];
  for (const word of wordsWithoutFlags(before, specs).slice(1)) {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(word.replace(/^pods?\//, ''))}`;
    const { code, body } = await options.client.request({ method: 'GET', path });
    if (code !== 200) continue;
    const spec = (body as AnyObject)['spec'] as { containers?: Container[]; initContainers?: Container[] };
    return [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ name }) => name);
  }
  return [];
}

function namespaceOf(words: readonly string[], { namespace }: CompletionOptions): string {
  const at = words.findIndex((word) => word === '-n' || word === '--namespace');
  const joined = words.find((word) => word.startsWith('--namespace='))?.slice('--namespace='.length);
  return joined ?? (at < 0 ? undefined : words[at + 1]) ?? namespace;
}
