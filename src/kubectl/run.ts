import type { ApiClient } from './api-client.ts';
import { commands } from './commands/index.ts';
import { FlagError, parseFlags } from './flags.ts';
import type { FlagSpec, ParsedLine } from './flags.ts';
import type { KubectlCommand } from './invocation.ts';
import { KubectlError, printError } from './kubectl-error.ts';
import { Server } from './server.ts';
import { splitWords } from './words.ts';

export interface KubectlOptions {
  readonly client: ApiClient;
  /** Where objects without a namespace go; `default` when absent. */
  readonly namespace?: string;
  /** What `-f -` reads. */
  readonly stdin?: string;
  /** Files by the path that `-f` names. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface KubectlResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const globalFlags: readonly FlagSpec[] = [
  { name: 'namespace', short: 'n', takes: 'text' },
  { name: 'context', takes: 'text' },
  { name: 'kubeconfig', takes: 'text' },
  { name: 'request-timeout', takes: 'text' },
];

/**
 * Runs one command line, with or without `kubectl` before it, as kubectl 1.36 would: same text, same exit code.
 * Never rejects for what kubectl itself would report.
 */
export async function runKubectl(
  line: string | readonly string[],
  options: KubectlOptions,
): Promise<KubectlResult> {
  let stdout = '';
  let stderr = '';
  const server = new Server(options.client);
  let exitCode = 0;
  try {
    const words = typeof line === 'string' ? splitWords(line) : [...line];
    const { command, parsed } = readCommand(words[0] === 'kubectl' ? words.slice(1) : words);
    await command.run({
      ...parsed,
      namespace: parsed.flags.text('namespace') || (options.namespace ?? 'default'),
      stdin: options.stdin,
      files: options.files ?? {},
      client: options.client,
      server,
      write: (text) => (stdout += text),
      print: (text) => (stdout += `${text}\n`),
      warn: (text) => (stderr += `${text}\n`),
    });
  } catch (error) {
    stderr += printError(error);
    exitCode = error instanceof KubectlError ? error.exitCode : 1;
  }
  const warnings = server.warnings.map((warning) => `Warning: ${warning}\n`).join('');
  return { stdout, stderr: warnings + stderr, exitCode };
}

interface CommandLine {
  readonly command: KubectlCommand;
  readonly parsed: ParsedLine;
}

/**
 * Finds the command of a line without `kubectl` before it, and reads its flags.
 * @throws KubectlError when there is no such command, or its flags are wrong.
 */
export function readCommand(words: readonly string[]): CommandLine {
  const { command, length } = findCommand(words);
  try {
    const parsed = parseFlags(words.slice(length), [...globalFlags, ...command.flags]);
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

/** Other names of words in commands. */
const aliases: Readonly<Record<string, string>> = {
  cm: 'configmap',
  cj: 'cronjob',
  deploy: 'deployment',
  ns: 'namespace',
  pdb: 'poddisruptionbudget',
  pc: 'priorityclass',
  resourcequota: 'quota',
  sa: 'serviceaccount',
  svc: 'service',
};

/** The command with the most words that begin the line. */
function findCommand(words: readonly string[]): {
  readonly command: KubectlCommand;
  readonly length: number;
} {
  const [first = '', ...others] = words;
  const line = [first, ...others.slice(0, 2).map((word) => aliases[word] ?? word)];
  for (let length = line.length; length > 0; length--) {
    const name = line.slice(0, length).join(' ');
    const command = commands.find((candidate) => candidate.name === name);
    if (command !== undefined) return { command, length };
  }
  const second = others[0] ?? '';
  const isGroup = commands.some(({ name }) => name.startsWith(`${first} `));
  if (isGroup && second !== '') throw new KubectlError(`unknown command "${second}" for "kubectl ${first}"`);
  throw new KubectlError(`unknown command "${first}" for "kubectl"`);
}
