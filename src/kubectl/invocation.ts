import type { ApiClient } from './api-client.ts';
import type { FileSystem } from './file-system.ts';
import type { FlagSpec, FlagValues } from './flags.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import { SeveralErrors } from './kubectl-error.ts';
import type { Server } from './server.ts';
import type { ForwardedPort, Terminal } from './terminal.ts';

/** One call of one command: what it was given and where its text goes. */
export interface Invocation {
  readonly words: readonly string[];
  /** Words after `--`. */
  readonly rest: readonly string[];
  readonly flags: FlagValues;
  readonly namespace: string;
  readonly stdin: string | undefined;
  readonly files: FileSystem;
  readonly client: ApiClient;
  readonly server: Server;
  readonly kubeconfig: Kubeconfig;
  /** Aborted when the person presses Ctrl+C. */
  readonly signal: AbortSignal | undefined;
  readonly terminal: Terminal | undefined;
  /** Lets the person edit a text; undefined when it was left as it is. */
  readonly edit: ((text: string, fileName: string) => Promise<string | undefined>) | undefined;
  /** Shows what a forwarded port answers, until the person closes it. */
  readonly openPortForward: ((ports: readonly ForwardedPort[]) => Promise<void>) | undefined;
  /** Keeps a changed kubeconfig for the lines to come. */
  keepKubeconfig(config: Kubeconfig): void;
  /** Prints text on stdout as it is. */
  write(text: string): void;
  /** Prints a YAML document on stdout, set apart from the one before. */
  writeDocument(text: string): void;
  /** Prints a line on stdout. */
  print(line: string): void;
  /** Prints a line on stderr. */
  warn(line: string): void;
  /** Prints text on stderr as it is. */
  writeError(text: string): void;
}

export interface KubectlCommand {
  /** `rollout status`. */
  readonly name: string;
  readonly flags: readonly FlagSpec[];
  /** Flags without which the command can't start. */
  readonly requires?: readonly string[];
  /** @throws KubectlError, ServerError or SeveralErrors for what goes wrong. */
  run(invocation: Invocation): Promise<void>;
}

export const filenameFlag: FlagSpec = { name: 'filename', short: 'f', takes: 'list' };
export const selectorFlag: FlagSpec = { name: 'selector', short: 'l', takes: 'text' };
export const dryRunFlag: FlagSpec = { name: 'dry-run', takes: 'text', alone: 'unchanged', initially: 'none' };
export const outputFlag: FlagSpec = { name: 'output', short: 'o', takes: 'text' };

/** Does something for each item, going on after failures, which are told together at the end. */
export async function forEach<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  for (const item of items) {
    try {
      await act(item);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new SeveralErrors(errors);
}

/** ` (server dry run)` after a result, and the query that asks the server for it. */
export function dryRunOf(invocation: Invocation): {
  readonly suffix: string;
  readonly query: Record<string, string>;
  readonly client: boolean;
} {
  const value = invocation.flags.text('dry-run');
  if (value === 'server') return { suffix: ' (server dry run)', query: { dryRun: 'All' }, client: false };
  if (value === 'client' || value === 'unchanged') return { suffix: ' (dry run)', query: {}, client: true };
  return { suffix: '', query: {}, client: false };
}
