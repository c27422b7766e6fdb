import type {
  ContainerStart,
  ExecResult,
  FailedStart,
  HookEnd,
  HttpQuestion,
  LogLine,
  PortAnswer,
  RuntimeEvent,
  StartedContainer,
} from '../api/container-runtime.ts';
import type { Container, ContainerUser, Pod, ResourceRequirements } from '../api/generated/types.ts';
import type {
  ContainerDisk,
  ContainerLogPiece,
  ContainerUsage,
  ImageUser,
  MachineUsage,
  NodeRuntime,
  StoredImage,
} from '../api/node-runtime.ts';
import type { Part, PartContext } from '../api/part.ts';
import type { ProbeKind } from '../api/podarium.ts';
import type { Change } from '../api/store.ts';
import type { ContainerStreams } from '../api/streams.ts';
import type { Json } from '../kernel/index.ts';
import { askPort } from './answers.ts';
import { shellBuiltins } from './commands/builtin-table.ts';
import { bannerLines, commandOf } from './container-host.ts';
import { toldUser, userOf } from './container-user.ts';
import { missingProfile } from './confinement.ts';
import { createContainerRecord, wordsOf } from './container-start.ts';
import { makeHostPaths, volumeChanged } from './disks.ts';
import { machineDiskBytes, podDiskOf, removeDeadContainers, storedImages, volumeBytes } from './disk-use.ts';
import { FaultInjector } from './fault-injector.ts';
import { activeFaults } from './fault-target.ts';
import { containerId, imageId } from './identity.ts';
import { parseImageName } from './image-name.ts';
import { readLog } from './logs.ts';
import { answersLast } from './lasting-answers.ts';
import type { RuntimeOptions } from './options.ts';
import { notStarted } from './start-errors.ts';
import { insideOf } from './inside.ts';
import { Processes } from './processes.ts';
import { PullQueue } from './pull-queue.ts';
import { hostPathKind } from './host-files.ts';
import { Sandboxes } from './sandboxes.ts';
import { findSource, refreshSource, sourceChanged } from './shown-sources.ts';
import { handVolumesToGroup } from './volume-ownership.ts';
import { podVolumePrefix } from './volumes.ts';
import { World } from './world.ts';

/** What the wiring gets: a part of the cluster, the kubelets' runtime, and the ports of pods for the network. */
export interface Runtime extends Part, NodeRuntime {
  /** Told of everything that happens in a runtime; set by the wiring. */
  onEvent: (event: RuntimeEvent) => void;
  /** Told of pods in which something is about to change (undefined: in any); set by the wiring. */
  onStir: (podUid: string | undefined) => void;
  /** The pod that has an address of the pod network. */
  podAt(
    address: string,
  ):
    | { readonly podUid: string; readonly node: string; readonly namespace: string; readonly name: string }
    | undefined;
  /** Asks a port in a machine's own network namespace: pods on the host network listen there. */
  askNode(node: string, port: number, path: string | undefined, question?: HttpQuestion): PortAnswer;
  /** What a pod's machine knows of it; undefined when it has no sandbox. */
  inside(podUid: string): ReturnType<typeof insideOf> | undefined;
}

const refused: PortAnswer = { kind: 'refused' };

type TimerPayload = Readonly<
  Record<'podUid' | 'name' | 'node' | 'image' | 'ip' | 'fault' | 'session', string>
> &
  Readonly<Record<'attempt' | 'thread' | 'exitCode' | 'durationMs', number>> & {
    readonly registries?: readonly string[];
  };

class SimulatedRuntime implements Runtime {
  readonly name = 'runtime';
  readonly watches = [
    'faults.podarium.dev',
    'images.podarium.dev',
    'pods',
    'configmaps',
    'secrets',
    'persistentvolumes',
  ];
  #world: World;
  #processes: Processes;
  #sandboxes: Sandboxes;
  #pulls: PullQueue;
  #faults: FaultInjector;

  constructor(options: Partial<RuntimeOptions>) {
    this.#world = new World(options);
    this.#processes = new Processes(this.#world);
    this.#sandboxes = new Sandboxes(this.#world, this.#processes);
    this.#faults = new FaultInjector(this.#world, this.#processes);
    this.#pulls = new PullQueue(this.#world, () => activeFaults(this.#world));
  }

