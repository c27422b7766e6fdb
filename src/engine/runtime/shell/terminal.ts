/**
 * What a process reads from someone outside, and the terminal that may stand between: the kernel's line discipline
 * in its usual ("cooked") mode, as far as people meet it.
 */

export interface Terminal {
  /** Input is echoed, edited by line, and may interrupt. */
  readonly tty: boolean;
  /** Text that waits to be read. */
  input: string;
  /** The line that is being typed. */
  line: string;
  /** No more input will come. */
  closed: boolean;
  /** Ctrl+D was typed: one read finds the end. */
  ended?: boolean;
  width: number;
  height: number;
}

/** Text that waits for a process that doesn't read; more is refused. */
export const maxInput = 4_194_304;

export function createTerminal(tty: boolean, closed = false, width = 80, height = 24): Terminal {
  return { tty, input: '', line: '', closed, width, height };
}

/** What a process finds when it reads: undefined at the end, `'wait'` when nothing is there yet. */
export type InputRead = { readonly text: string } | 'wait' | undefined;

/** What is there now. */
export function readAvailable(terminal: Terminal): InputRead {
  if (terminal.input === '') return atEnd(terminal) ? undefined : 'wait';
  const text = terminal.input;
  terminal.input = '';
  return { text };
}

/** A line without its end. */
export function readInputLine(terminal: Terminal): InputRead {
  const end = terminal.input.indexOf('\n');
  if (end < 0) return terminal.closed || terminal.ended === true ? readAvailable(terminal) : 'wait';
  const text = terminal.input.slice(0, end);
  terminal.input = terminal.input.slice(end + 1);
  return { text };
}

/** All up to the end. */
export function readToEnd(terminal: Terminal): InputRead {
  if (!terminal.closed && terminal.ended !== true) return 'wait';
  const text = terminal.input;
  terminal.input = '';
  delete terminal.ended;
  return { text };
}

function atEnd(terminal: Terminal): boolean {
  const ended = terminal.ended === true;
  delete terminal.ended;
  return ended || terminal.closed;
}

interface Typing {
  readonly echo: (text: string) => void;
  /** Ctrl+C, or Ctrl+\. */
  readonly interrupt: () => void;
}

/** Cursor keys and their like, which nobody reads here. */
// oxlint-disable-next-line no-control-regex -- the escape character is what they begin with
const escapeSequence = /^\x1b(\[[\d;?]*[ -/]*[@-~]|O.|.)?/;
const eraseLast = '\b \b';

/** Takes what was typed or piped in. */
export function typeInto(terminal: Terminal, text: string, typing: Typing): void {
  if (!terminal.tty) {
    terminal.input += text;
    return;
  }
  for (let rest = text; rest !== '';) {
    const skipped = escapeSequence.exec(rest)?.[0].length ?? 0;
    if (skipped > 0) rest = rest.slice(skipped);
    else {
      const key = String.fromCodePoint(rest.codePointAt(0)!);
      pressKey(terminal, key, typing);
      rest = rest.slice(key.length);
    }
  }
}

function pressKey(terminal: Terminal, key: string, { echo, interrupt }: Typing): void {
  switch (key) {
    case '\r':
    case '\n':
      terminal.input += `${terminal.line}\n`;
      terminal.line = '';
      return echo('\n');
    case '\x7f':
    case '\b':
      if (terminal.line === '') return;
      terminal.line = [...terminal.line].slice(0, -1).join('');
      return echo(eraseLast);
    case '\x15':
    case '\x17':
      return erase(terminal, key === '\x15' ? '' : terminal.line.replace(/\S+\s*$/, ''), echo);
    case '\x03':
    case '\x1c':
      terminal.input = '';
      terminal.line = '';
      echo(key === '\x03' ? '^C\n' : '^\\Quit\n');
      return interrupt();
    case '\x04':
      if (terminal.line === '') terminal.ended = true;
      terminal.input += terminal.line;
      terminal.line = '';
      return;
    default:
      if (key < ' ' && key !== '\t') return;
      terminal.line += key;
      return echo(key);
  }
}

/** Ctrl+U and Ctrl+W. */
function erase(terminal: Terminal, left: string, echo: (text: string) => void): void {
  echo(eraseLast.repeat([...terminal.line].length - [...left].length));
  terminal.line = left;
}
