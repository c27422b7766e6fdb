/**
 * Commands that someone runs in a container (`kubectl exec`) and people who look over a main process's shoulder
 * (`kubectl attach`): what was printed is kept for them until they read it, within bounds.
 */
import type { ContainerStreams, OpenAttach, OpenExec, SessionOutput, WriteSession } from '../api/streams.ts';
import { containerNotFound, refuse, type StatusError } from '../api/status-error.ts';
import { shellBuiltins } from './commands/builtin-table.ts';
import { commandOf, createFiles, createHost, type ProcessControl } from './container-host.ts';
import { isHung } from './fault-target.ts';
import { execId } from './identity.ts';
import { outputSince, print, type Session } from './session-output.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import { takeFirstPid } from './process-table.ts';
import { statusOfSignal } from './signals.ts';
import { notStarted } from './start-errors.ts';
import { backToPrompt } from './shell/reading-shell.ts';
import { createContainerProcess, type Thread } from './shell/state.ts';
import { createTerminal, maxInput, type Terminal, typeInto } from './shell/terminal.ts';
import { advanceThreads, freezeThread, removeThread, thawThreads } from './threads.ts';
import type { World } from './world.ts';

const stepsPerInstant = 5_000;
const maxSessions = 64;
/** How long an ended session may still be read, in simulated ms. */
const keptMs = 600_000;
const killed = 137;
const interrupted = 130;

/** What sessions ask of the main processes of containers. */
export interface MainProcesses extends ProcessControl {
  /** Input has come for the main process. */
  inputCame(sandbox: Sandbox, container: ContainerRecord): void;
  interrupt(sandbox: Sandbox, container: ContainerRecord): void;
}

export class Sessions implements ContainerStreams {
  #world: World;
  #main: MainProcesses;

  constructor(world: World, main: MainProcesses) {
    this.#world = world;
    this.#main = main;
  }

