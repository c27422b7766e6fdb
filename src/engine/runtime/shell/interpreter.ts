import { entryOf } from '../../api/json-object.ts';
import { fork } from './background.ts';
import { compileScript, type Instruction } from './compile.ts';
import { endCall, exitThread, limitPause, popFrame, popFramesTo, pushCall, pushSubshell } from './control.ts';
import { type Expansion, ExpansionError, expandText, expandWords } from './expand.ts';
import type { Budget, Command, CommandCall, CommandOutcome, ProcessHost } from './host.ts';
import { InputWanted, readStdin, readStdinLine, readStdinPiece } from './input.ts';
import { matchesPattern } from './pattern.ts';
import { endStage, nextStage, pipeFrom, tellCut } from './pipeline.ts';
import { PipeFull, pushRedirects, write } from './output.ts';
import { readNextCommand, survives } from './reading-shell.ts';
import { parametersOf, type Pause, type ShellProcess, type Thread } from './state.ts';
import { ShellSyntaxError, type SimpleCommand } from './syntax.ts';

/** What a thread runs in: its process, the container around it, and the steps left in this instant. */
export interface Execution {
  readonly host: ProcessHost;
  readonly process: ShellProcess;
  readonly budget: Budget;
  /** Commands of the shell itself, by name. */
  readonly builtins: ReadonlyMap<string, Command>;
}

export type ThreadOutcome = 'paused' | 'ended' | 'exhausted';

/** 256 characters of text that a command reads or prints count as one step. */
const textPerStepBits = 8;

/** What is waited for without end, in simulated ms: longer than anybody waits. */
const endlessMs = 86_400_000;
const killed = 137;
/** Steps that the opening of a file counts for. */
const stepsPerRedirect = 8;
const maxSubstitutionDepth = 20;

/** Runs a thread until it ends (its status is then in `thread.status`), must wait, or has used up its steps. */
export function runThread(thread: Thread, execution: Execution): ThreadOutcome {
  for (;;) {
    if (thread.pause !== undefined) return 'paused';
    if (execution.budget.steps-- <= 0) return 'exhausted';
    if (thread.id === 1 && execution.process.pending.length > 0) beginTrap(thread, execution.process);
    const call = thread.calls.at(-1);
    if (call === undefined) {
      if (endThread(thread, execution.process)) return 'ended';
      continue;
    }
    const { frames, calls } = thread;
    const [frameCount, callCount] = [frames.length, calls.length];
    try {
      const instruction = compileScript(call.source)[call.next];
      if (instruction === undefined) {
        if (call.reads === undefined) endCall(thread);
        else readNextCommand(thread, call, execution.host);
      } else {
        call.next++;
        step(instruction, thread, execution);
      }
    } catch (error) {
      if (error instanceof InputWanted) awaitInput(thread, callCount, frameCount, execution);
      else if (error instanceof PipeFull) endStage(thread);
      else failScript(error, thread, execution);
    }
  }
}

/** The instruction that wanted input is run again when some has come. */
function awaitInput(thread: Thread, calls: number, frames: number, execution: Execution): void {
  thread.calls.length = calls;
  popFramesTo(thread, frames);
  thread.calls.at(-1)!.next--;
  settle(thread, { ms: null, status: thread.status, input: true }, execution);
}

/** Runs a thread to its end as if waiting took no time; what would have been waited is added up in the budget. */
export function runWithoutTime(thread: Thread, execution: Execution): number {
  const { budget } = execution;
  for (;;) {
    const outcome = runThread(thread, execution);
    if (outcome === 'ended') return thread.status;
    if (outcome === 'exhausted') return giveUp(thread, execution);
    const { ms, input, join } = thread.pause!;
    if (ms === null && input !== true && join !== true) budget.waitedMs += endlessMs;
    if (ms === null) return thread.status;
    budget.waitedMs += ms;
    delete thread.pause;
  }
}

/** What never rests is taken for something that never ends. */
function giveUp(thread: Thread, { host, budget }: Execution): number {
  if (budget.waitedMs < endlessMs) write(thread, host, 'stderr', 'podarium: stopped, for it never rests\n');
  budget.waitedMs += endlessMs;
  return (thread.status = killed);
}

