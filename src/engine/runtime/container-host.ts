import { ContainerFiles } from './files.ts';
import { imageCommand } from './commands/image-commands.ts';
import { standIn } from './commands/server-commands.ts';
import { appendToLog } from './logs.ts';
import type { ContainerRecord, Sandbox } from './records.ts';
import type { Command, ListenRequest, NetworkAnswer, ProcessHost } from './shell/host.ts';
import { shownFiles } from './volumes.ts';
import type { World } from './world.ts';

/** What a running container can ask of its pieces that only its processes can answer. */
export interface ProcessControl {
  signalThread(sandbox: Sandbox, container: ContainerRecord, threadId: number, signal: string): boolean;
  endOutOfMemory(sandbox: Sandbox, container: ContainerRecord, afterMs: number): void;
  fileChanged(sandbox: Sandbox, container: ContainerRecord, place: string, text: string): void;
}

/** The world as a container's processes see it. */
export function createHost(
  world: World,
  sandbox: Sandbox,
  container: ContainerRecord,
  control: ProcessControl,
): ProcessHost {
  const { view } = world.context;
  const image = world.image(container.image);
  return {
    nowMs: view.nowMs,
    timestamp: view.nowTimestamp,
    startedMs: container.startedMs,
    image: container.image,
    hostname: sandbox.hostname,
    podIp: sandbox.ip,
    environment: container.environment,
    files: createFiles(world, sandbox, container, control),
    declaredPorts: container.declaredPorts,
    interactive: container.interactive,
    stopMs: world.timings.stopMs,
    memoryLimitBytes: container.memoryLimitBytes,
    network: networkOf(world, sandbox),
    command: (name) => commandOf(world, container.image, name),
    print: (_, text) => appendToLog(container.log, text, view.nowMs),
    printBanner: () => (container.log.banner = { timeMs: view.nowMs, image: image.repository }),
    listen: (request) => listen(world, sandbox, container.name, request),
    random: () => world.context.random('shell').next(),
    setTermination: (afterMs, exitCode) => (container.termination = { afterMs, exitCode }),
    outOfMemory: (afterMs) => control.endOutOfMemory(sandbox, container, afterMs),
    signal: (threadId, signal) => control.signalThread(sandbox, container, threadId, signal),
  };
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
): ContainerFiles {
  return new ContainerFiles({
    image: imageFiles(world, sandbox, container),
    layer: () => container.layer,
    mounts: container.mounts,
    volume: (key) => world.volume(key),
    shown: (sources) => shownFiles(sources, world.context.view),
    changed: (place, text) => control.fileChanged(sandbox, container, place, text),
  });
}

function imageFiles(
  world: World,
  sandbox: Sandbox,
  container: ContainerRecord,
): Readonly<Record<string, string>> {
  const image = world.image(container.image);
  const page = image.server?.http?.root;
  return {
    '/etc/hostname': `${sandbox.hostname}\n`,
    '/etc/hosts': `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n${sandbox.ip}\t${sandbox.hostname}\n`,
    '/etc/resolv.conf': `search ${sandbox.namespace}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`,
    '/var/run/secrets/kubernetes.io/serviceaccount/namespace': sandbox.namespace,
    ...(page === undefined ? {} : { [`${page}/index.html`]: image.server?.http?.body ?? '' }),
    ...image.files,
  };
}

function networkOf(world: World, sandbox: Sandbox): ProcessHost['network'] {
  const { network } = world.options;
  const from = { namespace: sandbox.namespace, podUid: sandbox.podUid, node: sandbox.node };
  const unreachable: NetworkAnswer = { kind: 'timeout' };
  return {
    resolve: (host) => network?.resolve(from, host),
    request: (address, port, path) => network?.request(from, address, port, path) ?? unreachable,
  };
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
