/** Where a command's input comes from: the pipe or file in force, or else whoever writes to the process. */
import type { ProcessHost } from './host.ts';
import { inputOf, readAll, readLine, type Thread } from './state.ts';
import { type InputRead, readAvailable, readInputLine, readToEnd, type Terminal } from './terminal.ts';

/** Thrown by a read that finds nothing yet: the command is run again, from its start, when something has come. */
export class InputWanted extends Error {}

/** All that a command can read. */
export function readStdin(thread: Thread, host: ProcessHost): string {
  if (inputOf(thread) !== undefined) return readAll(thread);
  return from(host.terminal, readToEnd) ?? '';
}

/** One line without its end; undefined at the end. */
export function readStdinLine(thread: Thread, host: ProcessHost): string | undefined {
  return inputOf(thread) === undefined ? from(host.terminal, readInputLine) : readLine(thread);
}

/** What has come so far; undefined at the end. */
export function readStdinPiece(thread: Thread, host: ProcessHost): string | undefined {
  if (inputOf(thread) === undefined) return from(host.terminal, readAvailable);
  const text = readAll(thread);
  return text === '' ? undefined : text;
}

function from(terminal: Terminal | undefined, read: (terminal: Terminal) => InputRead): string | undefined {
  const found = terminal === undefined ? undefined : read(terminal);
  if (found === 'wait') throw new InputWanted();
  return found?.text;
}
