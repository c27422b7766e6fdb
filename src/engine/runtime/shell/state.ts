/** What a running shell is between two instants: plain data, small, and enough to go on from. */

export type Target =
  | { readonly kind: 'stream'; readonly stream: 'stdout' | 'stderr' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'nothing' };

export interface PipeFrame {
  readonly kind: 'pipe';
  /** What the stage has written that runs now. */
  captured: string;
  /** What the stage before it wrote; null for the first. */
  input: string | null;
  offset: number;
  last: boolean;
  /** How many calls stood when it was laid; the innermost goes on at `next` with the next stage. */
  readonly calls: number;
  next: number;
  /** Not all found room of what is written to it; not all is there of what is read from it. */
  isFull?: true;
  isCut?: true;
}

/** What a compound command put in force, taken off when it ends. */
export type Frame =
  | { kind: 'for'; words: readonly string[]; next: number }
  | PipeFrame
  | { kind: 'redirect'; stdout: Target; stderr: Target; input: string | null; offset: number }
  | {
      kind: 'subshell';
      variables: Record<string, string>;
      directory: string;
      options: string;
      calls: number;
      end: number;
    };

/** A script, function or trap that is being run. */
export interface Call {
  source: string;
  next: number;
  /** Frames that stood when its first instruction ran. */
  base: number;
  /** Frames to leave standing when it ends, when some were put up for it: redirects of a function, a nested shell. */
  floor?: number;
  /** `$0` and the positional parameters; absent: the caller's. */
  parameters?: readonly string[];
  /** `set -e` is off below it. */
  lenient?: boolean;
  /** `return` ends it. */
  isFunction?: boolean;
  /** Name of the shell when it reads one command after the other from its input. */
  reads?: string;
  /** It has asked for a command. */
  prompted?: boolean;
  /** Lines of a command that goes on. */
  unfinished?: string;
  /** `$?` to put back when it ends (traps). */
  keptStatus?: number;
  /** It has only so long (`timeout`): until a moment of simulated ms, and `$?` after that. */
  until?: { readonly ms: number; readonly status: number };
}

/** Why a thread stands still. */
export interface Pause {
  /** Simulated milliseconds; null waits for a signal. */
  readonly ms: number | null;
  /** `$?` afterwards. */
  readonly status: number;
  /** How the program ends on SIGTERM; absent: as the kernel treats a process without handler. */
  readonly onTerm?: { readonly afterMs: number; readonly exitCode: number };
  /** Goes on when all other threads ended. */
  readonly join?: boolean;
  /** Waits for input: the command is run again when some has come. */
  readonly input?: boolean;
  /** Prints what is appended to this file (`tail -f`). */
  readonly follow?: string;
  /** The command that is waited for, and its number, where it is another process than the one that waits. */
  readonly words?: readonly string[];
  readonly pid?: number;
}

export interface Thread {
  id: number;
  calls: Call[];
  frames: Frame[];
  variables: Record<string, string>;
  directory: string;
  status: number;
  /** Letters of `set`: e, x, u. */
  options: string;
  pause?: Pause & { timer?: number };
  /** Set once it is on its way out, with its status. */
  exiting?: number;
}

export interface ShellProcess {
  threads: Thread[];
  /** The next process number of the namespace, where this is its first process. */
  nextThread: number;
  /** Its number, where it is not the first of its namespace. */
  pid?: number;
  /** The last that it sent to the background: `$!`. */
  lastForked?: number;
  /** Scripts by signal name; '' ignores the signal. */
  traps: Record<string, string>;
  /** Where functions begin, by name. */
  functions: Record<string, { readonly source: string; readonly at: number }>;
  /** Trapped signals that wait for the running command to end. */
  pending: string[];
  /** How long the next pause of a loop that never rests is, in ms. */
  busyMs: number;
  exported: string[];
}

export function createThread(
  id: number,
  source: string,
  parameters: readonly string[],
  directory: string,
): Thread {
  const calls = [{ source, next: 0, base: 0, parameters }];
  return { id, calls, frames: [], variables: {}, directory, status: 0, options: '' };
}

/** How long the first pause of a loop that never rests is. */
export const firstBusyMs = 50;

export function createShellProcess(
  source: string,
  parameters: readonly string[],
  directory = '/',
): ShellProcess {
  const main = createThread(1, source, parameters, directory);
  return {
    threads: [main],
    nextThread: 2,
    traps: {},
    functions: {},
    pending: [],
    busyMs: firstBusyMs,
    exported: [],
  };
}

/** The script of a process that was given as words. */
const wordsAsScript = '"$@"';

/** The process of a container: `sh -c SCRIPT` is that script, everything else its words. */
export function createContainerProcess(words: readonly string[], directory: string): ShellProcess {
  return createShellProcess(wordsAsScript, [words[0] ?? 'sh', ...words], directory);
}

/** `$0`, `$1` ... in force. */
export function parametersOf(thread: Thread): readonly string[] {
  for (let index = thread.calls.length - 1; index >= 0; index--) {
    const parameters = thread.calls[index]!.parameters;
    if (parameters !== undefined) return parameters;
  }
  return ['sh'];
}

export function setParameters(thread: Thread, parameters: readonly string[]): void {
  const call = thread.calls.findLast((candidate) => candidate.parameters !== undefined);
  if (call !== undefined) call.parameters = parameters;
}

/** Text that waits for readers: the innermost pipe or `<`. */
export function inputOf(thread: Thread): { input: string; offset: number; isCut?: true } | undefined {
  for (let index = thread.frames.length - 1; index >= 0; index--) {
    const frame = thread.frames[index]!;
    if ((frame.kind === 'pipe' || frame.kind === 'redirect') && frame.input !== null) {
      return frame as { input: string; offset: number; isCut?: true };
    }
  }
  return undefined;
}

/** All that is left to read. */
export function readAll(thread: Thread): string {
  const source = inputOf(thread);
  if (source === undefined) return '';
  const text = source.input.slice(source.offset);
  source.offset = source.input.length;
  return text;
}

/** One line to read, without its end; undefined at the end of the input. */
export function readLine(thread: Thread): string | undefined {
  const source = inputOf(thread);
  if (source === undefined || source.offset >= source.input.length) return undefined;
  const end = source.input.indexOf('\n', source.offset);
  const line = source.input.slice(source.offset, end < 0 ? undefined : end);
  source.offset = end < 0 ? source.input.length : end + 1;
  return line;
}
