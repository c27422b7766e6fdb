import type { HttpQuestion } from '../api/container-runtime.ts';
import type { NameAnswer } from '../api/name-answer.ts';
import { type DnsSettings, parseResolvConf, ResolvConfError } from '../api/pod-dns.ts';
import type { ContainerUsage } from '../api/node-runtime.ts';
import { cgroupFiles } from './cgroup-files.ts';
import { freeBytes } from './file-room.ts';
import { ContainerFiles } from './files.ts';
import { strikingFault } from './fault-target.ts';
import { imageCommand } from './commands/image-commands.ts';
import { standIn } from './commands/server-commands.ts';
import { appendToLog, beginBanner } from './logs.ts';
import type { MachineLoads } from './machine-loads.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import type { Command, FileTree, ListenRequest, NetworkAnswer, ProcessHost } from './shell/host.ts';
import type { Terminal } from './shell/terminal.ts';
import { accountsOf, type ContainerUser, imageUser, root } from './container-user.ts';
import type { ImageDefinition, Toolbox } from './image-definition.ts';
import { addAccountFiles } from './account-files.ts';
import { hostFiles } from './host-files.ts';
import { processFiles } from './process-files.ts';
import { ProcessRoots } from './process-roots.ts';
import { type ProcessEntry, processTable, takePid } from './process-table.ts';
import type { SignalRefusal } from './signals.ts';
import { managedFiles } from './managed-files.ts';
import { shownVolume } from './shown-sources.ts';
import type { World } from './world.ts';

/** What a running container can ask of its pieces that only its processes can answer. */
export interface ProcessControl {
  readonly loads: MachineLoads;
  /** A signal from a container to a process that it sees. */
  signal(
    sandbox: Sandbox,
    container: ContainerRecord,
    pid: number,
    signal: string,
  ): SignalRefusal | undefined;
  endOutOfMemory(sandbox: Sandbox, container: ContainerRecord, afterMs: number): void;
  /** From now on the main process uses so much. */
  setUsage(sandbox: Sandbox, container: ContainerRecord, usage: ContainerUsage): void;
  fileChanged(sandbox: Sandbox, container: ContainerRecord, place: string, text: string): void;
  /** The main process printed something. */
  printed(sandbox: Sandbox, container: ContainerRecord, stream: 'stdout' | 'stderr', text: string): void;
}

/** Where a process beside the main one prints to, and what it reads. */
export interface ProcessIo {
  readonly print: ProcessHost['print'];
  readonly terminal?: Terminal;
}

/** The world as a container's processes see it. What costs something is made when it is asked for. */
export function createHost(
  world: World,
  sandbox: Sandbox,
  container: ContainerRecord,
  control: ProcessControl,
  io?: ProcessIo,
): ProcessHost {
  return new ContainerHost(world, sandbox, container, control, io);
}

class ContainerHost implements ProcessHost {
  #world: World;
  #sandbox: Sandbox;
  #container: ContainerRecord;
  #control: ProcessControl;
  #io: ProcessIo | undefined;
  #files: ContainerFiles | undefined;

  constructor(
    world: World,
    sandbox: Sandbox,
    container: ContainerRecord,
    control: ProcessControl,
    io: ProcessIo | undefined,
  ) {
    this.#world = world;
    this.#sandbox = sandbox;
    this.#container = container;
    this.#control = control;
    this.#io = io;
  }

  get nowMs(): number {
    return this.#world.nowMs;
  }

  get timestamp(): string {
    return this.#world.context.view.nowTimestamp;
  }

  get startedMs(): number {
    return this.#container.startedMs;
  }

  get image(): string {
    return this.#container.image.split('#')[0]!;
  }

  get hostname(): string {
    return this.#sandbox.hostname;
  }

  get podIp(): string {
    return this.#sandbox.ip;
  }

  get user(): ContainerUser {
    return this.#container.user ?? root;
  }

  get environment(): Readonly<Record<string, string>> {
    return this.#container.environment;
  }