/** The same for a single command, given as words. */
export function runWordsWithoutTime(words: readonly string[], thread: Thread, execution: Execution): number {
  try {
    settle(thread, runNamed(words, thread, execution), execution);
  } catch (error) {
    failScript(error, thread, execution);
  }
  return thread.calls.length === 0 && thread.pause === undefined
    ? thread.status
    : runWithoutTime(thread, execution);
}

function endThread(thread: Thread, process: ShellProcess): boolean {
  if (thread.exiting === undefined) exitThread(thread, process, thread.status);
  if (thread.calls.length > 0) return false;
  thread.status = thread.exiting ?? thread.status;
  return true;
}

function beginTrap(thread: Thread, process: ShellProcess): void {
  const signal = process.pending.shift()!;
  const source = entryOf(process.traps, signal) ?? '';
  const call = { source, next: 0, base: thread.frames.length, keptStatus: thread.status };
  if (source !== '') pushCall(thread, call);
}

/** A script that can't be read or expanded ends its shell with 2. */
function failScript(error: unknown, thread: Thread, { host, process }: Execution): void {
  if (!(error instanceof Error)) throw error;
  const known =
    error instanceof ShellSyntaxError ||
    error instanceof ExpansionError ||
    /arithmetic|divide/.test(error.message);
  if (!known) throw error;
  write(thread, host, 'stderr', `${parametersOf(thread)[0]}: ${error.message}\n`);
  if (survives(thread, host)) return;
  exitThread(thread, process, 2);
}

function step(instruction: Instruction, thread: Thread, execution: Execution): void {
  const call = thread.calls.at(-1)!;
  switch (instruction.op) {
    case 'run':
      return runCommand(instruction.command, instruction.lenient, thread, execution);
    case 'jump':
      call.next = instruction.to;
      return;
    case 'jumpIf':
      if ((thread.status === 0) === instruction.success) call.next = instruction.to;
      return;
    case 'not':
      thread.status = thread.status === 0 ? 1 : 0;
      return;
    case 'succeed':
      thread.status = 0;
      return;
    case 'leave':
      return popFrame(thread);
    case 'unwind':
      popFramesTo(thread, call.base + instruction.depth);
      call.next = instruction.to;
      return;
    case 'return':
      return endCall(thread);
    case 'endThread':
      thread.calls = [];
      thread.exiting = thread.status;
      return;
    default:
      return stepCompound(instruction, thread, execution);
  }
}

type Simple = 'run' | 'jump' | 'jumpIf' | 'not' | 'succeed' | 'leave' | 'unwind' | 'return' | 'endThread';

function stepCompound(
  instruction: Exclude<Instruction, { op: Simple }>,
  thread: Thread,
  execution: Execution,
): void {
  const call = thread.calls.at(-1)!;
  switch (instruction.op) {
    case 'forBegin': {
      const words = instruction.words;
      const fields =
        words === undefined
          ? parametersOf(thread).slice(1)
          : expandWords(words, expansionOf(thread, execution));
      thread.frames.push({ kind: 'for', words: fields, next: 0 });
      thread.status = 0;
      return;
    }
    case 'forNext':
      return nextWord(instruction.name, instruction.end, thread);
    case 'redirect':
      if (!pushRedirects(instruction.redirects, thread, execution.host, expansionOf(thread, execution))) {
        thread.status = 1;
        call.next = instruction.end;
      }
      return;
    case 'pipe':
      thread.frames.push(pipeFrom(thread.calls.length, instruction.next));
      return;
    case 'nextStage':
      return nextStage(instruction.last, instruction.next, thread);
    case 'subshell':
      return pushSubshell(thread, instruction.end);
    case 'fork':
      fork(thread, execution.process, execution.host);
      call.next = instruction.end;
      return;
    case 'define':
      // A table can't keep it under the one name that objects keep their prototype under.
      if (instruction.name !== '__proto__')
        execution.process.functions[instruction.name] = { source: call.source, at: call.next };
      call.next = instruction.end;
      return;
    case 'case':
      return chooseArm(instruction, thread, execution);
  }
}

