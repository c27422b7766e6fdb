/**
 * The shell of the terminal: runs lines of kubectl and small text tools over the cluster of this page. It is a
 * shell of the person's own computer, so to speak; the shells inside containers are the engine's.
 */
import { basicPrograms } from './basic-programs.ts';
import { expandText, expandWords, type Expansion } from './expand.ts';
import { parseLine } from './parse.ts';
import {
  type Program,
  type ProgramContext,
  type ProgramIo,
  type Running,
  type ShellFiles,
  UsageProblem,
} from './program.ts';
import type { Pipeline, SimpleCommand } from './syntax.ts';
import { IncompleteLine, SyntaxProblem } from './syntax.ts';
import { textPrograms } from './text-programs.ts';

export interface ShellHost {
  readonly files: ShellFiles;
  readonly history: readonly string[];
  /** Programs beside the built-in ones: kubectl. */
  readonly programs: Readonly<Record<string, Program>>;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  now(): string;
}

/** Programs under other names. */
const aliases: Readonly<Record<string, string>> = {
  k: 'kubectl',
  nano: 'vi',
  vim: 'vi',
  edit: 'vi',
  code: 'vi',
};
/** Lines that run lines that run lines ... end here. */
const maxDepth = 16;
/** More output than that is not kept for the next program or a variable. */
const maxKept = 10_000_000;

export class Shell {
  readonly variables = new Map([
    ['HOME', '/manifests'],
    ['SHELL', '/bin/sh'],
    ['USER', 'you'],
  ]);
  #host: ShellHost;
  #status = 0;
  #depth = 0;

  constructor(host: ShellHost) {
    this.#host = host;
  }

