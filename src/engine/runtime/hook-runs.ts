/** Commands of lifecycle hooks: processes beside a container's own, which end with it. */
import type { HookEnd } from '../api/container-runtime.ts';
import { shellBuiltins } from './commands/builtin-table.ts';
import { commandOf, createHost, type ProcessControl } from './container-host.ts';
import { isHung } from './fault-target.ts';
import { execId } from './identity.ts';
import { notStarted } from './start-errors.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import { takeFirstPid } from './process-table.ts';
import { createContainerProcess, type Thread } from './shell/state.ts';
import { advanceThreads, freezeThread, thawThreads } from './threads.ts';
import type { World } from './world.ts';

const stepsPerInstant = 5_000;
/** Characters of each stream that are kept of what a hook prints. */
const keptOutput = 2_000;
/** Exit codes of a command that is not there, and of one that was killed. */
const notFound = 127;
const killed = 137;

/** containerd's words for a command that is not there. */
function failedExec({ podUid }: Sandbox, { name, attempt }: ContainerRecord, program: string): string {
  return `rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${execId(podUid, name, attempt)}": OCI runtime exec failed: exec failed: unable to start container process: ${notStarted(program)}: unknown`;
}

export class HookRuns {
  #world: World;
  #control: ProcessControl;

  constructor(world: World, control: ProcessControl) {
    this.#world = world;
    this.#control = control;
  }

  /** Undefined when it goes on. */
  run(sandbox: Sandbox, container: ContainerRecord, command: readonly string[]): HookEnd | undefined {
    this.cancel(container);
    const name = command[0] ?? '';
    if (!shellBuiltins.has(name) && commandOf(this.#world, container.image, name) === undefined)
      return { exitCode: notFound, stdout: '', stderr: '', error: failedExec(sandbox, container, name) };
    container.hook = createContainerProcess(command, container.directory);
    container.hook.pid = takeFirstPid(this.#world, sandbox, container);
    container.hookOutput = { stdout: '', stderr: '' };
    if (isHung(this.#world, sandbox, container)) return undefined;
    return this.#advance(sandbox, container);
  }

  /** A pause of one of its threads is over. */
  wake(sandbox: Sandbox, container: ContainerRecord, threadId: number): void {
    const thread = container.hook?.threads.find((candidate) => candidate.id === threadId);
    if (thread === undefined) return;
    this.#world.touch(sandbox);
    if (isHung(this.#world, sandbox, container)) return freezeThread(thread);
    delete thread.pause;
    this.#go(sandbox, container);
  }

  /** The container's processes stood still, and go on. */
  thaw(sandbox: Sandbox, container: ContainerRecord): void {
    if (container.hook === undefined) return;
    thawThreads(container.hook.threads);
    this.#go(sandbox, container);
  }

  #go(sandbox: Sandbox, container: ContainerRecord): void {
    const end = this.#advance(sandbox, container);
    if (end !== undefined) this.#tell(sandbox, container, end);
  }

  /** The container has ended, and with it what ran in it. */
  end(sandbox: Sandbox, container: ContainerRecord): void {
    if (container.hook === undefined) return;
    const { hookOutput } = container;
    this.cancel(container);
    this.#tell(sandbox, container, { exitCode: killed, stdout: '', stderr: '', ...hookOutput });
  }

  /** Ends it without a word. */
  cancel(container: ContainerRecord): void {
    for (const { pause } of container.hook?.threads ?? [])
      if (pause?.timer !== undefined) this.#world.context.cancel(pause.timer);
    delete container.hook;
    delete container.hookOutput;
  }

  #advance(sandbox: Sandbox, container: ContainerRecord): HookEnd | undefined {
    const process = container.hook!;
    this.#world.touch(sandbox);
    const output = container.hookOutput!;
    const print = (stream: 'stdout' | 'stderr', text: string): void => {
      output[stream] = (output[stream] + text).slice(0, keptOutput);
    };
    const host = createHost(this.#world, sandbox, container, this.#control, { print });
    const budget = { steps: stepsPerInstant, waitedMs: 0, depth: 0 };
    const execution = { host, process, budget, builtins: shellBuiltins };
    const status = advanceThreads(execution, {
      arm: (thread) => this.#arm(sandbox, container, thread),
      cancel: (timer) => this.#world.context.cancel(timer),
      isOver: () => container.hook !== process,
    });
    if (status === undefined) return undefined;
    this.cancel(container);
    return { exitCode: status, ...output };
  }

  #arm({ podUid }: Sandbox, { name, attempt }: ContainerRecord, { id: thread, pause }: Thread): void {
    if (pause === undefined || pause.ms === null || pause.timer !== undefined) return;
    pause.timer = this.#world.context.schedule('hook', pause.ms, { podUid, name, attempt, thread });
  }

  #tell({ node, podUid }: Sandbox, { name: containerName }: ContainerRecord, end: HookEnd): void {
    this.#world.onEvent({ kind: 'HookEnded', node, podUid, containerName, end });
  }
}
