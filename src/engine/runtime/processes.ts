import type { ExecResult, RuntimeEvent, HookEnd } from '../api/container-runtime.ts';
import type { ContainerUsage } from '../api/node-runtime.ts';
import { shellBuiltins } from './commands/builtin-table.ts';
import { commandOf, createFiles, createHost } from './container-host.ts';
import { isHung, strikingFault } from './fault-target.ts';
import { HookRuns } from './hook-runs.ts';
import { containerId } from './identity.ts';
import { MachineLoads } from './machine-loads.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import type { Budget } from './shell/host.ts';
import { type Execution, runWordsWithoutTime } from './shell/interpreter.ts';
import { backToPrompt } from './shell/reading-shell.ts';
import { createShellProcess, type Thread } from './shell/state.ts';
import { type MainProcesses, Sessions } from './sessions.ts';
import { isCapable, root } from './container-user.ts';
import {
  hasOwnProcesses,
  processTable,
  type ProcessTarget,
  passingPid,
  takeFirstPid,
} from './process-table.ts';
import { type SignalRefusal, statusOfSignal } from './signals.ts';
import { notStarted } from './start-errors.ts';
import { terminationMessage } from './termination-message.ts';
import { advanceThreads, freezeThread, removeThread, thawThreads } from './threads.ts';
import type { World } from './world.ts';

/** Steps that a container's shell may take in one instant; then it counts as busy for a while. */
const stepsPerInstant = 5_000;
const stepsPerExec = 20_000;
const maxExecOutput = 262_144;
const killed = 137;
/** A command in a container that stands still is never done: whoever waits for it gives up. */
const unanswered: ExecResult = { exitCode: killed, stdout: '', stderr: '', waitedMs: 86_400_000 };

/** Runs the processes of containers: lets them go on, waits for them, signals them, and sees them end. */
export class Processes implements MainProcesses {
  readonly sessions: Sessions;
  readonly loads: MachineLoads;
  #world: World;
  #hooks: HookRuns;

  constructor(world: World) {
    this.#world = world;
    this.#hooks = new HookRuns(world, this);
    this.sessions = new Sessions(world, this);
    this.loads = new MachineLoads(world, (sandbox, container) => this.killForMemory(sandbox, container));
  }

