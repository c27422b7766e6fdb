/**
 * What must hold of containers at every moment, looked up in a checkpoint: who owns what is there. Each finding is a
 * sentence; none is good.
 */
import type { Checkpoint, Cluster, Json, Pod, QueuedEvent } from '../engine/index.ts';
import { readContainers, type StoredContainer } from '../engine/kubelet/stored-container.ts';
import type { ContainerRecord, Listener, NodeRecord, Sandbox } from '../engine/runtime/records.ts';
import type { ShellProcess } from '../engine/runtime/shell/state.ts';
import type { Session } from '../engine/runtime/session-output.ts';
import { type Patterns, readSandboxes } from '../engine/runtime/stored-sandbox.ts';

interface RuntimeState {
  readonly sandboxes: Readonly<Record<string, Sandbox>>;
  readonly nodes: Readonly<Record<string, NodeRecord>>;
  readonly volumes: Readonly<Record<string, object>>;
  readonly sessions?: Readonly<Record<string, Session>>;
}

interface StoredRuntime extends Omit<RuntimeState, 'sandboxes'> {
  readonly sandboxes: Readonly<Record<string, Json>>;
  readonly patterns: Patterns;
}

interface KubeletState {
  readonly nodes: readonly { readonly name: string; readonly isOn: boolean }[];
  readonly pods: readonly KubeletPod[];
}

interface StoredKubelet extends Omit<KubeletState, 'pods'> {
  readonly pods: readonly (Omit<KubeletPod, 'containers'> & {
    readonly namespace: string;
    readonly name: string;
    readonly pod?: Pod;
    readonly containers: Readonly<Record<string, StoredContainer>>;
  })[];
}

interface KubeletPod {
  readonly uid: string;
  readonly node: string;
  readonly containers: Readonly<Record<string, { readonly instances: readonly Instance[] }>>;
}

type Instance = Readonly<Record<'id' | 'state', string>> & { readonly attempt: number };

interface Look {
  readonly cluster: Cluster;
  readonly queue: readonly QueuedEvent[];
  readonly runtime: RuntimeState;
  readonly kubelet: KubeletState;
  readonly pods: readonly Pod[];
}

/** A container's processes may hold so many characters of plain data, files and log included. */
const largestContainer = 4_000_000;

/** Everything that is wrong, in words. */
export function findDisorder(cluster: Cluster, checkpoint: Checkpoint): string[] {
  const look: Look = {
    cluster,
    queue: checkpoint.kernel.queue,
    runtime: readRuntime(checkpoint),
    kubelet: readKubelet(cluster, checkpoint),
    pods: cluster.view.list<Pod>('pods'),
  };
  return [
    ...sandboxesOfNobody(look),
    ...processesOfNobody(look),
    ...sessionsOfNobody(look),
    ...timersOfNobody(look),
    ...volumesOfNobody(look),
    ...portsOfNobody(look),
    ...addressesTwice(look),
    ...idsTwice(look),
    ...largeContainers(look),
  ];
}

function readRuntime(checkpoint: Checkpoint): RuntimeState {
  const { sandboxes, patterns, ...rest } = checkpoint.parts['runtime'] as unknown as StoredRuntime;
  return { ...rest, sandboxes: readSandboxes(sandboxes, patterns) };
}

function readKubelet(cluster: Cluster, checkpoint: Checkpoint): KubeletState {
  const { nodes, pods } = checkpoint.parts['kubelet'] as unknown as StoredKubelet;
  return {
    nodes,
    pods: pods.map(({ containers, ...rest }) => {
      const pod = rest.pod ?? cluster.view.get<Pod>('pods', rest.namespace, rest.name)!;
      return { ...rest, containers: readContainers(containers, pod) };
    }),
  };
}

function containersOf({ runtime }: Look): { sandbox: Sandbox; container: ContainerRecord }[] {
  return Object.values(runtime.sandboxes).flatMap((sandbox) =>
    Object.values(sandbox.containers).map((container) => ({ sandbox, container })),
  );
}

function runningIn(look: Look, podUid: string, name: string): ContainerRecord | undefined {
  const containers = look.runtime.sandboxes[podUid]?.containers ?? {};
  const container = Object.hasOwn(containers, name) ? containers[name] : undefined;
  return container?.exited === true ? undefined : container;
}

