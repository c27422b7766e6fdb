import type { Call, Pause, ShellProcess, Thread } from './state.ts';

/** Moves of a thread that commands and the interpreter share: leaving frames, ending, calling. */

const maxCalls = 200;

/** Takes the innermost frame off; a subshell gives variables and directory back. */
export function popFrame(thread: Thread): void {
  const frame = thread.frames.pop();
  if (frame?.kind !== 'subshell') return;
  thread.variables = frame.variables;
  thread.directory = frame.directory;
  thread.options = frame.options;
}

export function popFramesTo(thread: Thread, count: number): void {
  while (thread.frames.length > count) popFrame(thread);
}

/** Remembers what a subshell must not change; `end` is where the script goes on after it. */
export function pushSubshell(thread: Thread, end: number): void {
  const { variables, directory, options, calls } = thread;
  thread.frames.push({ kind: 'subshell', variables, directory, options, calls: calls.length, end });
  thread.variables = { ...variables };
}

/** Runs more script on top of the thread; false when calls nest too deeply. */
export function pushCall(thread: Thread, call: Call): boolean {
  if (thread.calls.length >= maxCalls) return false;
  thread.calls.push(call);
  return true;
}

/** Ends the innermost script, function or trap. */
export function endCall(thread: Thread): void {
  const call = thread.calls.pop();
  if (call === undefined) return;
  popFramesTo(thread, call.floor ?? call.base);
  if (call.keptStatus !== undefined) thread.status = call.keptStatus;
}

/** `exit`: leaves the innermost subshell, or ends the thread after its EXIT trap. */
export function exitThread(thread: Thread, process: ShellProcess, status: number): void {
  thread.status = status;
  const index = thread.frames.findLastIndex((frame) => frame.kind === 'subshell');
  const frame = thread.frames[index];
  if (frame?.kind === 'subshell') {
    thread.calls.length = Math.min(thread.calls.length, frame.calls);
    popFramesTo(thread, index);
    const call = thread.calls.at(-1);
    if (call !== undefined) call.next = frame.end;
    return;
  }
  const script = thread.id === 1 && thread.exiting === undefined ? process.traps['EXIT'] : undefined;
  thread.exiting = status;
  thread.frames = [];
  thread.calls = script === undefined || script === '' ? [] : [{ source: script, next: 0, base: 0 }];
}

/** What comes of a pause that begins now: when a call has no time for it, the call ends with its time. */
export function limitPause(thread: Thread, pause: Pause, nowMs: number): Pause {
  const endMs = pause.ms === null ? Infinity : nowMs + pause.ms;
  const call = thread.calls
    .filter(({ until }) => until !== undefined && until.ms < endMs)
    .toSorted((left, right) => left.until!.ms - right.until!.ms)[0];
  if (call?.until === undefined) return pause;
  const { ms, status } = call.until;
  thread.calls.length = thread.calls.indexOf(call);
  popFramesTo(thread, call.floor ?? call.base);
  const { words, pid } = pause;
  return {
    ms: Math.max(0, ms - nowMs),
    status,
    ...(words === undefined ? {} : { words }),
    ...(pid === undefined ? {} : { pid }),
  };
}

/** `return`: ends the innermost function; outside of functions it ends the script. */
export function returnFromCall(thread: Thread, process: ShellProcess, status: number): void {
  const index = thread.calls.findLastIndex((call) => call.isFunction === true);
  if (index < 0) return exitThread(thread, process, status);
  while (thread.calls.length > index) endCall(thread);
  thread.status = status;
}
