/** A conversation with a container over plain requests, as `engine/api/streams.ts` lays it out. */
import type { Pod } from '../engine/api/generated/types.ts';
import { nameOf, namespaceOf } from '../engine/api/object.ts';
import type { OpenAttach, OpenExec, SessionOutput, WriteSession } from '../engine/api/streams.ts';
import type { Invocation } from './invocation.ts';
import { kindByName } from './resource-arguments.ts';
import { objectPath } from './server.ts';

export interface SessionOptions {
  readonly container: string;
  /** Runs this; without it the container's own process is attached to. */
  readonly command?: readonly string[];
  readonly stdin: boolean;
  readonly tty: boolean;
  /** Hears output instead of the line's own. */
  readonly onStdout?: (text: string) => void;
}

/** Talks until the command ends or the person leaves; the exit code. */
export async function runSession(invocation: Invocation, pod: Pod, options: SessionOptions): Promise<number> {
  const session = await Session.open(invocation, pod, options);
  const hangUp = session.listen();
  try {
    return await session.follow();
  } finally {
    hangUp();
  }
}

class Session {
  readonly #invocation: Invocation;
  readonly #path: string;
  readonly #options: SessionOptions;
  readonly #opened: SessionOutput;
  /** Writes go out one after the other. */
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(invocation: Invocation, path: string, options: SessionOptions, opened: SessionOutput) {
    this.#invocation = invocation;
    this.#path = path;
    this.#options = options;
    this.#opened = opened;
  }

  static async open(invocation: Invocation, pod: Pod, options: SessionOptions): Promise<Session> {
    const { container, command, stdin, tty } = options;
    const { terminal, server } = invocation;
    const reference = { kind: kindByName('pods'), namespace: namespaceOf(pod), name: nameOf(pod) };
    const path = `${objectPath(reference)}/${command === undefined ? 'attach' : 'exec'}`;
    const size = terminal === undefined ? {} : { size: { width: terminal.columns, height: terminal.rows } };
    const attach: OpenAttach = { stream: true, container, stdin, tty, ...(tty ? size : {}) };
    const body: OpenAttach | OpenExec = command === undefined ? attach : { ...attach, command };
    const opened = (await server.send({ method: 'POST', path, body })) as SessionOutput;
    return new Session(invocation, path, options, opened);
  }

  /** Passes on what is typed, or what was piped in; stops when called. */
  listen(): () => void {
    const { terminal, stdin, signal } = this.#invocation;
    const leave = () => this.#write({ close: true });
    signal?.addEventListener('abort', leave, { once: true });
    const stops = [() => signal?.removeEventListener('abort', leave)];
    if (this.#options.stdin && stdin !== undefined) this.#write({ input: stdin, closeInput: true });
    else if (this.#options.stdin && terminal !== undefined) stops.push(...this.#takeTerminal(terminal));
    return () => stops.forEach((stop) => stop());
  }

  #takeTerminal(terminal: NonNullable<Invocation['terminal']>): Array<() => void> {
    if (this.#options.tty) terminal.setRaw?.(true);
    const stopInput = terminal.onInput((input) => this.#write({ input }));
    const stopResize = terminal.onResize?.((width, height) => this.#write({ resize: { width, height } }));
    return [stopInput, () => stopResize?.(), () => terminal.setRaw?.(false)];
  }

  /** Prints what comes until the command has ended. */
  async follow(): Promise<number> {
    const { server, client, signal } = this.#invocation;
    let output = this.#opened;
    for (;;) {
      this.#print(output);
      if (output.exitCode !== undefined) return output.exitCode;
      await client.tick();
      if (signal?.aborted === true) return 0;
      await this.#writing;
      const query = { session: output.session, from: String(output.next) };
      output = (await server.send({ method: 'GET', path: this.#path, query })) as SessionOutput;
    }
  }

  #print({ stdout, stderr }: SessionOutput): void {
    const { write, writeError } = this.#invocation;
    (this.#options.onStdout ?? write)(stdout);
    writeError(stderr);
  }

  /** What can't be delivered is lost: the session has ended, and reading it says so. */
  #write(change: Omit<WriteSession, 'session'>): void {
    const body: WriteSession = { session: this.#opened.session, ...change };
    const send = () => this.#invocation.client.request({ method: 'POST', path: this.#path, body });
    this.#writing = this.#writing.then(send, send);
  }
}
