/** Which processes see each other, and by which numbers: `man 7 pid_namespaces`. */
import { hashText } from '../kernel/index.ts';
import { root } from './container-user.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import type { ShellProcess, Thread } from './shell/state.ts';
import type { World } from './world.ts';

export interface ProcessEntry {
  readonly id: number;
  readonly words: readonly string[];
  readonly uid: number;
  /** What a signal to it reaches; absent: what stays whatever it is told, such as the pause container. */
  readonly target?: ProcessTarget;
}

export interface ProcessTarget {
  readonly sandbox: Sandbox;
  readonly container: ContainerRecord;
  readonly process: ShellProcess;
  readonly thread: Thread;
  /** The command that the thread waits for, rather than the thread itself. */
  readonly isChild: boolean;
  /** The session that it belongs to. */
  readonly session?: string;
  /** It is seen from a namespace around its own. */
  readonly isBelow?: boolean;
}

/** Numbers between one container's first process and the next: what came and went as it was made. */
const startStep = 6;
const pauseUser = 65_535;

/** A number for a new process of a container: a `step` beyond the last one of its namespace. */
export function takePid(world: World, sandbox: Sandbox, container: ContainerRecord, step = 1): number {
  world.touch(sandbox);
  if (sandbox.sharesProcesses) {
    sandbox.lastPid = lastPidOf(sandbox) + step;
    return sandbox.lastPid;
  }
  const { process } = sandbox.containers[container.processesOf ?? ''] ?? container;
  process.nextThread += step;
  return process.nextThread - 1;
}

/** The number of a command's or container's first process. */
export function takeFirstPid(world: World, sandbox: Sandbox, container: ContainerRecord): number {
  return takePid(world, sandbox, container, startStep);
}

/** The same for one that is gone as soon as it came: nobody else needs its number. */
export function passingPid(sandbox: Sandbox, container: ContainerRecord): number {
  if (sandbox.sharesProcesses) return lastPidOf(sandbox) + startStep;
  const { process } = sandbox.containers[container.processesOf ?? ''] ?? container;
  return process.nextThread - 1 + startStep;
}

/** Its first process is number 1, unless it is a guest in another namespace. */
export function hasOwnProcesses(sandbox: Sandbox, { processesOf }: ContainerRecord): boolean {
  return (
    !sandbox.sharesProcesses && (processesOf === undefined || sandbox.containers[processesOf] === undefined)
  );
}

function lastPidOf({ lastPid, hostProcesses, podUid }: Sandbox): number {
  return lastPid ?? (hostProcesses === true ? hostNumber(podUid) : 1);
}

/** All that a container's processes see, by number. */
export function processTable(world: World, sandbox: Sandbox, container: ContainerRecord): ProcessEntry[] {
  if (sandbox.hostProcesses === true) return machineTable(world, sandbox.node);
  const containers = Object.values(sandbox.containers).filter((other) => sees(sandbox, container, other));
  const entries = containers.flatMap((other) => entriesOf(world, sandbox, other));
  if (sandbox.sharesProcesses) entries.push({ id: 1, words: ['/pause'], uid: pauseUser });
  return entries.toSorted((left, right) => left.id - right.id);
}

function sees(sandbox: Sandbox, container: ContainerRecord, other: ContainerRecord): boolean {
  if (other.exited === true) return false;
  const home = ({ name, processesOf }: ContainerRecord): string => processesOf ?? name;
  return sandbox.sharesProcesses || home(container) === home(other);
}

function entriesOf(world: World, sandbox: Sandbox, container: ContainerRecord): ProcessEntry[] {
  const { uid } = container.user ?? root;
  const found = entriesOfProcess(container.process, { sandbox, container }, uid);
  if (container.hook !== undefined)
    found.push(...entriesOfProcess(container.hook, { sandbox, container }, uid));
  for (const { id: session, process, podUid, container: name } of world.sessions.values())
    if (process !== undefined && podUid === sandbox.podUid && name === container.name)
      found.push(...entriesOfProcess(process, { sandbox, container, session }, uid));
  return found;
}

function entriesOfProcess(
  process: ShellProcess,
  place: Pick<ProcessTarget, 'sandbox' | 'container' | 'session'>,
  uid: number,
): ProcessEntry[] {
  const ownWords = wordsOf(process);
  return process.threads.flatMap((thread): ProcessEntry[] => {
    const { words, pid } = thread.pause ?? {};
    const target = { ...place, process, thread, isChild: false };
    if (thread.id !== 1) return [{ id: thread.id, words: words ?? ownWords, uid, target }];
    const main = { id: process.pid ?? 1, words: ownWords, uid, target };
    if (words === undefined) return [main];
    return pid === undefined
      ? [{ ...main, words }]
      : [main, { id: pid, words, uid, target: { ...target, isChild: true } }];
  });
}

const entrypointScript = /(?:^|\/)(?:docker-)?entrypoint\.sh$|(?:^|\/)docker-php-entrypoint$/;

/** What a process was started with; a script that prepares has made way for what follows it. */
function wordsOf({ threads }: ShellProcess): readonly string[] {
  const [first = 'sh', ...rest] = threads[0]?.calls[0]?.parameters?.slice(1) ?? [];
  const words = rest.length > 0 && entrypointScript.test(first) ? rest : [first, ...rest];
  return words[0] === 'nginx' ? ['nginx: master process', ...words] : words;
}

const daemons: readonly [id: number, command: string][] = [
  [1, '/sbin/init'],
  [88, '/lib/systemd/systemd-journald'],
  [112, '/usr/local/bin/containerd'],
  [219, '/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml'],
];

/** A machine's own processes, and those of all pods that run on it. */
function machineTable(world: World, node: string): ProcessEntry[] {
  const entries: ProcessEntry[] = daemons.map(([id, command]) => ({ id, words: command.split(' '), uid: 0 }));
  const here = [...world.sandboxes.values()].filter((sandbox) => sandbox.node === node);
  for (const sandbox of here)
    if (sandbox.hostProcesses === true)
      for (const container of Object.values(sandbox.containers))
        if (container.exited !== true) entries.push(...entriesOf(world, sandbox, container));
  const used = new Set(entries.map(({ id }) => id));
  const add = (entry: ProcessEntry, name: string): void => {
    let id = hostNumber(name);
    while (used.has(id)) id++;
    used.add(id);
    const { target } = entry;
    entries.push({ ...entry, id, ...(target === undefined ? {} : { target: { ...target, isBelow: true } }) });
  };
  for (const sandbox of here) {
    const { podUid } = sandbox;
    add(
      { id: 0, words: ['/usr/local/bin/containerd-shim-runc-v2', '-namespace', 'k8s.io'], uid: 0 },
      `${podUid}/shim`,
    );
    add({ id: 0, words: ['/pause'], uid: pauseUser }, `${podUid}/pause`);
    if (sandbox.hostProcesses === true) continue;
    for (const container of Object.values(sandbox.containers))
      if (container.exited !== true)
        for (const entry of entriesOf(world, sandbox, container))
          add(entry, `${podUid}/${container.name}/${container.attempt}/${entry.id}`);
  }
  return entries.toSorted((left, right) => left.id - right.id);
}

/** The number of a process among all of its machine: the same as long as it lives. */
function hostNumber(name: string): number {
  return 1_000 + (Number.parseInt(hashText(name).slice(0, 6), 16) % 60_000);
}