  openExec(podUid: string, containerName: string, request: OpenExec): SessionOutput {
    const { sandbox, container } = this.#runningIn(podUid, containerName);
    const name = request.command[0] ?? '';
    if (!shellBuiltins.has(name) && commandOf(this.#world, container.image, name) === undefined)
      throw execFailed(execId(podUid, container.name, this.#world.lastSession), name);
    const session = this.#add('exec', sandbox, container, request.tty === true);
    const { width, height } = request.size ?? {};
    session.terminal = createTerminal(session.tty, request.stdin !== true, width, height);
    session.process = createContainerProcess(request.command, container.directory);
    session.process.pid = takeFirstPid(this.#world, sandbox, container);
    this.#advance(session, sandbox, container);
    return outputSince(session, 0);
  }

  openAttach(podUid: string, containerName: string, request: OpenAttach): SessionOutput {
    const { sandbox, container } = this.#runningIn(podUid, containerName);
    const tty = request.tty === true && container.terminal?.tty === true;
    const session = this.#add('attach', sandbox, container, tty);
    if (request.size !== undefined) this.#resize(container.terminal, request.size);
    return outputSince(session, 0);
  }

  writeSession(podUid: string, request: WriteSession): SessionOutput {
    const session = this.#session(podUid, request.session);
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, session.container);
    if (sandbox !== undefined && container?.attempt === session.attempt && session.exitCode === undefined)
      this.#write(session, sandbox, container, request);
    if (request.close === true) this.#close(session);
    return { ...outputSince(session, session.next), session: session.id };
  }

  readSession(podUid: string, id: string, from: number): SessionOutput {
    return outputSince(this.#session(podUid, id), from);
  }

  /** A pause of one of its threads is over. */
  wake(id: string, threadId: number): void {
    const session = this.#world.sessions.get(id);
    const thread = session?.process?.threads.find((candidate) => candidate.id === threadId);
    if (session === undefined || thread === undefined || this.#holds(session, thread)) return;
    delete thread.pause;
    this.#go(session);
  }

  /** What the main process of a container prints is seen by all who are attached to it. */
  printed(podUid: string, container: string, stream: 'stdout' | 'stderr', text: string): void {
    for (const session of this.#of(podUid, container)) {
      if (session.kind === 'attach') print(session, stream, text);
    }
  }

  /** `tail -f` of a session prints what is appended. */
  fileChanged(sandbox: Sandbox, container: ContainerRecord, place: string, text: string): void {
    for (const session of this.#of(sandbox.podUid, container.name)) {
      for (const { pause } of session.process?.threads ?? []) {
        if (pause?.follow === undefined) continue;
        const files = createFiles(this.#world, sandbox, container, this.#main);
        if (files.placeOf(pause.follow) === place) print(session, 'stdout', text);
      }
    }
  }

  /** A container's processes go on after they stood still. */
  thaw(podUid: string, container: string): void {
    for (const session of this.#of(podUid, container)) {
      if (session.kind === 'attach') continue;
      thawThreads(session.process?.threads ?? []);
      this.#go(session);
    }
  }

  /** A signal to one of its threads, or to the command that the thread waits for. */
  signal(id: string, thread: Thread, isChild: boolean, signal: string): void {
    const session = this.#world.sessions.get(id);
    const status = statusOfSignal(signal);
    const { process } = session ?? {};
    if (session === undefined || process === undefined || status === undefined) return;
    if (thread.id !== 1) return removeThread(process, thread, (timer) => this.#world.context.cancel(timer));
    if (!isChild) return process.traps[signal] === undefined ? this.#end(session, status) : undefined;
    if (thread.pause?.timer !== undefined) this.#world.context.cancel(thread.pause.timer);
    thread.status = status;
    thread.pause = { ms: 0, status };
    this.#arm(session, thread);
  }

  /** The container has ended, and with it what ran in it. */
  containerEnded(podUid: string, container: string): void {
    for (const session of this.#of(podUid, container))
      this.#end(session, session.kind === 'exec' ? killed : 0);
  }

  #runningIn(podUid: string, name: string): { sandbox: Sandbox; container: ContainerRecord } {
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, name);
    if (sandbox === undefined || container === undefined) throw containerNotFound(name);
    return { sandbox, container };
  }

  #session(podUid: string, id: string): Session {
    const session = this.#world.sessions.get(id);
    if (session === undefined || session.podUid !== podUid)
      throw refuse(404, 'NotFound', `session "${id}" not found`);
    return session;
  }

  #of(podUid: string, container: string): Session[] {
    if (this.#world.sessions.size === 0) return [];
    return [...this.#world.sessions.values()].filter(
      (session) =>
        session.podUid === podUid && session.container === container && session.exitCode === undefined,
    );
  }

  #add(kind: Session['kind'], sandbox: Sandbox, container: ContainerRecord, tty: boolean): Session {
    const { sessions, nowMs } = this.#world;
    for (const [id, { endedMs }] of sessions)
      if (endedMs !== undefined && (nowMs - endedMs > keptMs || sessions.size >= maxSessions))
        sessions.delete(id);
    if (sessions.size >= maxSessions)
      throw refuse(429, 'TooManyRequests', `too many sessions: this cluster holds ${maxSessions} at a time`);
    const id = `s${++this.#world.lastSession}`;
    const { podUid } = sandbox;
    const { name, attempt } = container;
    const session = { id, kind, podUid, container: name, attempt, tty, output: [], start: 0, next: 0 };
    sessions.set(id, session);
    return session;
  }

  #write(session: Session, sandbox: Sandbox, container: ContainerRecord, request: WriteSession): void {
    const terminal = session.kind === 'exec' ? session.terminal : container.terminal;
    if (terminal === undefined) return;
    this.#resize(terminal, request.resize);
    const { input = '' } = request;
    if (terminal.input.length + input.length > maxInput)
      throw refuse(
        413,
        'RequestEntityTooLarge',
        `a command can have ${maxInput} characters of input waiting`,
      );
    this.#world.touch(sandbox);
    if (session.kind === 'attach') this.#writeToMain(sandbox, container, terminal, request);
    else if (!terminal.closed) this.#writeToExec(session, terminal, request);
  }

  #writeToExec(session: Session, terminal: Terminal, { input = '', closeInput }: WriteSession): void {
    typeInto(terminal, input, {
      echo: (text) => print(session, 'stdout', text),
      interrupt: () => this.#interrupt(session),
    });
    if (closeInput === true) terminal.closed = true;
    if (session.exitCode !== undefined) return;
    resumeReaders(session.process?.threads ?? []);
    this.#go(session);
  }

  #writeToMain(
    sandbox: Sandbox,
    container: ContainerRecord,
    terminal: Terminal,
    { input = '', closeInput }: WriteSession,
  ): void {
    const { podUid } = sandbox;
    typeInto(terminal, input, {
      echo: (text) => this.printed(podUid, container.name, 'stdout', text),
      interrupt: () => this.#main.interrupt(sandbox, container),
    });
    if (closeInput === true && container.stdinOnce === true) terminal.closed = true;
    resumeReaders(container.process.threads);
    this.#main.inputCame(sandbox, container);
  }

  #resize(terminal: Terminal | undefined, size: { width: number; height: number } | undefined): void {
    if (terminal === undefined || size === undefined) return;
    terminal.width = size.width;
    terminal.height = size.height;
  }

  /** Ctrl+C: the command at the prompt, or the session's only one. */
  #interrupt(session: Session): void {
    const main = session.process?.threads[0];
    if (main === undefined) return;
    if (main.pause?.timer !== undefined) this.#world.context.cancel(main.pause.timer);
    if (!backToPrompt(main)) this.#end(session, interrupted);
  }

