/** How the threads of a shell process take their turns. */
import { limitPause } from './shell/control.ts';
import { type Execution, runThread } from './shell/interpreter.ts';
import { firstBusyMs, type ShellProcess, type Thread } from './shell/state.ts';

const longestBusyMs = 3_600_000;

export interface Turns {
  /** Sees to it that a thread that pauses is woken. */
  readonly arm: (thread: Thread) => void;
  /** Takes back what `arm` did. */
  readonly cancel: (timer: number) => void;
  /** How many times as long as with CPUs at will it takes to compute; absent: as long. */
  readonly slowdown?: () => number;
  /** Nothing more is to happen in this process. */
  readonly isOver: () => boolean;
}

/** Lets every thread that can go on; gives the exit code when the main one ended. */
export function advanceThreads(execution: Execution, turns: Turns): number | undefined {
  const { process } = execution;
  for (;;) {
    const thread = process.threads.find((candidate) => candidate.pause === undefined);
    if (thread === undefined || turns.isOver()) return undefined;
    const outcome = runThread(thread, execution);
    if (outcome === 'ended') {
      if (thread.id === 1) return thread.status;
      removeThread(process, thread, turns.cancel);
      continue;
    }
    // It has killed itself.
    if (!process.threads.includes(thread)) continue;
    if (outcome === 'exhausted') countAsBusy(thread, execution, turns.slowdown);
    else process.busyMs = firstBusyMs;
    turns.arm(thread);
  }
}

export function removeThread(process: ShellProcess, thread: Thread, cancel: (timer: number) => void): void {
  if (thread.pause?.timer !== undefined) cancel(thread.pause.timer);
  process.threads = process.threads.filter((candidate) => candidate !== thread);
  if (process.threads.length === 1 && process.threads[0]!.pause?.join === true)
    delete process.threads[0]!.pause;
}

/** Its pause is over while its container stands still: it goes on later. */
export function freezeThread({ pause }: Thread): void {
  if (pause !== undefined) delete pause.timer;
}

/** What was to go on while the container stood still can do so now. */
export function thawThreads(threads: readonly Thread[]): void {
  for (const thread of threads)
    if (typeof thread.pause?.ms === 'number' && thread.pause.timer === undefined) delete thread.pause;
}

/** A loop that never rests burns its time; each look at it comes later than the one before. */
function countAsBusy(thread: Thread, { process, host }: Execution, slowdown: () => number = () => 1): void {
  const freeMs = process.busyMs;
  process.busyMs = Math.min(Math.round(1.5 * freeMs), longestBusyMs);
  const pause = { ms: Math.round(freeMs * slowdown()), status: thread.status };
  thread.pause = { ...limitPause(thread, pause, host.nowMs) };
  thread.status = thread.pause.status;
}
