import type { ApiClient } from './api-client.ts';
import { helpOf, readCommand } from './command-line.ts';
import { ExitCode } from './exit-code.ts';
import { filesInMemory, type FileSystem, isFileSystem } from './file-system.ts';
import type { FlagValues } from './flags.ts';
import type { Help } from './help/help-text.ts';
import type { Invocation } from './invocation.ts';
import { type Kubeconfig, namespaceOfContext, simulatedKubeconfig } from './kubeconfig.ts';
import { KubectlError, printError } from './kubectl-error.ts';
import { type Identity, Server } from './server.ts';
import type { ForwardedPort, Terminal } from './terminal.ts';
import { splitWords } from './words.ts';

export interface KubectlOptions {
  readonly client: ApiClient;
  /** Where objects without a namespace go; that of the kubeconfig's context, or `default`, when absent. */
  readonly namespace?: string;
  /** What `-f -` reads. */
  readonly stdin?: string;
  /** Files by the path that `-f` names; those of a record can be read only. */
  readonly files?: FileSystem | Readonly<Record<string, string>>;
  readonly kubeconfig?: Kubeconfig;
  /** Hear text as it comes; it stands in the result as well. */
  readonly onStdout?: (text: string) => void;
  readonly onStderr?: (text: string) => void;
  /** Aborting is Ctrl+C: the result comes at once, with exit code 130. */
  readonly signal?: AbortSignal;
  /** For `exec -it`, `attach` and `run -it`. */
  readonly terminal?: Terminal;
  /** For `edit`: resolves to the changed text, or undefined when it was left as it is. */
  readonly edit?: (text: string, fileName: string) => Promise<string | undefined>;
  /** For `port-forward`: resolves when the person is done with it. */
  readonly openPortForward?: (ports: readonly ForwardedPort[]) => Promise<void>;
}

export interface KubectlResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** The kubeconfig as the line left it; absent when it wasn't changed. */
  readonly kubeconfig?: Kubeconfig;
}

const noKustomize = 'kustomizations are not simulated here: apply the manifests themselves with -f';

const interruptedExitCode = 130;

/**
 * Runs one command line, with or without `kubectl` before it, as kubectl 1.36 would: same text, same exit code.
 * Never rejects for what kubectl itself would report.
 */
export async function runKubectl(
  line: string | readonly string[],
  options: KubectlOptions,
): Promise<KubectlResult> {
  const output = new Output(options);
  let exitCode = 0;
  try {
    await Promise.race([interruption(options.signal), runLine(line, options, output)]);
  } catch (error) {
    if (!(error instanceof ExitCode)) output.writeError(printError(error));
    exitCode = exitCodeOf(error);
  }
  output.end();
  const { stdout, stderr, kubeconfig } = output;
  if (options.signal?.aborted === true) exitCode = interruptedExitCode;
  return { stdout, stderr, exitCode, ...(kubeconfig === undefined ? {} : { kubeconfig }) };
}

async function runLine(
  line: string | readonly string[],
  options: KubectlOptions,
  output: Output,
): Promise<void> {
  const words = typeof line === 'string' ? splitWords(line) : [...line];
  const own = words[0] === 'kubectl' ? words.slice(1) : words;
  const help = helpOf(own);
  if (help !== undefined) return showHelp(help, output);
  const { command, parsed } = readCommand(own);
  const { client, files = {}, kubeconfig = simulatedKubeconfig, signal } = options;
  const { flags } = parsed;
  const server = new Server(client, identityOf(flags), signal);
  server.onWarning = (text) => output.writeError(`Warning: ${text}\n`);
  const invocation: Invocation = {
    ...parsed,
    namespace:
      flags.text('namespace') ||
      options.namespace ||
      namespaceIn(kubeconfig, flags.text('context')) ||
      'default',
    stdin: options.stdin,
    files: isFileSystem(files) ? files : filesInMemory(files),
    client,
    server,
    kubeconfig,
    signal,
    terminal: options.terminal,
    edit: options.edit,
    openPortForward: options.openPortForward,
    keepKubeconfig: (config) => (output.kubeconfig = config),
    write: (text) => output.write(text),
    writeDocument: (text) => output.writeDocument(text),
    print: (text) => output.write(`${text}\n`),
    warn: (text) => output.writeError(`${text}\n`),
    writeError: (text) => output.writeError(text),
  };
  checkRequestTimeout(flags.text('request-timeout'));
  if (flags.text('kustomize') !== '') throw new KubectlError(noKustomize);
  await command.run(invocation);
}

function showHelp({ text, isFailure, onStderr }: Help, output: Output): void {
  if (onStderr) output.writeError(text);
  else output.write(text);
  if (isFailure) throw new ExitCode(1);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ExitCode) return error.code;
  return error instanceof KubectlError ? error.exitCode : 1;
}

/** @throws KubectlError for a context that the kubeconfig doesn't have */
function namespaceIn(config: Kubeconfig, context: string): string {
  if (context !== '' && config.contexts[context] === undefined)
    throw new KubectlError(`context "${context}" does not exist`);
  return namespaceOfContext(config, context || config.currentContext);
}

/** @throws KubectlError for what is no time. `client-go/tools/clientcmd/helpers.go` ParseTimeout */
function checkRequestTimeout(text: string): void {
  if (/^(|\d+|([\d.]+(ns|us|µs|ms|s|m|h))+)$/.test(text)) return;
  throw new KubectlError(
    'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
  );
}

/** `--as` and `--as-group`: the person at the keyboard asks in somebody's name, and needs the right to. */
function identityOf(flags: FlagValues): Identity {
  const [user, groups] = [flags.text('as'), flags.texts('as-group')];
  if (user === '' && groups.length > 0) {
    throw new KubectlError('requesting uid, groups or user-extra for test-user without impersonating a user');
  }
  if (user === '') return {};
  return { user, impersonator: {}, ...(groups.length === 0 ? {} : { groups }) };
}

/** Gathers what a command prints, and passes it on as it comes; deaf once the line is over. */
class Output {
  stdout = '';
  stderr = '';
  kubeconfig: Kubeconfig | undefined;
  readonly #options: KubectlOptions;
  #ended = false;
  #hasDocument = false;

  constructor(options: KubectlOptions) {
    this.#options = options;
  }

  write(text: string): void {
    if (this.#ended || text === '') return;
    this.stdout += text;
    this.#options.onStdout?.(text);
  }

  writeDocument(text: string): void {
    if (this.#hasDocument) this.write('---\n');
    this.#hasDocument = true;
    this.write(text);
  }

  writeError(text: string): void {
    if (this.#ended || text === '') return;
    this.stderr += text;
    this.#options.onStderr?.(text);
  }

  end(): void {
    this.#ended = true;
  }
}

/** Resolves when the person presses Ctrl+C; never without a signal. */
function interruption(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