  /** Its pause is over, but it stands still with its container. */
  #holds({ podUid, container: name }: Session, thread: Thread): boolean {
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, name);
    if (sandbox === undefined || container === undefined || !isHung(this.#world, sandbox, container))
      return false;
    freezeThread(thread);
    return true;
  }

  #go(session: Session): void {
    const sandbox = this.#world.sandboxes.get(session.podUid);
    const container = this.#world.running(session.podUid, session.container);
    if (sandbox !== undefined && container?.attempt === session.attempt)
      this.#advance(session, sandbox, container);
  }

  #advance(session: Session, sandbox: Sandbox, container: ContainerRecord): void {
    const { process, terminal } = session;
    if (process === undefined || isHung(this.#world, sandbox, container)) return;
    const io = {
      print: (stream: 'stdout' | 'stderr', text: string) => print(session, stream, text),
      ...(terminal === undefined ? {} : { terminal }),
    };
    const host = createHost(this.#world, sandbox, container, this.#main, io);
    const budget = { steps: stepsPerInstant, waitedMs: 0, depth: 0 };
    const status = advanceThreads(
      { host, process, budget, builtins: shellBuiltins },
      {
        arm: (thread) => this.#arm(session, thread),
        cancel: (timer) => this.#world.context.cancel(timer),
        isOver: () => session.exitCode !== undefined,
      },
    );
    if (status !== undefined) this.#end(session, status);
  }

  #arm({ id: session, exitCode }: Session, { id: thread, pause }: Thread): void {
    if (exitCode !== undefined) return;
    if (pause === undefined || pause.ms === null || pause.timer !== undefined) return;
    pause.timer = this.#world.context.schedule('session', pause.ms, { session, thread });
  }

  #end(session: Session, exitCode: number): void {
    if (session.exitCode !== undefined) return;
    for (const { pause } of session.process?.threads ?? [])
      if (pause?.timer !== undefined) this.#world.context.cancel(pause.timer);
    delete session.process;
    delete session.terminal;
    session.exitCode = exitCode;
    session.endedMs = this.#world.nowMs;
  }

  /** The client is gone. */
  #close(session: Session): void {
    this.#end(session, killed);
    this.#world.sessions.delete(session.id);
    const container = this.#world.running(session.podUid, session.container);
    const sandbox = this.#world.sandboxes.get(session.podUid);
    if (session.kind !== 'attach' || container?.stdinOnce !== true || sandbox === undefined) return;
    if (container.terminal === undefined || container.attempt !== session.attempt) return;
    this.#world.touch(sandbox);
    container.terminal.closed = true;
    resumeReaders(container.process.threads);
    this.#main.inputCame(sandbox, container);
  }
}

/** Whatever waits for input looks again. */
function resumeReaders(threads: readonly Thread[]): void {
  for (const thread of threads) if (thread.pause?.input === true) delete thread.pause;
}

/** `pkg/kubelet/server/server.go`, `containerd/internal/cri/server/container_execsync.go` */
function execFailed(id: string, program: string): StatusError {
  const reason = `OCI runtime exec failed: exec failed: unable to start container process: ${notStarted(program)}: unknown`;
  const where = `error executing command in container: failed to exec in container: failed to start exec "${id}"`;
  return refuse(500, 'InternalError', `Internal error occurred: ${where}: ${reason}`, {
    causes: [{ message: `${where}: ${reason}` }],
  });
}