  /** First instant of a container. A process that ends in it is seen to end a little later. */
  begin(sandbox: Sandbox, container: ContainerRecord): void {
    if (!hasOwnProcesses(sandbox, container))
      container.process.pid = takeFirstPid(this.#world, sandbox, container);
    this.loads.changed(sandbox, container);
    const slow = strikingFault(this.#world, 'SlowStart', sandbox, container);
    if (slow !== undefined) return this.#beginLater(sandbox, container, slow.spec?.seconds ?? 0);
    const status = this.#advance(sandbox, container);
    if (status !== undefined) this.#endLater(sandbox, container, status, this.#world.timings.shortestRunMs);
  }

  /** A thread's pause is over. */
  wake(podUid: string, name: string, attempt: number, threadId: number): void {
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, name);
    if (sandbox === undefined || container?.attempt !== attempt || container.ending !== undefined) return;
    const thread = container.process.threads.find((candidate) => candidate.id === threadId);
    if (thread === undefined) return;
    this.#world.touch(sandbox);
    if (isHung(this.#world, sandbox, container)) return freezeThread(thread);
    delete thread.pause;
    this.#go(sandbox, container);
  }

  /** The container's processes stood still, and go on. */
  thaw(sandbox: Sandbox, container: ContainerRecord): void {
    this.#world.touch(sandbox);
    thawThreads(container.process.threads);
    this.#hooks.thaw(sandbox, container);
    this.sessions.thaw(sandbox.podUid, container.name);
    if (container.exited === true || container.ending !== undefined) return;
    this.#go(sandbox, container);
    // What asked it to end has waited.
    if (
      this.#world.running(sandbox.podUid, container.name) === container &&
      container.killTimer !== undefined
    )
      this.#terminate(sandbox, container);
  }

  /** An end that was on its way has come. */
  end(podUid: string, name: string, attempt: number, exitCode: number): void {
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, name);
    if (sandbox !== undefined && container?.attempt === attempt) this.finish(sandbox, container, exitCode);
  }

  /** SIGTERM, or what the manifest has for it, now and SIGKILL after the grace period; with none, SIGKILL now. */
  stop(sandbox: Sandbox, container: ContainerRecord, gracePeriodMs: number): void {
    const { context } = this.#world;
    this.#world.touch(sandbox);
    const again = container.killTimer !== undefined;
    if (container.killTimer !== undefined) context.cancel(container.killTimer);
    const payload = {
      podUid: sandbox.podUid,
      name: container.name,
      attempt: container.attempt,
      exitCode: 137,
    };
    container.killTimer = context.schedule('kill', Math.max(0, gracePeriodMs), payload);
    if (gracePeriodMs > 0 && !again) this.#askToStop(sandbox, container);
  }

  /** The kernel kills the main process: what follows is the container's end. */
  finish(sandbox: Sandbox, container: ContainerRecord, exitCode: number): void {
    const world = this.#world;
    world.touch(sandbox);
    this.#cancelTimers(container);
    container.exited = true;
    this.loads.ended(sandbox, container);
    this.#closePorts(sandbox, container);
    const podUid = sandbox.podUid;
    const message = terminationMessage(container, createFiles(world, sandbox, container, this), exitCode);
    container.process = createShellProcess('', []);
    const reason = container.outOfMemory === true ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error';
    const event: RuntimeEvent = {
      kind: 'ContainerExited',
      node: sandbox.node,
      podUid,
      containerName: container.name,
      containerId: containerId(podUid, container.name, container.attempt),
      exitCode,
      reason,
      ...(message === '' ? {} : { message }),
    };
    this.#hooks.end(sandbox, container);
    this.sessions.containerEnded(podUid, container.name);
    world.onEvent(event);
    this.#endGuests(sandbox, container);
  }

  /** Who shares a process namespace is killed with its first process. `man 7 pid_namespaces` */
  #endGuests(sandbox: Sandbox, { name }: ContainerRecord): void {
    if (sandbox.sharesProcesses) return;
    for (const guest of Object.values(sandbox.containers))
      if (guest.processesOf === name && guest.exited !== true) this.finish(sandbox, guest, killed);
  }

  /** Forgets a container without a word: its machine lost power or its sandbox goes. */
  abandon(sandbox: Sandbox, container: ContainerRecord): void {
    this.#cancelTimers(container);
    this.#hooks.cancel(container);
    this.sessions.containerEnded(sandbox.podUid, container.name);
    this.#closePorts(sandbox, container);
    container.exited = true;
    this.loads.ended(sandbox, container);
    container.process = createShellProcess('', []);
    container.layer = {};
  }

  exec(sandbox: Sandbox, container: ContainerRecord, command: readonly string[]): ExecResult {
    if (isHung(this.#world, sandbox, container)) return unanswered;
    const name = command[0] ?? '';
    if (!shellBuiltins.has(name) && commandOf(this.#world, container.image, name) === undefined) {
      return {
        exitCode: 127,
        stdout: '',
        stderr: `OCI runtime exec failed: exec failed: unable to start container process: ${notStarted(name)}: unknown\n`,
      };
    }
    const texts = { stdout: '', stderr: '' };
    const host = createHost(this.#world, sandbox, container, this, {
      print: (stream, text) => {
        if (texts[stream].length < maxExecOutput) texts[stream] += text;
      },
    });
    const process = createShellProcess('', [name], container.directory);
    process.pid = passingPid(sandbox, container);
    const thread = process.threads[0]!;
    thread.calls = [];
    const budget = { steps: stepsPerExec, waitedMs: 0, depth: 0 };
    const status = runWordsWithoutTime(command, thread, { host, process, budget, builtins: shellBuiltins });
    const result = { exitCode: status, ...texts };
    return budget.waitedMs === 0 ? result : { ...result, waitedMs: budget.waitedMs };
  }

  /** Runs a hook's command beside the main process; undefined when it goes on. */
  runHook(sandbox: Sandbox, container: ContainerRecord, command: readonly string[]): HookEnd | undefined {
    return this.#hooks.run(sandbox, container, command);
  }

  wakeHook(podUid: string, name: string, attempt: number, threadId: number): void {
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, name);
    if (sandbox !== undefined && container?.attempt === attempt)
      this.#hooks.wake(sandbox, container, threadId);
  }

  signal(
    sandbox: Sandbox,
    container: ContainerRecord,
    pid: number,
    signal: string,
  ): SignalRefusal | undefined {
    const entry = processTable(this.#world, sandbox, container).find(({ id }) => id === pid);
    if (entry === undefined) return 'No such process';
    const user = container.user ?? root;
    if (user.uid !== entry.uid && !isCapable(user, 'KILL')) return 'Operation not permitted';
    if (signal !== 'EXIT' && entry.target !== undefined) this.#deliver(entry.target, signal);
    return undefined;
  }

  #deliver(target: ProcessTarget, signal: string): void {
    const { sandbox, container, process, thread, isChild, session } = target;
    this.#world.touch(sandbox);
    if (session !== undefined) return this.sessions.signal(session, thread, isChild, signal);
    if (process !== container.process) return;
    const status = statusOfSignal(signal);
    if (thread.id === 1 && !isChild) this.#signalMain(sandbox, container, signal, target.isBelow === true);
    else if (status !== undefined && !isChild)
      removeThread(process, thread, (timer) => this.#world.context.cancel(timer));
    else if (status !== undefined) this.#endChild(sandbox, container, thread, status);
  }

  /** The first process of a namespace heeds from within only what it has a handler for, and is killed from without. */
  #signalMain(sandbox: Sandbox, container: ContainerRecord, signal: string, isFromOutside: boolean): void {
    const status = statusOfSignal(signal);
    const isFirst = container.process.pid === undefined;
    if (signal === 'TERM') return this.#terminate(sandbox, container);
    const trap = signal === 'KILL' ? undefined : container.process.traps[signal];
    const main = container.process.threads[0];
    if (trap === '' || main === undefined || status === undefined) return;
    if (trap !== undefined) return this.#trap(sandbox, container, main, signal);
    const manner = container.termination ?? main.pause?.onTerm;
    if (signal !== 'KILL' && manner !== undefined) {
      if (signal === 'INT' || signal === 'QUIT')
        this.#endLater(sandbox, container, manner.exitCode, manner.afterMs);
    } else if (!isFirst || (signal === 'KILL' && isFromOutside))
      this.#endLater(sandbox, container, status, 0);
  }

  /** The command that a shell waits for is gone; the shell goes on. */
  #endChild(sandbox: Sandbox, container: ContainerRecord, thread: Thread, status: number): void {
    if (thread.pause?.timer !== undefined) this.#world.context.cancel(thread.pause.timer);
    if (thread.pause?.onTerm !== undefined) this.#closePorts(sandbox, container);
    thread.status = status;
    thread.pause = { ms: 0, status };
    this.#armPause(sandbox, container, thread);
  }

  setUsage(sandbox: Sandbox, container: ContainerRecord, usage: ContainerUsage): void {
    this.#world.touch(sandbox);
    this.loads.settleCpu(sandbox, container);
    container.use = usage;
    this.loads.changed(sandbox, container);
  }

  /** The kernel kills the main process, now. */
  killForMemory(sandbox: Sandbox, container: ContainerRecord): void {
    this.#world.touch(sandbox);
    container.outOfMemory = true;
    this.finish(sandbox, container, killed);
  }

  endOutOfMemory(sandbox: Sandbox, container: ContainerRecord, afterMs: number): void {
    this.#world.touch(sandbox);
    container.outOfMemory = true;
    this.#endLater(sandbox, container, 137, afterMs);
  }

  /** `tail -f` prints what is appended, in every container of the pod that follows the file. */
  fileChanged(sandbox: Sandbox, container: ContainerRecord, place: string, text: string): void {
    if (text === '') return;
    this.sessions.fileChanged(sandbox, container, place, text);
    const shared = !place.startsWith('/');
    const readers = shared ? Object.values(sandbox.containers) : [container];
    for (const reader of readers) {
      if (
        reader.exited === true ||
        !reader.process.threads.some((thread) => thread.pause?.follow !== undefined)
      )
        continue;
      this.#world.touch(sandbox);
      const host = createHost(this.#world, sandbox, reader, this);
      const files = createFiles(this.#world, sandbox, reader, this);
      for (const { pause } of reader.process.threads) {
        if (pause?.follow !== undefined && files.placeOf(pause.follow) === place) host.print('stdout', text);
      }
    }
  }

  printed(sandbox: Sandbox, container: ContainerRecord, stream: 'stdout' | 'stderr', text: string): void {
    this.sessions.printed(sandbox.podUid, container.name, stream, text);
  }

  inputCame(sandbox: Sandbox, container: ContainerRecord): void {
    if (container.ending === undefined && !isHung(this.#world, sandbox, container))
      this.#go(sandbox, container);
  }

  /** Ctrl+C at the main process: back to its prompt, or the end of a program that heeds signals. */
  interrupt(sandbox: Sandbox, container: ContainerRecord): void {
    const main = container.process.threads[0];
    if (main === undefined) return;
    if (main.calls.some((call) => call.reads !== undefined) && main.pause?.timer !== undefined)
      this.#world.context.cancel(main.pause.timer);
    if (backToPrompt(main)) return;
    const manner = container.termination ?? main.pause?.onTerm;
    if (manner !== undefined) this.#endLater(sandbox, container, manner.exitCode, manner.afterMs);
  }

  /** Its processes are there, and do nothing yet. */
  #beginLater(sandbox: Sandbox, container: ContainerRecord, seconds: number): void {
    const main = container.process.threads[0];
    if (main === undefined) return;
    this.#world.touch(sandbox);
    main.pause = { ms: seconds * 1_000, status: 0 };
    this.#armPause(sandbox, container, main);
  }

  #go(sandbox: Sandbox, container: ContainerRecord): void {
    const status = this.#advance(sandbox, container);
    if (status !== undefined) this.finish(sandbox, container, container.outOfMemory === true ? 137 : status);
  }

  /** Lets every thread that can go on; gives the exit code when the main one ended. */
  #advance(sandbox: Sandbox, container: ContainerRecord): number | undefined {
    const { process } = container;
    this.#world.touch(sandbox);
    const host = createHost(this.#world, sandbox, container, this);
    const budget: Budget = { steps: stepsPerInstant, waitedMs: 0, depth: 0 };
    const execution: Execution = { host, process, budget, builtins: shellBuiltins };
    return advanceThreads(execution, {
      arm: (thread) => this.#armPause(sandbox, container, thread),
      slowdown: () => this.loads.slowdown(sandbox, container),
      cancel: (timer) => this.#world.context.cancel(timer),
      isOver: () => container.ending !== undefined,
    });
  }

  #armPause(sandbox: Sandbox, container: ContainerRecord, thread: Thread): void {
    const { pause } = thread;
    if (pause === undefined || pause.ms === null || pause.timer !== undefined) return;
    const payload = {
      podUid: sandbox.podUid,
      name: container.name,
      attempt: container.attempt,
      thread: thread.id,
    };
    pause.timer = this.#world.context.schedule('process', pause.ms, payload);
  }

  /** With the signal that the manifest names. */
  #askToStop(sandbox: Sandbox, container: ContainerRecord): void {
    const { stopSignal = 'TERM' } = container;
    if (!isHung(this.#world, sandbox, container)) this.#signalMain(sandbox, container, stopSignal, true);
  }

  /** SIGTERM to the main process: its trap, the manner of its program, or the kernel's rule for PID 1. */
  #terminate(sandbox: Sandbox, container: ContainerRecord): void {
    if (isHung(this.#world, sandbox, container)) return;
    const { timings } = this.#world;
    const { process } = container;
    const main = process.threads[0];
    const trap = process.traps['TERM'];
    if (trap === '' || main === undefined) return;
    if (trap !== undefined) return this.#trap(sandbox, container, main, 'TERM');
    const manner = container.termination ?? main.pause?.onTerm;
    if (manner !== undefined) return this.#endLater(sandbox, container, manner.exitCode, manner.afterMs);
    const ignored = timings.pidOneIgnoresTerm && container.process.pid === undefined;
    if (!ignored) this.#endLater(sandbox, container, 143, timings.stopMs);
  }

  #trap(sandbox: Sandbox, container: ContainerRecord, main: Thread, signal: string): void {
    this.#world.touch(sandbox);
    container.process.pending.push(signal);
    if (main.pause?.join !== true) return;
    main.status = statusOfSignal(signal) ?? 128;
    main.pause = { ms: 0, status: main.status };
    this.#armPause(sandbox, container, main);
  }

  #endLater(sandbox: Sandbox, container: ContainerRecord, exitCode: number, afterMs: number): void {
    if (container.ending !== undefined) return;
    this.#world.touch(sandbox);
    const payload = { podUid: sandbox.podUid, name: container.name, attempt: container.attempt, exitCode };
    container.ending = { exitCode, timer: this.#world.context.schedule('exit', afterMs, payload) };
  }

  #closePorts(sandbox: Sandbox, { name }: ContainerRecord): void {
    const all = this.#world.listeners(sandbox);
    const left = all.filter((listener) => listener.podUid !== sandbox.podUid || listener.container !== name);
    if (left.length < all.length) this.#world.setListeners(sandbox, left);
  }

  #cancelTimers(container: ContainerRecord): void {
    const timers = [
      container.killTimer,
      container.ending?.timer,
      ...container.process.threads.map((thread) => thread.pause?.timer),
    ];
    for (const timer of timers) if (timer !== undefined) this.#world.context.cancel(timer);
    delete container.killTimer;
    delete container.ending;
  }
}