  get files(): FileTree {
    const world = this.#world;
    this.#files ??= createFiles(world, this.#sandbox, this.#container, this.#control);
    return this.#sandbox.sharesProcesses
      ? new ProcessRoots(this.#files, (pid) => this.#rootOf(pid))
      : this.#files;
  }

  /** The files that another process sees, for who may look over its shoulder. */
  #rootOf(pid: number): FileTree | undefined {
    const { target, uid } = this.processes().find(({ id }) => id === pid) ?? {};
    const mayLook = target !== undefined && (this.user.uid === 0 || this.user.uid === uid);
    if (!mayLook) return undefined;
    return createFiles(this.#world, target.sandbox, target.container, this.#control, this.user);
  }

  get textRead(): number {
    return this.#files?.textRead ?? 0;
  }

  get declaredPorts(): readonly number[] {
    return this.#container.declaredPorts;
  }

  get terminal(): Terminal | undefined {
    return this.#io === undefined ? this.#container.terminal : this.#io.terminal;
  }

  get toolbox(): Toolbox {
    return this.#world.image(this.#container.image).toolbox;
  }

  get shellShowsDirectory(): boolean {
    return this.toolbox !== 'debian';
  }

  get stopMs(): number {
    return this.#world.timings.stopMs;
  }

  get memoryLimitBytes(): number | undefined {
    return this.#container.memoryLimitBytes;
  }

  command(name: string): Command | undefined {
    return commandOf(this.#world, this.#container.image, name);
  }

  print(stream: 'stdout' | 'stderr', text: string): void {
    if (this.#io !== undefined) return this.#io.print(stream, text);
    appendToLog(this.#container.log, text, this.nowMs, () => this.#world.maxLogBytes(this.#sandbox.node));
    this.#control.printed(this.#sandbox, this.#container, stream, text);
  }

  printBanner(): void {
    beginBanner(this.#container.log, this.#container.image, this.nowMs);
    const lines = bannerLines(this.#world, this.#container.image, this.#sandbox.ip);
    this.#control.printed(
      this.#sandbox,
      this.#container,
      'stdout',
      lines.map((line) => `${line}\n`).join(''),
    );
  }

  resolve(host: string): readonly string[] | undefined {
    const answer = this.lookUp(host);
    return answer.kind === 'found' ? answer.addresses : undefined;
  }

  lookUp(host: string): NameAnswer {
    const settings = readSettings(this.files.read('/etc/resolv.conf') ?? '');
    const answer = this.#world.options.network?.resolve(this.#client(), host, settings);
    return answer ?? { kind: 'unreachable', waitedMs: 0 };
  }

  request(address: string, port: number, path: string, question?: HttpQuestion): NetworkAnswer {
    const { network } = this.#world.options;
    return network?.request(this.#client(), address, port, path, question) ?? { kind: 'timeout' };
  }

  listen(request: ListenRequest): boolean {
    const isOpen = listen(this.#world, this.#sandbox, this.#container.name, request);
    if (!isOpen) {
      this.#world.touch(this.#sandbox);
      this.#container.refusedPort = request.port;
    }
    return isOpen;
  }

  random(): number {
    return this.#world.context.random('shell').next();
  }

  setTermination(afterMs: number, exitCode: number): void {
    this.#world.touch(this.#sandbox);
    this.#container.termination = { afterMs, exitCode };
  }

  setUsage(usage: ContainerUsage): void {
    if (this.#io !== undefined) return;
    const { use } = this.#world.image(this.#container.image);
    this.#control.setUsage(this.#sandbox, this.#container, { ...usage, ...use });
  }

  outOfMemory(afterMs: number): void {
    this.#control.endOutOfMemory(this.#sandbox, this.#container, afterMs);
  }

  processes(): ProcessEntry[] {
    return processTable(this.#world, this.#sandbox, this.#container);
  }

  nextPid(): number {
    return takePid(this.#world, this.#sandbox, this.#container);
  }

  get mainPid(): number {
    return this.#container.process.pid ?? 1;
  }

  signal(pid: number, signal: string): SignalRefusal | undefined {
    return this.#control.signal(this.#sandbox, this.#container, pid, signal);
  }

  #client(): { namespace: string; podUid: string; node: string } {
    const { namespace, podUid, node } = this.#sandbox;
    return { namespace, podUid, node };
  }
}

/** A file that can't be read, or names no server, leaves the container's own address, where nobody answers. */
function readSettings(text: string): DnsSettings {
  try {
    const settings = parseResolvConf(text);
    return settings.nameservers.length > 0 ? settings : { ...settings, nameservers: ['127.0.0.1'] };
  } catch (error) {
    if (error instanceof ResolvConfError) return { nameservers: ['127.0.0.1'], searches: [], options: [] };
    throw error;
  }
}

/** What an image's server prints at its start. */
export function bannerLines(world: World, image: string, podIp: string): readonly string[] {
  return (world.image(image).server?.log ?? []).map((line) => line.replaceAll('{podIp}', podIp));
}

/** A command by name: the options' own first, then the image's; a stand-in runs whatever it is told to. */
export function commandOf(world: World, imageName: string, name: string): Command | undefined {
  const own = world.options.programs?.[name];
  if (own !== undefined) return own;
  const image = world.image(imageName);
  return imageCommand(image, name) ?? (world.isStandIn(image) ? standIn : undefined);
}

export function createFiles(
  world: World,
  sandbox: Sandbox,
  container: ContainerRecord,
  control: ProcessControl,
  user: ContainerUser = container.user ?? root,
): ContainerFiles {
  return new ContainerFiles({
    image: () => imageFiles(world, sandbox, container),
    owned: () => ownedDirectories(world.image(container.image)),
    kernel: (path) =>
      path.startsWith('/proc')
        ? processFiles(world, sandbox, container)
        : cgroupFiles(control.loads, sandbox, container),
    layer: () => container.layer,
    isFull: () => strikingFault(world, 'DiskFull', sandbox, container) !== undefined,
    freeBytes: (volume) => freeBytes(world, sandbox, (node) => control.loads.sandboxes(node), volume),
    mounts: container.mounts,
    volume: (key) => world.volume(key),
    base: (key) => hostFiles(key) ?? noFiles,
    attributes: (volume, make) =>
      volume === undefined
        ? (container.attributes ?? (make ? (container.attributes = {}) : undefined))
        : world.attributesOf(volume, make),
    shown: (volume) => shownVolume(world, sandbox, volume),
    user,
    readOnlyRoot: container.readOnlyRoot === true,
    terminationLog: container.terminationPath,
    changed: (place, text) => {
      world.touch(sandbox);
      if (place.startsWith('pod/')) control.loads.volumeChanged(sandbox, volumeOf(place));
      control.fileChanged(sandbox, container, place, text);
    },
  });
}

/** The volume that a place is in: `pod/UID/NAME` of `pod/UID/NAME/file`. */
function volumeOf(place: string): string {
  return place.split('/', 3).join('/');
}

const noFiles: Readonly<Record<string, string>> = {};

function ownedDirectories(image: ImageDefinition): { directories: readonly string[]; uid: number } {
  return { directories: image.owned ?? [], uid: imageUser(image).uid };
}

function imageFiles(
  world: World,
  sandbox: Sandbox,
  { image: name, name: containerName }: ContainerRecord,
): Readonly<Record<string, string>> {
  const image = world.image(name);
  const page = image.server?.http?.root;
  const pod = world.podOf(sandbox);
  const files = managedFiles(pod, sandbox, accountsOf(image));
  addAccountFiles(files, world, sandbox, pod, containerName);
  if (page !== undefined) files[`${page}/index.html`] = image.server?.http?.body ?? '';
  return image.files === undefined ? files : Object.assign(files, image.files);
}

function listen(world: World, sandbox: Sandbox, container: string, request: ListenRequest): boolean {
  const listeners = world.listeners(sandbox);
  if (listeners.some((listener) => listener.port === request.port)) return false;
  const { port, answer } = request;
  const listener = {
    port,
    readyAtMs: world.nowMs + request.afterMs,
    podUid: sandbox.podUid,
    container,
    answer,
  };
  world.setListeners(sandbox, [...listeners, listener]);
  return true;
}