function nextWord(name: string, end: number, thread: Thread): void {
  const frame = thread.frames.at(-1);
  if (frame?.kind !== 'for' || frame.next >= frame.words.length) thread.calls.at(-1)!.next = end;
  else thread.variables[name] = frame.words[frame.next++]!;
}

function chooseArm(
  instruction: Extract<Instruction, { op: 'case' }>,
  thread: Thread,
  execution: Execution,
): void {
  const expansion = expansionOf(thread, execution);
  const text = expandText(instruction.word, expansion);
  const chosen = instruction.arms.find(({ patterns }) =>
    patterns.some((pattern) => matchesPattern(text, expandText(pattern, expansion))),
  );
  thread.status = 0;
  thread.calls.at(-1)!.next = chosen?.to ?? instruction.end;
}

function expansionOf(thread: Thread, execution: Execution): Expansion {
  const { host, process } = execution;
  return { host, process, thread, substitute: (source) => substitute(source, thread, execution) };
}

/** `$(...)`: a thread of its own, run to its end on the spot. */
function substitute(source: string, thread: Thread, execution: Execution): string {
  if (execution.budget.depth >= maxSubstitutionDepth) throw new ExpansionError('too deeply nested');
  const captured = pipeFrom(0, 0);
  const inner: Thread = {
    id: 0,
    calls: [{ source, next: 0, base: 1, parameters: parametersOf(thread) }],
    frames: [captured],
    variables: { ...thread.variables },
    directory: thread.directory,
    options: thread.options,
    status: thread.status,
  };
  execution.budget.depth++;
  thread.status = runWithoutTime(inner, execution);
  execution.budget.depth--;
  if (inner.pause?.input === true) throw new InputWanted();
  if (captured.isFull === true) tellCut(thread, execution.host);
  return captured.captured;
}

function runCommand(command: SimpleCommand, lenient: boolean, thread: Thread, execution: Execution): void {
  const expansion = expansionOf(thread, execution);
  const frames = thread.frames.length;
  const calls = thread.calls.length;
  const words = expandWords(command.words, expansion);
  if (words.length === 0) thread.status = 0;
  const kept = assign(command, words.length > 0, expansion);
  if (thread.options.includes('x') && words.length > 0) {
    write(thread, execution.host, 'stderr', `+ ${words.join(' ')}\n`);
  }
  execution.budget.steps -= stepsPerRedirect * command.redirects.length;
  const opened =
    command.redirects.length === 0 || pushRedirects(command.redirects, thread, execution.host, expansion);
  if (!opened) thread.status = 1;
  else if (words.length > 0) performWith(kept, words, lenient, thread, execution);
  if (thread.calls.length > calls) return enterCall(thread, calls, frames, kept);
  popFramesTo(thread, frames);
  for (const [name, value] of kept) restoreVariable(thread.variables, name, value);
  if (!lenient && mustExit(thread, calls)) exitThread(thread, execution.process, thread.status);
}

/** A script was put on top: its redirects and assignments hold until it ends. */
function enterCall(thread: Thread, index: number, frames: number, kept: readonly Kept[]): void {
  thread.calls[index]!.floor = frames;
  const nested = thread.frames.slice(frames).find((frame) => frame.kind === 'subshell');
  if (nested?.kind === 'subshell')
    for (const [name, value] of kept) restoreVariable(nested.variables, name, value);
}

/** `set -e`: a command failed where that ends the script. */
function mustExit(thread: Thread, calls: number): boolean {
  const failed = thread.status !== 0 && thread.pause === undefined && thread.calls.length === calls;
  return failed && thread.options.includes('e') && !thread.calls.some((call) => call.lenient === true);
}

/** A variable and what it was before. */
type Kept = readonly [name: string, value: string | undefined];

/** Sets the command's assignments; those in front of a command are put back after it. */
function assign(command: SimpleCommand, temporary: boolean, expansion: Expansion): Kept[] {
  const kept: Kept[] = [];
  for (const { name, value } of command.assignments) {
    if (temporary) kept.push([name, entryOf(expansion.thread.variables, name)]);
    expansion.thread.variables[name] = expandText(value, expansion);
  }
  return kept;
}

function restoreVariable(variables: Record<string, string>, name: string, value: string | undefined): void {
  if (value === undefined) delete variables[name];
  else variables[name] = value;
}

