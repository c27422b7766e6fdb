/** Pipelines: one stage after the other, each with what the one before it wrote. */
import { popFramesTo } from './control.ts';
import type { ProcessHost } from './host.ts';
import { maxPiped, write } from './output.ts';
import type { PipeFrame, Thread } from './state.ts';

/** A pipe that is laid where so many calls stand; in the innermost of them the next stage begins there. */
export function pipeFrom(calls: number, next: number): PipeFrame {
  return { kind: 'pipe', captured: '', input: null, offset: 0, last: false, calls, next };
}

/** The writer has ended: its reader's turn. */
export function nextStage(last: boolean, next: number, thread: Thread): void {
  const frame = thread.frames.at(-1);
  if (frame?.kind !== 'pipe') return;
  frame.input = frame.captured;
  frame.captured = '';
  frame.offset = 0;
  frame.last = last;
  frame.next = next;
  delete frame.isCut;
  if (frame.isFull === true) frame.isCut = true;
  delete frame.isFull;
}

/** `$?` of what wrote to a pipe that nobody reads: 128 + SIGPIPE. */
const brokenPipe = 141;

/** A stage of a pipeline ends because its pipe is full; the next one begins. */
export function endStage(thread: Thread): void {
  const index = thread.frames.findLastIndex((frame) => frame.kind === 'pipe' && frame.isFull === true);
  const frame = thread.frames[index];
  if (frame?.kind !== 'pipe') return;
  popFramesTo(thread, index + 1);
  thread.calls.length = Math.min(thread.calls.length, frame.calls);
  thread.status = brokenPipe;
  const call = thread.calls.at(-1);
  if (call === undefined) thread.exiting = brokenPipe;
  else call.next = frame.next;
}

/** Says that not all could be kept of what was written. */
export function tellCut(thread: Thread, host: ProcessHost): void {
  write(
    thread,
    host,
    'stderr',
    `podarium: a pipe holds ${maxPiped} characters; what came after them is lost\n`,
  );
}
