/** Programs of the terminal: each takes text in, gives text out and ends with an exit code, as a process would. */

/** The files that the terminal and the editor share. */
export interface ShellFiles {
  names(): readonly string[];
  read(name: string): string | undefined;
  write(name: string, text: string): void;
  remove(name: string): void;
  /** Shows a file in the editor. */
  open(name: string): void;
}

export interface ProgramIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Aborted by Ctrl+C, and when whoever reads the output has enough. */
  readonly signal: AbortSignal;
  /** True when stdin is the keyboard. */
  readonly stdinIsTerminal: boolean;
  /** True when stdout is the screen, so that it may be redrawn. */
  readonly stdoutIsTerminal: boolean;
}

/** A running program. */
export interface Running {
  /** More input. */
  write(text: string): void;
  /** No more input; resolves to the exit code when it has ended. */
  end(): Promise<number>;
  /** True when it will read no more: what feeds it may stop. */
  readonly full?: boolean;
}

export interface ProgramContext {
  readonly files: ShellFiles;
  readonly variables: Map<string, string>;
  readonly history: readonly string[];
  /** Runs a line as `watch` does; its output is given. */
  run(line: string, io: ProgramIo): Promise<number>;
  /** Waits for simulated milliseconds; rejects when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** The cluster's time, RFC 3339. */
  now(): string;
}

export type Program = (args: readonly string[], io: ProgramIo, context: ProgramContext) => Running;

/** A mistake in how a program was called: printed as `name: message`, exit code 2 unless it says another. */
export class UsageProblem extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A program that needs all its input first, or none. */
export function whole(
  act: (
    input: string,
    args: readonly string[],
    io: ProgramIo,
    context: ProgramContext,
  ) => number | Promise<number>,
): Program {
  return (args, io, context) => {
    let input = '';
    return {
      write: (text) => (input += text),
      end: async () => act(input, args, io, context),
    };
  };
}

export interface LineReader {
  /** One line, without its end; answers true when it needs no more. */
  line(text: string): boolean;
  /** After the last line; the exit code. */
  end(): number;
}

/** A program that reads line by line, from files that its arguments name or from stdin. */
export function lineByLine(
  name: string,
  start: (
    args: readonly string[],
    io: ProgramIo,
  ) => { readonly files: readonly string[]; readonly reader: LineReader },
): Program {
  return (args, io, context) => {
    const { files, reader } = start(args, io);
    let rest = '';
    let full = false;
    const feed = (text: string): void => {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines) full ||= reader.line(line);
    };
    const finish = (): number => {
      if (rest !== '' && !full) reader.line(rest);
      return reader.end();
    };
    return {
      get full() {
        return full;
      },
      write: (text) => {
        if (files.length === 0) feed(text);
      },
      end: async () => {
        let missing = false;
        for (const file of files) {
          const text = file === '-' ? '' : context.files.read(file);
          if (text === undefined) io.stderr(`${name}: ${file}: No such file or directory\n`);
          else feed(text);
          missing ||= text === undefined;
        }
        const code = finish();
        return missing ? 1 : code;
      },
    };
  };
}

/** Letters of flags such as `-i`, `-A1` and `-n 5`, and the operands. @throws UsageProblem */
export function readFlags(
  args: readonly string[],
  plain: string,
  valued = '',
): { readonly flags: ReadonlyMap<string, string>; readonly operands: readonly string[] } {
  const flags = new Map<string, string>();
  const operands: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (arg === '--') {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at]!;
      if (valued.includes(letter)) {
        const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++index];
        if (value === undefined) throw new UsageProblem(`option requires an argument -- '${letter}'`);
        flags.set(letter, value);
        break;
      }
      if (!plain.includes(letter)) throw new UsageProblem(`invalid option -- '${letter}'`);
      flags.set(letter, '');
    }
  }
  return { flags, operands };
}