/** A sandbox stands on a machine that runs, for a pod that the kubelet there knows. */
function sandboxesOfNobody({ runtime, kubelet }: Look): string[] {
  return Object.values(runtime.sandboxes).flatMap(({ podUid, podName, node }) => {
    const pod = kubelet.pods.find(({ uid }) => uid === podUid);
    const machine = kubelet.nodes.find(({ name }) => name === node);
    if (machine?.isOn !== true) return [`the sandbox of ${podName} stands on ${node}, which is off`];
    return pod?.node === node
      ? []
      : [`the sandbox of ${podName} on ${node} belongs to no pod of its kubelet`];
  });
}

function processesOfNobody(look: Look): string[] {
  return containersOf(look).flatMap(({ sandbox, container }) => {
    const name = `${sandbox.podName}/${container.name}`;
    if (container.exited === true)
      return [container.process, container.hook].flatMap((process) =>
        process !== undefined && isAlive(process) ? [`a process of ${name} outlives its container`] : [],
      );
    const record = look.kubelet.pods.find(({ uid }) => uid === sandbox.podUid);
    const containers = record?.containers ?? {};
    const instance = Object.hasOwn(containers, container.name)
      ? containers[container.name]!.instances[0]
      : undefined;
    const known = instance?.state === 'running' && instance.attempt === container.attempt;
    return known ? [] : [`${name} runs, and its kubelet takes it for ${instance?.state ?? 'missing'}`];
  });
}

/** A process that has ended has one thread that does nothing. */
function isAlive({ threads }: ShellProcess): boolean {
  return threads.length > 1 || threads.some(({ pause, calls }) => pause !== undefined || calls.length > 1);
}

function sessionsOfNobody(look: Look): string[] {
  return Object.values(look.runtime.sessions ?? {}).flatMap(
    ({ id, podUid, container, attempt, exitCode }) => {
      if (exitCode !== undefined) return [];
      return runningIn(look, podUid, container)?.attempt === attempt
        ? []
        : [`session ${id} is open in ${container}, which does not run`];
    },
  );
}

type Payload = Readonly<Record<'podUid' | 'name' | 'session', string>> &
  Readonly<Record<'attempt' | 'thread', number>>;

/** What will happen to a process happens to one that is there, and that waits for it. */
function timersOfNobody(look: Look): string[] {
  return look.queue.flatMap(({ part, timer, payload, sequence }) => {
    if (part !== 'runtime') return [];
    const { podUid, name, session, attempt, thread } = payload as unknown as Payload;
    const container = runningIn(look, podUid, name);
    const where = `timer ${timer} of ${name ?? session}`;
    switch (timer) {
      case 'process':
        return waits(container?.attempt === attempt ? container.process : undefined, thread, sequence, where);
      case 'hook':
        return waits(container?.attempt === attempt ? container.hook : undefined, thread, sequence, where);
      case 'session':
        return waits(look.runtime.sessions?.[session]?.process, thread, sequence, where);
      case 'kill':
        return container?.killTimer === sequence ? [] : [`${where} kills nobody`];
      case 'exit':
        return container?.ending?.timer === sequence ? [] : [`${where} ends nobody`];
      default:
        return [];
    }
  });
}

function waits(process: ShellProcess | undefined, id: number, timer: number, where: string): string[] {
  const thread = process?.threads.find((candidate) => candidate.id === id);
  if (thread === undefined) return [`${where} wakes a thread that is not there`];
  return thread.pause?.timer === timer ? [] : [`${where} wakes a thread that does not wait for it`];
}

/** Files are a pod's (known to the API server or to a kubelet), a claim's, or a machine's. */
function volumesOfNobody({ cluster, runtime, kubelet, pods }: Look): string[] {
  return Object.keys(runtime.volumes).flatMap((key) => {
    const [kind, owner = '', name = ''] = key.split('/');
    const found =
      kind === 'pod'
        ? kubelet.pods.some(({ uid }) => uid === owner) ||
          pods.some(({ metadata }) => metadata?.uid === owner)
        : kind === 'claim'
          ? isClaimed(cluster, runtime, key, owner, name)
          : kind === 'host'
            ? cluster.get('machines.podarium.dev', '', owner) !== undefined
            : cluster.get('persistentvolumes', '', owner) !== undefined;
    return found ? [] : [`volume ${key} outlives its owner`];
  });
}

