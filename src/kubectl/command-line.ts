/** From the words of a line to the command that they call. */
import { commands } from './commands/index.ts';
import { FlagError, type FlagSpec, type ParsedLine, parseFlags } from './flags.ts';
import { withImpliedFlags } from './implied-flags.ts';
import type { KubectlCommand } from './invocation.ts';
import { type Help, helpFor } from './help/help-text.ts';
import { printSuggestions } from './help/suggestions.ts';
import { KubectlError } from './kubectl-error.ts';

/** Flags of every command. Those about connections are accepted, and change nothing. */
export const globalFlags: readonly FlagSpec[] = [
  { name: 'namespace', short: 'n', takes: 'text' },
  { name: 'as', takes: 'text' },
  { name: 'as-group', takes: 'texts' },
  { name: 'as-uid', takes: 'text' },
  { name: 'cache-dir', takes: 'text' },
  { name: 'cluster', takes: 'text' },
  { name: 'context', takes: 'text' },
  { name: 'insecure-skip-tls-verify', takes: 'switch' },
  { name: 'kubeconfig', takes: 'text' },
  { name: 'match-server-version', takes: 'switch' },
  { name: 'request-timeout', takes: 'text' },
  { name: 'server', short: 's', takes: 'text' },
  { name: 'token', takes: 'text' },
  { name: 'user', takes: 'text' },
  { name: 'v', short: 'v', takes: 'number', initially: '0' },
  { name: 'warnings-as-errors', takes: 'switch' },
];

/** Help, when the words ask for it. */
export function helpOf(words: readonly string[]): Help | undefined {
  return helpFor(words, commands, globalFlags);
}

interface CommandLine {
  readonly command: KubectlCommand;
  readonly parsed: ParsedLine;
}

/**
 * Finds the command of a line without `kubectl` before it, and reads its flags.
 * @throws KubectlError when there is no such command, or its flags are wrong.
 */
export function readCommand(line: readonly string[]): CommandLine {
  const words = withFlagsLast(line);
  checkInnerGroup(words);
  const { command, length } = findCommand(words);
  try {
    const parsed = parseFlags(words.slice(length), specsOf(command));
    const missing = (command.requires ?? []).filter((name) => !parsed.flags.given(name));
    if (missing.length > 0) {
      throw new KubectlError(`required flag(s) ${missing.map((name) => `"${name}"`).join(', ')} not set`);
    }
    return { command, parsed };
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    throw new KubectlError(`${error.message}\nSee 'kubectl ${command.name} --help' for usage.`);
  }
}

/** A command's own flags come first: some take a letter that is a global flag's too. */
function specsOf(command: KubectlCommand): FlagSpec[] {
  const flags = withImpliedFlags(command.flags);
  const letters = new Set(flags.map(({ short }) => short));
  const names = new Set(flags.map(({ name }) => name));
  const others = globalFlags.filter(({ name }) => !names.has(name));
  return [
    ...flags,
    ...others.map(({ short, ...spec }) =>
      short === undefined || letters.has(short) ? spec : { ...spec, short },
    ),
  ];
}

/** `-n kube-system get pods`: flags may stand before the command. */
function withFlagsLast(words: readonly string[]): readonly string[] {
  let first = 0;
  while (first < words.length && words[first]!.startsWith('-')) first += isWholeFlag(words[first]!) ? 1 : 2;
  return first === 0 ? words : withFlagsBeforeRest(words.slice(first), words.slice(0, first));
}

function withFlagsBeforeRest(words: readonly string[], flags: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  const cut = end < 0 ? words.length : end;
  return [...words.slice(0, cut), ...flags, ...words.slice(cut)];
}

function isWholeFlag(word: string): boolean {
  if (word.startsWith('--')) {
    const spec = globalFlags.find(({ name }) => `--${name}` === word);
    return spec === undefined || spec.takes === 'switch';
  }
  return word.length > 2;
}

/** Other names of words in commands. */
const aliases: Readonly<Record<string, string>> = {
  cm: 'configmap',
  cj: 'cronjob',
  deploy: 'deployment',
  ing: 'ingress',
  ns: 'namespace',
  pdb: 'poddisruptionbudget',
  pc: 'priorityclass',
  resourcequota: 'quota',
  sa: 'serviceaccount',
  svc: 'service',
  po: 'pod',
  pods: 'pod',
  no: 'node',
  nodes: 'node',
  rs: 'resources',
};

/** `create secret foo`: a command that is a group as well knows its members. @throws KubectlError for a stranger */
function checkInnerGroup([first = '', second = '', third = '']: readonly string[]): void {
  const group = `${first} ${aliases[second] ?? second}`;
  const members = commands.filter(({ name }) => name.startsWith(`${group} `));
  const isCommand = commands.some(({ name }) => name === group);
  if (isCommand || members.length === 0 || third.startsWith('-')) return;
  if (members.some(({ name }) => name === `${group} ${third}`)) return;
  throw new KubectlError(`unknown command "${third}"\nSee 'kubectl ${group} -h' for help and examples`);
}

/** The command with the most words that begin the line. */
function findCommand(words: readonly string[]): {
  readonly command: KubectlCommand;
  readonly length: number;
} {
  const [first = '', ...others] = words;
  const line = [first, ...others.slice(0, 2)];
  for (let length = line.length; length > 0; length--) {
    const plain = line.slice(0, length).join(' ');
    const meant = line.slice(0, length).map((word, index) => (index === 0 ? word : (aliases[word] ?? word)));
    const command =
      commands.find(({ name }) => name === plain) ?? commands.find(({ name }) => name === meant.join(' '));
    if (command !== undefined) return { command, length };
  }
  const second = others[0] ?? '';
  const isGroup = commands.some(({ name }) => name.startsWith(`${first} `));
  if (isGroup && second !== '')
    throw new KubectlError(
      `unknown command "${others.filter((word) => !word.startsWith('-')).join(' ')}"\nSee 'kubectl ${first} -h' for help and examples`,
    );
  throw new KubectlError(`unknown command "${first}" for "kubectl"${printSuggestions(first)}`);
}