/** Performs a command; one that must wait for input leaves the variables in front of it as they were. */
function performWith(
  kept: readonly Kept[],
  words: readonly string[],
  lenient: boolean,
  thread: Thread,
  execution: Execution,
): void {
  try {
    perform(words, lenient, thread, execution);
  } catch (error) {
    if (error instanceof InputWanted || error instanceof PipeFull)
      for (const [name, value] of kept) restoreVariable(thread.variables, name, value);
    throw error;
  }
}

function perform(words: readonly string[], lenient: boolean, thread: Thread, execution: Execution): void {
  const name = words[0]!;
  const found = entryOf(execution.process.functions, name);
  if (found !== undefined) {
    const parameters = [parametersOf(thread)[0] ?? 'sh', ...words.slice(1)];
    const base = thread.frames.length;
    const call = { source: found.source, next: found.at, base, parameters, isFunction: true, lenient };
    if (!pushCall(thread, call)) throw new ExpansionError('maximum function nesting exceeded');
    return;
  }
  const outcome = runNamed(words, thread, execution);
  const waits = typeof outcome === 'object' && !execution.builtins.has(name);
  settle(thread, waits ? withChild(outcome, words, thread, execution) : outcome, execution);
}

/** A shell waits for a command as for another process; what was started with just these words is the command. */
function withChild(pause: Pause, words: readonly string[], thread: Thread, { host }: Execution): Pause {
  if (thread.id !== 1) return { ...pause, words };
  return thread.calls.length < 2 ? pause : { ...pause, words, pid: host.nextPid() };
}

function settle(
  thread: Thread,
  outcome: CommandOutcome | undefined,
  { host, budget }: Pick<Execution, 'host' | 'budget'>,
): void {
  if (outcome === undefined) return;
  if (typeof outcome === 'number') thread.status = outcome;
  else {
    thread.pause = { ...limitPause(thread, outcome, host.nowMs + budget.waitedMs) };
    thread.status = thread.pause.status;
  }
}

/** Runs a command by name; undefined when it has set the thread's course itself (`exit`, `eval`, `.`). */
export function runNamed(
  words: readonly string[],
  thread: Thread,
  execution: Execution,
): CommandOutcome | undefined {
  const { host, process, budget } = execution;
  const name = words[0] ?? '';
  const command = execution.builtins.get(name) ?? host.command(name);
  if (command === undefined) {
    const shell = parametersOf(thread)[0] ?? 'sh';
    write(
      thread,
      host,
      'stderr',
      name.includes('/')
        ? `${shell}: ${name}: No such file or directory\n`
        : `${shell}: ${name}: ${shell.endsWith('bash') ? 'command not found' : 'not found'}\n`,
    );
    return 127;
  }
  const before = thread.calls.length;
  const exiting = thread.exiting;
  const next = thread.calls.at(-1)?.next;
  let printed = 0;
  let isCut = false;
  const call: CommandCall = {
    name,
    args: words.slice(1),
    host,
    process,
    thread,
    budget,
    out: (text) => {
      printed += text.length;
      isCut ||= !write(thread, host, 'stdout', text);
    },
    err: (text) => void write(thread, host, 'stderr', text),
    stdin: () => readStdin(thread, host),
    line: () => readStdinLine(thread, host),
    piece: () => readStdinPiece(thread, host),
    run: (inner) => runNamed(inner, thread, execution) ?? thread.status,
  };
  const readBefore = host.textRead;
  const outcome = command(call);
  budget.steps -= (host.textRead - readBefore + printed) >> textPerStepBits;
  const moved =
    thread.calls.length !== before || thread.exiting !== exiting || thread.calls.at(-1)?.next !== next;
  if (moved && typeof outcome === 'number') return undefined;
  if (!isCut) return outcome;
  const isOwn = name === 'echo' || name === 'printf';
  const program = isOwn ? (parametersOf(thread)[0] ?? 'sh') : name;
  write(thread, host, 'stderr', `${program}: write error: No space left on device\n`);
  return typeof outcome === 'number' ? outcome || 1 : { ...outcome, status: outcome.status || 1 };
}