  /** Names that a line can begin with. */
  programNames(): string[] {
    return [...new Set([...Object.keys(this.#programs()), ...Object.keys(aliases)])].toSorted();
  }

  /** Whether a line is over or wants more lines: an open quote or heredoc. */
  isComplete(line: string): boolean {
    try {
      parseLine(line);
      return true;
    } catch (error) {
      return !(error instanceof IncompleteLine);
    }
  }

  /** Runs a line to its end and gives its exit code. Never rejects for what a person can get wrong. */
  async run(line: string, io: ProgramIo): Promise<number> {
    if (this.#depth >= maxDepth) {
      io.stderr('sh: lines are nested too deeply\n');
      return 2;
    }
    this.#depth++;
    try {
      this.#status = await this.#steps(line, io);
    } catch (error) {
      this.#status = this.#refused(error, io);
    } finally {
      this.#depth--;
    }
    return this.#status;
  }

  async #steps(line: string, io: ProgramIo): Promise<number> {
    let status = 0;
    for (const { when, pipeline } of parseLine(line)) {
      if (io.signal.aborted) return 130;
      if (when === 'succeeded' && status !== 0) continue;
      if (when === 'failed' && status === 0) continue;
      this.#status = status = await this.#pipeline(pipeline, io);
    }
    return status;
  }

  #refused(error: unknown, io: ProgramIo): number {
    if (io.signal.aborted) return 130;
    if (error instanceof IncompleteLine) io.stderr('sh: syntax error: unexpected end of line\n');
    else if (error instanceof SyntaxProblem) io.stderr(`sh: ${error.message}\n`);
    else io.stderr(`sh: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }

  /** Programs run at the same time, each one's output going into the next; the last one's exit code counts. */
  async #pipeline(pipeline: Pipeline, io: ProgramIo): Promise<number> {
    const stages: Running[] = [];
    const enough = new AbortController();
    const signal = AbortSignal.any([io.signal, enough.signal]);
    for (let index = pipeline.length - 1; index >= 0; index--) {
      const next = stages[0];
      const stdout = (text: string): void => {
        if (next === undefined) io.stdout(text);
        else next.write(text);
        if (next?.full === true) enough.abort();
      };
      const own: ProgramIo = {
        stdout,
        stderr: (text) => io.stderr(text),
        signal: next === undefined ? io.signal : signal,
        stdinIsTerminal: io.stdinIsTerminal && index === 0,
        stdoutIsTerminal: io.stdoutIsTerminal && next === undefined,
      };
      stages.unshift(await this.#start(pipeline[index]!, own));
    }
    let code = 0;
    for (const stage of stages) code = await stage.end();
    return io.signal.aborted ? 130 : code;
  }

  async #start(command: SimpleCommand, io: ProgramIo): Promise<Running> {
    const expansion = this.#expansion(io);
    const args = await expandWords(command.words, expansion);
    for (const { name, value } of command.assignments)
      this.variables.set(name, await expandText(value, expansion));
    const { redirected, input, flush } = await this.#redirected(command, io, expansion);
    const running = this.#program(args, redirected);
    if (input !== undefined) running.write(input);
    return {
      get full() {
        return running.full ?? false;
      },
      // What is piped in where a file or heredoc is read has no reader.
      write: (text) => (input === undefined ? running.write(text) : undefined),
      end: async () => {
        const code = await running
          .end()
          .catch((error: unknown) => this.#failed(args[0] ?? '', error, redirected));
        flush();
        return code;
      },
    };
  }

  #program(args: readonly string[], io: ProgramIo): Running {
    const [name = '', ...rest] = args;
    if (name === '') return { write: () => undefined, end: () => Promise.resolve(0) };
    const program = this.#programs()[aliases[name] ?? name];
    if (program === undefined)
      return { write: () => undefined, end: () => Promise.resolve(unknownProgram(name, io)) };
    try {
      return program(rest, io, this.#context());
    } catch (error) {
      return { write: () => undefined, end: () => Promise.resolve(this.#failed(name, error, io)) };
    }
  }

  #failed(name: string, error: unknown, io: ProgramIo): number {
    if (io.signal.aborted) return 130;
    io.stderr(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageProblem ? error.exitCode : 1;
  }

  async #redirected(
    command: SimpleCommand,
    io: ProgramIo,
    expansion: Expansion,
  ): Promise<{ redirected: ProgramIo; input: string | undefined; flush: () => void }> {
    let redirected = io;
    let input: string | undefined;
    const files: { name: string; text: string }[] = [];
    const { files: shared } = this.#host;
    for (const redirect of command.redirects) {
      if (redirect.kind === 'join') redirected = { ...redirected, stderr: redirected.stdout };
      else if (redirect.kind === 'here') input = await expandText(redirect.text, expansion);
      else {
        const name = await expandText(redirect.target, expansion);
        if (redirect.kind === 'from') {
          input = shared.read(name);
          if (input === undefined) throw new Error(`${name}: No such file or directory`);
          continue;
        }
        const file = { name, text: redirect.kind === 'append' ? (shared.read(name) ?? '') : '' };
        if (name !== '/dev/null') files.push(file);
        const append = (text: string): void => {
          if (file.text.length < maxKept) file.text += text;
        };
        redirected =
          redirect.stream === 2
            ? { ...redirected, stderr: append }
            : { ...redirected, stdout: append, stdoutIsTerminal: false };
      }
    }
    if (input !== undefined) redirected = { ...redirected, stdinIsTerminal: false };
    return { redirected, input, flush: () => files.forEach(({ name, text }) => shared.write(name, text)) };
  }

  #expansion(io: ProgramIo): Expansion {
    return {
      variable: (name) => (name === '?' ? String(this.#status) : (this.variables.get(name) ?? '')),
      fileNames: () => this.#host.files.names(),
      output: async (line) => {
        let text = '';
        const stdout = (more: string): void => {
          if (text.length < maxKept) text += more;
        };
        await this.run(line, { ...io, stdout, stdinIsTerminal: false, stdoutIsTerminal: false });
        return text;
      },
    };
  }

  #context(): ProgramContext {
    const { files, history } = this.#host;
    return {
      files,
      history,
      variables: this.variables,
      run: (line, io) => this.run(line, io),
      wait: (ms, signal) => this.#host.wait(ms, signal),
      now: () => this.#host.now(),
    };
  }

  #programs(): Readonly<Record<string, Program>> {
    return { ...basicPrograms, ...textPrograms, ...this.#host.programs };
  }
}

function unknownProgram(name: string, io: ProgramIo): number {
  io.stderr(`sh: ${name}: command not found. This terminal has kubectl and small text tools: see help\n`);
  return 127;
}
