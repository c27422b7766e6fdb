import { type Expansion, expandText } from './expand.ts';
import type { ProcessHost } from './host.ts';
import type { Target, Thread } from './state.ts';
import type { Redirect } from './syntax.ts';

/** Where output goes and input comes from: pipes, files, the container's log. */

/** A pipe holds at most so many characters: its reader's turn comes when the writer has ended. */
export const maxPiped = 1_000_000;

/** Thrown by a write to a pipe that is full: the writer ends, as if nobody read any more. */
export class PipeFull extends Error {}

type Stream = 'stdout' | 'stderr';

/** False when it went into a file that has no room for it. */
export function write(thread: Thread, host: ProcessHost, stream: Stream, text: string): boolean {
  let at: Stream = stream;
  for (let index = thread.frames.length - 1; index >= 0; index--) {
    const frame = thread.frames[index]!;
    if (frame.kind === 'pipe' && !frame.last && at === 'stdout') {
      const room = maxPiped - frame.captured.length;
      frame.captured += text.slice(0, room);
      if (text.length <= room) return true;
      frame.isFull = true;
      // Complaints come from where nobody expects that they fail.
      if (stream === 'stderr') return true;
      throw new PipeFull();
    }
    if (frame.kind !== 'redirect') continue;
    const target: Target = frame[at];
    if (target.kind === 'nothing') return true;
    if (target.kind === 'file') return host.files.append(target.path, text);
    at = target.stream;
  }
  host.print(at, text);
  return true;
}

/** Whether standard output goes into a pipe. */
export function isPiped({ frames }: Thread): boolean {
  const frame = frames.findLast(
    (one) =>
      (one.kind === 'pipe' && !one.last) ||
      (one.kind === 'redirect' && (one.stdout.kind !== 'stream' || one.stdout.stream !== 'stdout')),
  );
  return frame?.kind === 'pipe';
}

/** Puts redirects in force as one frame; false (and nothing in force) when one can't be opened. */
export function pushRedirects(
  redirects: readonly Redirect[],
  thread: Thread,
  host: ProcessHost,
  expansion: Expansion,
): boolean {
  const targets: { stdout: Target; stderr: Target } = {
    stdout: { kind: 'stream', stream: 'stdout' },
    stderr: { kind: 'stream', stream: 'stderr' },
  };
  let input: string | null = null;
  for (const redirect of redirects) {
    const text = expandText(redirect.target, expansion);
    if (redirect.operator === '<<') input = text;
    else if (redirect.operator === '<') {
      const content = host.files.read(absolutePath(text, thread.directory));
      if (content === undefined) return complain(thread, host, `can't open ${text}: no such file`);
      input = content;
    } else if (!pointOutput(redirect, text, targets, thread, host)) return false;
  }
  thread.frames.push({ kind: 'redirect', ...targets, input, offset: 0 });
  return true;
}

function pointOutput(
  redirect: Redirect,
  text: string,
  targets: { stdout: Target; stderr: Target },
  thread: Thread,
  host: ProcessHost,
): boolean {
  const stream: Stream = redirect.descriptor === 2 ? 'stderr' : 'stdout';
  if (redirect.operator === '>&') {
    targets[stream] = text === '2' ? targets.stderr : targets.stdout;
    return true;
  }
  const path = absolutePath(text, thread.directory);
  const device = deviceTarget(path);
  if (device !== undefined) {
    targets[stream] = device;
    return true;
  }
  const opened = redirect.operator === '>' ? host.files.write(path, '') : host.files.append(path, '');
  if (!opened)
    return complain(
      thread,
      host,
      `can't create ${text}: ${host.files.isDirectory(path) ? 'Is a directory' : (host.files.refusal(path) ?? 'nonexistent directory')}`,
    );
  targets[stream] = { kind: 'file', path };
  return true;
}

function deviceTarget(path: string): Target | undefined {
  if (path === '/dev/null') return { kind: 'nothing' };
  if (path === '/dev/stdout' || path === '/proc/1/fd/1' || path === '/proc/self/fd/1')
    return { kind: 'stream', stream: 'stdout' };
  if (path === '/dev/stderr' || path === '/proc/1/fd/2' || path === '/proc/self/fd/2')
    return { kind: 'stream', stream: 'stderr' };
  return undefined;
}

function complain(thread: Thread, host: ProcessHost, message: string): false {
  write(thread, host, 'stderr', `sh: ${message}\n`);
  return false;
}

/** A path as seen from a directory, without `.`, `..` and doubled slashes. */
export function absolutePath(path: string, directory: string): string {
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}
