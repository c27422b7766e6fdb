import type { SessionOutput } from '../api/streams.ts';
import type { ShellProcess } from './shell/state.ts';
import type { Terminal } from './shell/terminal.ts';

/** Someone's connection to a container: plain data, as it stands in a checkpoint. */
export interface Session {
  readonly id: string;
  readonly kind: 'exec' | 'attach';
  readonly podUid: string;
  readonly container: string;
  readonly attempt: number;
  readonly tty: boolean;
  /** What an exec runs and reads; an attach has the container's own. */
  process?: ShellProcess;
  terminal?: Terminal;
  output: { readonly stream: 'stdout' | 'stderr'; readonly text: string }[];
  /** Position of the first character that is kept, and of the next that will come. */
  start: number;
  next: number;
  exitCode?: number;
  endedMs?: number;
}

/** A session keeps its newest output beyond this many characters, and tells its reader what is missing. */
const maxOutput = 2_097_152;
/** Texts are joined up to this length. */
const maxChunk = 4_096;

/** Keeps what was printed; at a terminal everything is one stream, with CR LF. */
export function print(session: Session, stream: 'stdout' | 'stderr', text: string): void {
  if (text === '' || session.exitCode !== undefined) return;
  const shown = session.tty ? text.replaceAll('\n', '\r\n') : text;
  const at = session.tty ? 'stdout' : stream;
  const last = session.output.at(-1);
  const joins = last?.stream === at && last.text.length < maxChunk;
  if (joins) session.output[session.output.length - 1] = { stream: at, text: last.text + shown };
  else session.output.push({ stream: at, text: shown });
  session.next += shown.length;
  while (session.next - session.start > maxOutput) session.start += session.output.shift()!.text.length;
}

/** What was printed from a position on. */
export function outputSince(session: Session, from: number): SessionOutput {
  const texts = { stdout: '', stderr: '' };
  let position = session.start;
  for (const { stream, text } of session.output) {
    const skipped = Math.max(0, from - position);
    if (skipped < text.length) texts[stream] += text.slice(skipped);
    position += text.length;
  }
  const { id, next, exitCode } = session;
  return {
    session: id,
    ...texts,
    next,
    ...(from < session.start ? { dropped: session.start - from } : {}),
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}
