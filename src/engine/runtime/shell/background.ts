import type { ProcessHost } from './host.ts';
import { write } from './output.ts';
import { type Frame, parametersOf, type ShellProcess, type Thread } from './state.ts';

const maxThreads = 64;

/** `&`: what follows runs beside the thread. */
export function fork(thread: Thread, process: ShellProcess, host: ProcessHost): void {
  const call = thread.calls.at(-1)!;
  if (process.threads.length >= maxThreads) {
    write(thread, host, 'stderr', "sh: can't fork: Resource temporarily unavailable\n");
    thread.status = 2;
    return;
  }
  // Where output goes and input comes from is passed on; loops and subshells stay with the one that forks.
  const frames = thread.frames.flatMap((frame): Frame[] => {
    if (frame.kind === 'pipe') return [{ ...frame, calls: 0 }];
    return frame.kind === 'redirect' ? [{ ...frame }] : [];
  });
  const calls = [
    { source: call.source, next: call.next, base: frames.length, parameters: parametersOf(thread) },
  ];
  const { directory, options } = thread;
  const id = host.nextPid();
  process.lastForked = id;
  process.threads.push({
    id,
    calls,
    frames,
    variables: { ...thread.variables },
    directory,
    options,
    status: 0,
  });
  thread.status = 0;
}