  get streams(): ContainerStreams {
    return this.#processes.sessions;
  }

  get onEvent(): (event: RuntimeEvent) => void {
    return this.#world.onEvent;
  }

  set onEvent(listener: (event: RuntimeEvent) => void) {
    this.#world.onEvent = listener;
  }

  set onStir(listener: (podUid: string | undefined) => void) {
    this.#world.onStir = listener;
  }

  start(context: PartContext): void {
    this.#world.connect(context);
  }

  onChange(change: Change, context: PartContext): void {
    if (change.resource === 'images.podarium.dev') return this.#world.imagesChanged();
    if (change.resource === 'pods') {
      if (change.type === 'DELETED') this.#sandboxes.forgetVolumes(change.previous?.metadata?.uid ?? '');
    } else if (change.resource === 'persistentvolumes') volumeChanged(this.#world, change);
    else if (change.resource !== 'faults.podarium.dev') this.#sourceChanged(change);
    else context.schedule('', 0, { name: change.name });
  }

  #sourceChanged(change: Change): void {
    if (this.#world.sandboxes.size > 0) sourceChanged(this.#world, change);
  }

  onTimer(timer: string, payload: Json, _context: PartContext): void {
    const {
      podUid,
      name,
      node,
      image,
      ip,
      fault,
      session,
      attempt,
      thread,
      exitCode,
      durationMs,
      registries,
    } = payload as unknown as TimerPayload;
    switch (timer) {
      case 'sandbox':
        return this.#sandboxes.finish(podUid, ip);
      case 'pull':
        return this.#pulls.finish(node, image, durationMs, registries);
      case 'process':
        return this.#processes.wake(podUid, name, attempt, thread);
      case 'hook':
        return this.#processes.wakeHook(podUid, name, attempt, thread);
      case 'session':
        return this.#processes.sessions.wake(session, thread);
      case 'exit':
      case 'kill':
        return this.#processes.end(podUid, name, attempt, exitCode);
      case 'volume':
        return refreshSource(this.#world, podUid, name);
      case 'memory':
        return this.#processes.loads.onTimer(node);
      case 'fault':
        this.#faults.onTimer(name);
        return this.#world.onStir(undefined);
      case 'strike':
        return this.#faults.strike(fault, podUid, name, attempt);
      default:
        this.#faults.reconcile(name);
        this.#world.onStir(undefined);
    }
  }

  snapshot(): Json {
    return this.#world.snapshot();
  }

  restore(state: Json, context: PartContext): void {
    this.#world.connect(context);
    this.#world.restore(state);
    this.#sandboxes.rebuild();
    this.#processes.loads.rebuild();
  }

  runPodSandbox(node: string, pod: Pod): void {
    this.#sandboxes.run(node, pod);
  }

  stopPodSandbox(_node: string, podUid: string): void {
    this.#sandboxes.stop(podUid);
  }

  removePodSandbox(_node: string, podUid: string): void {
    this.#sandboxes.remove(podUid);
  }

  removePodVolumes(_node: string, podUid: string): void {
    this.#sandboxes.forgetVolumes(podUid);
  }

  hasImage(node: string, image: string): boolean {
    return this.#pulls.has(node, image);
  }

  containerUser(pod: Pod, container: Container): ContainerUser {
    return toldUser(userOf(pod, container, this.#world.imageNow(container.image ?? '')));
  }

  /** Of an image that it only stands in for nothing is known. */
  imageUser(image: string): ImageUser {
    const definition = this.#world.imageNow(image);
    if (this.#world.isStandIn(definition)) return {};
    const [user = '0'] = (definition.user ?? '0').split(':');
    return /^\d+$/.test(user) ? { uid: Number(user) } : { username: user };
  }

  pullImage(node: string, image: string, registries: readonly string[] = []): void {
    this.#pulls.pull(node, image, registries);
  }

  startContainer(start: ContainerStart): StartedContainer | FailedStart {
    const podUid = start.pod.metadata?.uid ?? '';
    const { name, image = '' } = start.container;
    const sandbox = this.#world.sandboxes.get(podUid);
    if (sandbox === undefined)
      return {
        reason: 'CreateContainerError',
        message: `failed to find sandbox of pod "${podUid}": not found`,
        exitCode: 128,
      };
    const key = this.#world.imageKey(image);
    const definition = this.#world.image(key);
    if (definition.problem !== undefined)
      return { reason: 'CreateContainerError', message: definition.problem, exitCode: 128 };
    const unconfined = missingProfile(this.#world, start.node, start.pod, start.container);
    if (unconfined !== undefined)
      return { reason: 'CreateContainerError', message: unconfined, exitCode: 128 };
    const words = wordsOf(start.container, definition, this.#world.isStandIn(definition));
    const program = words[0];
    if (program === undefined)
      return {
        reason: 'CreateContainerError',
        message: 'failed to generate container spec: no command specified',
        exitCode: 128,
      };
    if (!shellBuiltins.has(program) && commandOf(this.#world, key, program) === undefined)
      return failedStart(program);
    const previous = this.#world.container(podUid, name);
    if (previous !== undefined) this.#processes.abandon(sandbox, previous);
    const container = createContainerRecord(
      start,
      words,
      this.#world.nowMs,
      previous?.log,
      (resource, source) => findSource(this.#world, sandbox)(resource, source),
      key,
      definition,
    );
    makeHostPaths(this.#world, start.pod, start.node);
    if (Object.keys(sandbox.containers).length === 0)
      handVolumesToGroup(this.#world, start.pod, container.mounts);
    this.#world.touch(sandbox);
    sandbox.containers[name] = container;
    this.#processes.begin(sandbox, container);
    this.#faults.containerStarted(sandbox, container);
    return { containerId: containerId(podUid, name, start.attempt), imageId: imageId(parseImageName(image)) };
  }

  updateContainerResources(
    _node: string,
    podUid: string,
    name: string,
    resources: ResourceRequirements,
  ): void {
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, name);
    if (sandbox !== undefined && container !== undefined)
      this.#processes.loads.resize(sandbox, container, resources);
  }

  stopContainer(_node: string, podUid: string, containerName: string, gracePeriodMs: number): void {
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, containerName);
    if (sandbox !== undefined && container !== undefined)
      this.#processes.stop(sandbox, container, gracePeriodMs);
  }

  exec(_node: string, podUid: string, containerName: string, command: readonly string[]): ExecResult {
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, containerName);
    if (sandbox === undefined || container === undefined) {
      return { exitCode: 1, stdout: '', stderr: `container "${containerName}" is not running\n` };
    }
    return this.#processes.exec(sandbox, container, command);
  }

  runHook(
    _node: string,
    podUid: string,
    containerName: string,
    command: readonly string[],
  ): HookEnd | undefined {
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, containerName);
    if (sandbox === undefined || container === undefined) return { exitCode: 1, stdout: '', stderr: '' };
    return this.#processes.runHook(sandbox, container, command);
  }

  probePort(_node: string, podUid: string, port: number, path: string | undefined): PortAnswer {
    const sandbox = this.#world.sandboxes.get(podUid);
    if (sandbox === undefined) return { kind: 'timeout' };
    return askPort(this.#world, sandbox, port, path, this.#processes);
  }

  probeAddress(node: string, address: string, port: number, path: string | undefined): PortAnswer {
    const asker = { namespace: '', podUid: '', node };
    return this.#world.options.network?.request(asker, address, port, path) ?? { kind: 'timeout' };
  }

  answersLast(podUid: string, port: number, path: string | undefined): boolean {
    return answersLast(this.#world, podUid, port, path);
  }

  askPort(podUid: string, port: number, path: string | undefined, question?: HttpQuestion): PortAnswer {
    const sandbox = this.#world.sandboxes.get(podUid);
    return sandbox === undefined
      ? { kind: 'timeout' }
      : askPort(this.#world, sandbox, port, path, this.#processes, question);
  }

  askNode(node: string, port: number, path: string | undefined, question?: HttpQuestion): PortAnswer {
    const listener = this.#world.nodes.get(node)?.listeners.find((candidate) => candidate.port === port);
    return listener === undefined ? refused : this.askPort(listener.podUid, port, path, question);
  }

  podAt(address: string): { podUid: string; node: string; namespace: string; name: string } | undefined {
    const sandbox = this.#world.sandboxes.get(this.#sandboxes.podAt(address) ?? '');
    return sandbox === undefined
      ? undefined
      : { podUid: sandbox.podUid, node: sandbox.node, namespace: sandbox.namespace, name: sandbox.podName };
  }

  hostPathKind(node: string, path: string): ReturnType<typeof hostPathKind> {
    return hostPathKind(this.#world, node, path);
  }

  logs(podUid: string, containerName: string, previous: boolean): readonly LogLine[] {
    const container = this.#world.container(podUid, containerName);
    const log = previous ? container?.previousLog : container?.log;
    if (container === undefined || log === undefined) return [];
    const ip = this.#world.sandboxes.get(podUid)?.ip ?? '';
    return readLog(log, (image) => bannerLines(this.#world, image, ip), true, this.#world.nowMs).lines;
  }

  containerLog(podUid: string, name: string, id: string): ContainerLogPiece | undefined {
    const container = this.#world.container(podUid, name);
    if (container === undefined) return undefined;
    const isRun = (attempt: number): boolean => containerId(podUid, name, attempt) === id;
    const current = isRun(container.attempt);
    const log = current ? container.log : isRun(container.attempt - 1) ? container.previousLog : undefined;
    if (log === undefined) return undefined;
    const ended = !current || container.exited === true;
    const ip = this.#world.sandboxes.get(podUid)?.ip ?? '';
    return {
      ...readLog(log, (image) => bannerLines(this.#world, image, ip), ended, this.#world.nowMs),
      ended,
    };
  }

  usage(podUid: string, name: string): ContainerUsage | undefined {
    const container = this.#world.running(podUid, name);
    const sandbox = this.#world.sandboxes.get(podUid);
    return container === undefined || sandbox === undefined
      ? undefined
      : this.#processes.loads.usage(sandbox, container);
  }

  machineUsage(node: string): MachineUsage {
    return this.#processes.loads.machine(node);
  }

  machineDisk(node: string): number {
    return machineDiskBytes(this.#world, node, this.#processes.loads.sandboxes(node));
  }

  podDisk(podUid: string): Readonly<Record<string, ContainerDisk>> {
    return podDiskOf(this.#world, podUid);
  }

  volumeBytes(podUid: string, volumeName: string): number {
    return volumeBytes(this.#world, podVolumePrefix(podUid) + volumeName);
  }

  storedImages(node: string): readonly StoredImage[] {
    return storedImages(this.#world, node);
  }

  removeImage(node: string, reference: string): void {
    delete this.#world.node(node).images[reference];
  }

  removeDeadContainers(node: string): void {
    removeDeadContainers(this.#world, node);
  }

  inside(podUid: string): ReturnType<typeof insideOf> | undefined {
    const sandbox = this.#world.sandboxes.get(podUid);
    return sandbox === undefined ? undefined : insideOf(this.#world, this.#processes.loads, sandbox);
  }

  failingProbe(podUid: string, name: string, kind: ProbeKind): string | undefined {
    if (this.#world.faults.size === 0) return undefined;
    const sandbox = this.#world.sandboxes.get(podUid);
    const container = this.#world.running(podUid, name);
    return sandbox === undefined || container === undefined
      ? undefined
      : this.#faults.failingProbe(sandbox, container, kind);
  }

  powerOff(node: string): void {
    this.#sandboxes.powerOff(node);
    this.#pulls.cancelAll(node);
  }
}

/** runc's words for a program that is not there, as containerd passes them on. */
function failedStart(program: string): FailedStart {
  const message =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ' +
    `unable to start container process: error during container init: ${notStarted(program)}: unknown`;
  return { reason: 'StartError', message, exitCode: 128 };
}

/** A container runtime for all machines of a cluster, shaped like the CRI (staging/src/k8s.io/cri-api). */
export function createRuntime(options: Partial<RuntimeOptions> = {}): Runtime {
  return new SimulatedRuntime(options);
}