function isClaimed(
  cluster: Cluster,
  { sandboxes }: RuntimeState,
  key: string,
  ns: string,
  name: string,
): boolean {
  if (cluster.get('persistentvolumeclaims', ns, name) !== undefined) return true;
  const mounts = Object.values(sandboxes).flatMap(({ containers }) => Object.values(containers));
  return mounts.some((container) => container.mounts.some(({ volume }) => volume === key));
}

/** A port is held by a container that runs, and by one alone in its network namespace. */
function portsOfNobody(look: Look): string[] {
  const { sandboxes, nodes } = look.runtime;
  const namespaces: (readonly [string, readonly Listener[]])[] = [
    ...Object.values(sandboxes).map(({ podName, listeners }) => [podName, listeners] as const),
    ...Object.entries(nodes).map(([name, { listeners }]) => [name, listeners] as const),
  ];
  return namespaces.flatMap(([name, listeners]) => {
    const ports = listeners.map(({ port }) => port);
    const twice = ports.filter((port, index) => ports.indexOf(port) !== index);
    const free = listeners.filter(
      ({ podUid, container }) => runningIn(look, podUid, container) === undefined,
    );
    return [
      ...twice.map((port) => `port ${port} of ${name} is bound twice`),
      ...free.map(
        ({ port, container }) => `port ${port} of ${name} is bound by ${container}, which has ended`,
      ),
    ];
  });
}

function addressesTwice({ cluster, runtime, pods }: Look): string[] {
  const holders = new Map<string, string[]>();
  const hold = (address: string, holder: string): void => {
    holders.set(address, [...(holders.get(address) ?? []), holder]);
  };
  for (const { ip, podName, hostNetwork } of Object.values(runtime.sandboxes))
    if (!hostNetwork && ip !== '') hold(`sandbox ${ip}`, podName);
  const wrong: string[] = [];
  for (const { metadata, spec, status } of pods) {
    const address = status?.podIP;
    if (address === undefined || status?.phase === 'Succeeded' || status?.phase === 'Failed') continue;
    const isHosts = address === status?.hostIP;
    if (spec?.hostNetwork !== true) hold(`pod ${address}`, metadata?.name ?? '');
    if (
      (spec?.hostNetwork === true) !== isHosts &&
      cluster.get('nodes', '', spec?.nodeName ?? '') !== undefined
    )
      wrong.push(`${metadata?.name} has the address ${address} on a host that has ${status?.hostIP}`);
  }
  const twice = [...holders].filter(([, names]) => names.length > 1);
  return [...wrong, ...twice.map(([address, names]) => `${address} is of ${names.join(' and ')}`)];
}

function idsTwice({ pods }: Look): string[] {
  const seen = new Map<string, string>();
  return pods.flatMap(({ metadata, status }) => {
    const {
      containerStatuses = [],
      initContainerStatuses = [],
      ephemeralContainerStatuses = [],
    } = status ?? {};
    const all = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses];
    return all.flatMap(({ name, containerID = '' }) => {
      const owner = `${metadata?.uid}/${name}`;
      const other = seen.get(containerID);
      if (containerID !== '') seen.set(containerID, owner);
      return containerID === '' || other === undefined ? [] : [`${containerID} is of ${owner} and ${other}`];
    });
  });
}

function largeContainers(look: Look): string[] {
  return containersOf(look).flatMap(({ sandbox, container }) => {
    const size = JSON.stringify(container).length;
    return size <= largestContainer ? [] : [`${sandbox.podName}/${container.name} takes ${size} characters`];
  });
}

/** Where a value is not plain data, which JSON would change; undefined when it is. Absent values stay absent. */
export function notPlain(value: unknown, path = ''): string | undefined {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean')
    return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (typeof value !== 'object') return `${path} is a ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value) ? value.includes(undefined) : prototype !== Object.prototype)
    return `${path} is no plain data`;
  for (const key of Object.keys(value)) {
    const found = notPlain((value as Record<string, unknown>)[key], `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first place where two plain values differ; undefined when they are equal. */
export function firstDifference(left: unknown, right: unknown, path = ''): string | undefined {
  if (Object.is(left, right)) return undefined;
  const both = [left, right].every((value) => typeof value === 'object' && value !== null);
  if (!both)
    return `${path}: ${JSON.stringify(left)?.slice(0, 200)} and ${JSON.stringify(right)?.slice(0, 200)}`;
  const [first, second] = [left, right] as [Record<string, unknown>, Record<string, unknown>];
  for (const key of new Set([...Object.keys(first), ...Object.keys(second)])) {
    const found = firstDifference(first[key], second[key], `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
