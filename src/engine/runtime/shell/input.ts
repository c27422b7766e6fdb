/** Where a command's input comes from: the pipe or file in force, or else whoever writes to the process. */
import type { ProcessHost } from './host.ts';
import { tellCut } from './pipeline.ts';
import { inputOf, readAll, readLine, type Thread } from './state.ts';
import { type InputRead, readAvailable, readInputLine, readToEnd, type Terminal } from './terminal.ts';

/** Thrown by a read that finds nothing yet: the command is run again, from its start, when something has come. */
export class InputWanted extends Error {}

/** All that a command can read. */
export function readStdin(thread: Thread, host: ProcessHost): string {
  if (inputOf(thread) !== undefined) return complete(readAll(thread), thread, host);
  return from(host.terminal, readToEnd) ?? '';
}

/** One line without its end; undefined at the end. */
export function readStdinLine(thread: Thread, host: ProcessHost): string | undefined {
  if (inputOf(thread) === undefined) return from(host.terminal, readInputLine);
  const line = readLine(thread);
  return line === undefined ? complete(line, thread, host) : line;
}

/** What has come so far; undefined at the end. */
export function readStdinPiece(thread: Thread, host: ProcessHost): string | undefined {
  if (inputOf(thread) === undefined) return from(host.terminal, readAvailable);
  const text = complete(readAll(thread), thread, host);
  return text === '' ? undefined : text;
}

/** Says so when what was read to its end is not all. */
function complete<T>(found: T, thread: Thread, host: ProcessHost): T {
  const source = inputOf(thread);
  if (source?.isCut === true) {
    delete source.isCut;
    tellCut(thread, host);
  }
  return found;
}

function from(terminal: Terminal | undefined, read: (terminal: Terminal) => InputRead): string | undefined {
  const found = terminal === undefined ? undefined : read(terminal);
  if (found === 'wait') throw new InputWanted();
  return found?.text;
}
