/** A shell that reads its commands from its input: at a terminal with a prompt, otherwise line by line. */
import { compileScript } from './compile.ts';
import { endCall, popFramesTo } from './control.ts';
import { write } from './output.ts';
import type { ProcessHost } from './host.ts';
import type { Call, Thread } from './state.ts';
import { ShellSyntaxError } from './syntax.ts';
import { readInputLine } from './terminal.ts';

/** Exit status of what Ctrl+C ended, and of a script that can't be read. */
const interrupted = 130;
const unreadable = 2;

/** Gives a reading shell its next command; it waits when none has come, and ends with its input. */
export function readNextCommand(thread: Thread, call: Call, host: ProcessHost): void {
  const { terminal } = host;
  const tty = terminal?.tty === true;
  if (tty && call.prompted !== true) write(thread, host, 'stdout', promptOf(call, thread, host));
  call.prompted = true;
  const read = terminal === undefined ? undefined : readInputLine(terminal);
  if (read === 'wait') {
    thread.pause = { ms: null, status: thread.status, input: true };
    return;
  }
  delete call.prompted;
  const unfinished = call.unfinished ?? '';
  delete call.unfinished;
  if (read === undefined && unfinished === '') {
    if (tty && call.reads === 'bash') write(thread, host, 'stdout', 'exit\n');
    return endCall(thread);
  }
  const source = `${unfinished}${read?.text ?? ''}\n`;
  if (read !== undefined && isUnfinished(source)) call.unfinished = source;
  else begin(call, source);
}

function begin(call: Call, source: string): void {
  call.source = source;
  call.next = 0;
}

/** Whether more lines must follow before a shell can run it. */
function isUnfinished(source: string): boolean {
  const document = /<<-?\s*(['"]?)(\w+)\1/.exec(source)?.[2];
  if (document !== undefined && !new RegExp(`^\\t*${document}$`, 'm').test(source)) return true;
  if (/(?<!\\)(\\\\)*\\\n$/.test(source)) return true;
  try {
    compileScript(source);
    return false;
  } catch (error) {
    return (
      error instanceof ShellSyntaxError &&
      /end of file|unterminated|EOF in|missing (\}|'\)\)')/.test(error.message)
    );
  }
}

function promptOf(call: Call, thread: Thread, host: ProcessHost): string {
  if (call.unfinished !== undefined) return '> ';
  const directory = thread.directory === '/root' ? '~' : thread.directory.replace(/^\/root\//, '~/');
  if (call.reads === 'bash') return `root@${host.hostname}:${directory}# `;
  return host.shellShowsDirectory ? `${directory} # ` : '# ';
}

/** A shell at a terminal outlives a command that fails to be read or is interrupted; false when there is none. */
export function backToPrompt(thread: Thread, status: number = interrupted): boolean {
  const index = thread.calls.findLastIndex((call) => call.reads !== undefined);
  const call = thread.calls[index];
  if (call === undefined) return false;
  thread.calls.length = index + 1;
  popFramesTo(thread, call.base);
  begin(call, '');
  delete call.prompted;
  delete call.unfinished;
  thread.status = status;
  delete thread.pause;
  return true;
}

/** After a script that can't be read, a shell at a terminal goes on. */
export function survives(thread: Thread, host: ProcessHost): boolean {
  return host.terminal?.tty === true && backToPrompt(thread, unreadable);
}
