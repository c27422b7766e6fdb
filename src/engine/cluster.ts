/**
 * The cluster, put together. This file only wires: it gives each part what it may see, carries changes and time
 * to it, and keeps the command log. All behaviour is in the parts.
 */
import type { RuntimeEvent } from './api/container-runtime.ts';
import { changeKey, History } from './api/history.ts';
import type { Pod } from './api/generated/types.ts';
import type { Machine, MachineSpec } from './api/podarium.ts';
import type { KubeObject } from './api/object.ts';
import type { PodInside } from './api/pod-inside.ts';
import { customResources, type Part, type PartContext, type View } from './api/part.ts';
import type { ApiRequest, ApiResponse, Command } from './api/request.ts';
import { type ClusterSettings, defaultSettings } from './api/settings.ts';
import { uidOnMachine } from './api/static-pod.ts';
import { diskClass } from './api/storage/disk-class.ts';
import { type Change, Store, type StoreSnapshot } from './api/store.ts';
import type { OpenWatch } from './api/watch.ts';
import { type AnswerWanted, ApiServer } from './apiserver/api-server.ts';
import {
  bootstrapClusterRoleBindings,
  bootstrapClusterRoles,
} from './apiserver/authorization/bootstrap-policy.ts';
import { Authorization } from './apiserver/authorization/index.ts';
import { Clock } from './apiserver/clock.ts';
import { createEventExpiry } from './apiserver/event-expiry.ts';
import type { Lineage } from './apiserver/managed-fields/ledger.ts';
import { EventRecorder } from './apiserver/event-recorder.ts';
import { answerInside } from './apiserver/inside-client.ts';
import { createNodeProxy } from './apiserver/node-proxy.ts';
import { ObjectWriter } from './apiserver/object-writer.ts';
import { Past } from './apiserver/past.ts';
import { createPerform, type Perform } from './apiserver/perform.ts';
import { pathOf } from './api/paths.ts';
import { createView } from './apiserver/view.ts';
import { builtInTable, type KindTable, resourceById } from './api/kinds.ts';
import { createControllers } from './controllers/index.ts';
import {
  hashJson,
  type Json,
  Kernel,
  type KernelSnapshot,
  type QueuedEvent,
  startCause,
} from './kernel/index.ts';
import { createKubelet, type Kubelet } from './kubelet/index.ts';
import { createNetwork } from './network/index.ts';
import { createRuntime, type Runtime, type RuntimeOptions } from './runtime/index.ts';
import { createScheduler, type Scheduler, type SchedulerVerdictShown } from './scheduler/index.ts';

export interface ClusterOptions {
  readonly seed: string;
  readonly settings?: Partial<ClusterSettings>;
  /** Machines that are there from the beginning, by name. */
  readonly machines?: Readonly<Record<string, MachineSpec>>;
  /** Images, delays and programs of the container runtime; the catalogue's when absent. */
  readonly runtime?: Partial<RuntimeOptions>;
}

/** The whole state at a moment, as plain data. Object values are shared, never mutated. */
export interface Checkpoint {
  readonly kernel: KernelSnapshot;
  readonly store: StoreSnapshot;
  readonly parts: Readonly<Record<string, Json>>;
  /** What the control plane may still say of each object. */
  readonly events?: Json;
  readonly commandCount: number;
}

const systemNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

export class Cluster {
  readonly options: ClusterOptions;
  readonly settings: ClusterSettings;
  readonly view: View;
  readonly kubelet: Kubelet;
  history = new History();
  #runtime: Runtime;
  #scheduler: Scheduler;
  #kernel: Kernel;
  #store = new Store();
  #api: ApiServer;
  #perform: Perform;
  #recorder: EventRecorder;
  #parts = new Map<string, Part>();
  #watchers = new Map<string, Part[]>();
  #contexts = new Map<string, PartContext>();
  #commands: Command[] = [];
  /** The request that is being answered: a command when it changes something. */
  #inFlight: ApiRequest | undefined;

  constructor(options: ClusterOptions) {
    this.options = options;
    this.settings = { ...defaultSettings, ...options.settings };
    this.#kernel = new Kernel(options.seed);
    const clock = new Clock(this.#kernel, this.settings.startedAt);
    const writer = new ObjectWriter(this.#store, clock, this.#kernel);
    this.view = createView(this.#store, clock);
    this.#recorder = new EventRecorder(this.#store, clock, writer);
    this.#perform = createPerform(writer, this.#recorder);
    const network = createNetwork(this.view);
    const runtime = createRuntime({ ...options.runtime, network });
    this.#runtime = runtime;
    this.kubelet = createKubelet({ runtime, settings: this.settings });
    const past = new Past(this.#store, clock, () => this.history);
    this.#api = new ApiServer(
      this.#store,
      writer,
      createNodeProxy(this.view, runtime, network),
      clock,
      past,
      this.#lineageBy(clock),
      new Authorization(this.settings.authorization, this.#store),
    );
    const door = {
      store: this.#store,
      clock,
      mode: this.settings.authorization,
      handle: (request: ApiRequest) => this.#api.handle(request),
    };
    network.connect(runtime, (path, question) => answerInside(door, path, question));
    const scheduler = createScheduler(this.settings);
    this.#scheduler = scheduler;
    for (const part of [
      createEventExpiry(),
      ...createControllers(this.settings),
      scheduler,
      runtime,
      this.kubelet,
    ]) {
      this.#add(part);
    }
    this.#connectRuntime(runtime);
    this.#store.subscribe((change) => this.#onChange(change));
  }

  /** Simulated milliseconds since the start. */
  get nowMs(): number {
    return this.#kernel.nowMs;
  }

  /** The kinds that there are now, custom ones too. */
  get kinds(): KindTable {
    return this.view.kinds();
  }

  get revision(): number {
    return this.#store.revision;
  }

  /** Every request that changed something, in order: with the seed, the whole run. */
  get commands(): readonly Command[] {
    return this.#commands;
  }

  /** Brings the cluster to life: system namespaces, machines, then the parts. Call once, before anything else. */
  start(): void {
    this.#kernel.under(startCause, () => {
      for (const name of systemNamespaces) this.#create('namespaces', { metadata: { name } });
      this.#create('services', apiService);
      this.#create('storageclasses.storage.k8s.io', diskClass);
      if (this.settings.authorization === 'RBAC') this.#createRoles();
      for (const part of this.#parts.values()) part.start(this.#contexts.get(part.name)!);
      for (const [name, spec] of Object.entries(this.options.machines ?? {})) {
        this.#create('machines.podarium.dev', { metadata: { name }, spec } as Machine);
      }
    });
  }

  /** Answers an API request. One that changes something becomes a command of the run. */
  request(request: ApiRequest, wanted: AnswerWanted = 'shown'): ApiResponse {
    if (request.method === 'GET') return this.#api.handle(request);
    this.#kernel.advanceTo(this.#kernel.nowMs);
    const command: Command = { index: this.#commands.length, timeMs: this.nowMs, request };
    const before = this.#store.revision;
    this.#inFlight = request;
    let response!: ApiResponse;
    this.#kernel.tentatively(() => {
      response = this.#kernel.under({ kind: 'command', index: command.index }, () =>
        this.#api.handle(request, wanted),
      );
      const changed = this.#store.revision !== before || (response.code < 400 && runsInContainer(request));
      if (changed) this.#commands.push(command);
      return changed;
    });
    this.#inFlight = undefined;
    return response;
  }

  /** Opens a watch of a collection, which lives until it is closed or ends; or answers why not. It is no command. */
  openWatch(request: ApiRequest): OpenWatch | ApiResponse {
    return this.#api.openWatch(request);
  }

  /** Everything due up to and including a moment happens. */
  advanceTo(timeMs: number): void {
    this.#kernel.advanceTo(timeMs);
  }

  /** Lets the next queued event happen, wherever it is in time. */
  step(): QueuedEvent | undefined {
    return this.#kernel.step();
  }

  nextEventMs(): number | undefined {
    return this.#kernel.nextEventMs();
  }

  get(resource: string, namespace: string, name: string): KubeObject | undefined {
    return this.#store.get(resource, namespace, name);
  }

  /** All objects by the key that changes carry. */
  *objects(): Iterable<[string, KubeObject]> {
    for (const resource of this.#store.resources()) {
      for (const object of this.#store.list(resource)) {
        const { namespace = '', name = '' } = object.metadata ?? {};
        yield [changeKey({ resource, namespace, name }), object];
      }
    }
  }

  /** Calls `listener` after each change until the returned function is called. It must not write. */
  subscribe(listener: (change: Change) => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** What goes on inside a pod; undefined when it has no sandbox on any machine. */
  inside(podUid: string): PodInside | undefined {
    const pod = this.view.list<Pod>('pods').find(({ metadata }) => metadata?.uid === podUid);
    const uid = pod === undefined ? podUid : uidOnMachine(pod);
    const inside = this.#runtime.inside(uid);
    if (inside === undefined) return undefined;
    const containers = inside.containers.map((container) => ({
      ...container,
      probes: this.kubelet.probes(uid, container.name, this.nowMs),
    }));
    return { ...inside, containers };
  }

  /** What the scheduler thought when it last tried to place a pod; undefined when it never has, or has forgotten. */
  verdict(podUid: string): SchedulerVerdictShown | undefined {
    return this.#scheduler.verdictOf(podUid);
  }

  checkpoint(): Checkpoint {
    const parts: Record<string, Json> = {};
    for (const part of this.#parts.values()) parts[part.name] = part.snapshot();
    return {
      kernel: this.#kernel.snapshot(),
      store: this.#store.snapshot(),
      parts,
      events: this.#recorder.snapshot(),
      commandCount: this.#commands.length,
    };
  }

  /** A cluster of its own that goes on from a checkpoint of this one, with the history and commands up to it. */
  forkFrom(checkpoint: Checkpoint): Cluster {
    const fork = new Cluster(this.options);
    fork.#kernel.restore(checkpoint.kernel);
    fork.#store.restore(checkpoint.store);
    fork.#recorder.restore(checkpoint.events ?? null);
    fork.#commands = this.#commands.slice(0, checkpoint.commandCount);
    fork.history = this.history.forkAt(this.history.positionAfter(checkpoint.store.revision));
    for (const part of fork.#parts.values())
      part.restore(checkpoint.parts[part.name] ?? null, fork.#contexts.get(part.name)!);
    return fork;
  }

  /** Sixteen hex digits that name the whole state: equal on every host for equal runs. */
  stateHash(): string {
    return hashJson(this.checkpoint());
  }

  #lineageBy(clock: Clock): Lineage {
    return {
      changesOf: (resource, namespace, name) =>
        this.history.changesOf(changeKey({ resource, namespace, name })),
      requestOf: (index) =>
        index === this.#commands.length ? this.#inFlight : this.#commands[index]?.request,
      toTimestamp: (timeMs) => clock.toTimestamp(timeMs),
    };
  }

  #create(resource: string, object: KubeObject): void {
    const kind = resourceById(resource);
    const namespace = object.metadata?.namespace ?? '';
    const path = pathOf(kind, namespace);
    const body = {
      apiVersion: kind.group === '' ? kind.version : `${kind.group}/${kind.version}`,
      kind: kind.kind,
      ...object,
    };
    const request = { method: 'POST', path, body, user: 'podarium', groups: ['system:masters'] } as const;
    const answer = this.#api.handle(request, 'stored');
    if (answer.code !== 201)
      throw new Error(`cannot start: ${(answer.body as { message?: string }).message ?? resource}`);
  }

  #createRoles(): void {
    const group = 'rbac.authorization.k8s.io';
    for (const role of bootstrapClusterRoles()) this.#create(`clusterroles.${group}`, role);
    for (const binding of bootstrapClusterRoleBindings())
      this.#create(`clusterrolebindings.${group}`, binding);
  }

  #add(part: Part): void {
    this.#parts.set(part.name, part);
    for (const resource of part.watches) {
      this.#watchers.set(resource, [...(this.#watchers.get(resource) ?? []), part]);
    }
    const context = this.#contextOf(part);
    this.#contexts.set(part.name, context);
    this.#kernel.handle(part.name, (payload, timer) => part.onTimer(timer, payload, context));
  }

  #contextOf(part: Part): PartContext {
    return {
      view: this.view,
      perform: this.#perform,
      schedule: (timer, delayMs, payload) => this.#kernel.schedule(part.name, timer, delayMs, payload),
      cancel: (handle) => this.#kernel.cancel(handle),
      armedBy: () => this.#kernel.armedBy,
      asTimer: (timer, armedBy, action) => this.#kernel.asTimer(part.name, timer, armedBy, action),
      random: (stream) => this.#kernel.random(`${part.name}/${stream}`),
    };
  }

  /** What happens in a container runtime is told to the kubelet: a call, not a request. */
  #connectRuntime(runtime: Runtime): void {
    const context = this.#contexts.get(this.kubelet.name)!;
    runtime.onEvent = (event: RuntimeEvent) => this.kubelet.onRuntimeEvent(event, context);
    runtime.onStir = (podUid) => this.kubelet.onStir(podUid);
  }

  #onChange(change: Change): void {
    this.history.append(change);
    const isBuiltIn = builtInTable.byId(change.resource) !== undefined;
    const watchers = this.#watchers.get(isBuiltIn ? change.resource : customResources);
    if (watchers === undefined) return;
    this.#kernel.under({ kind: 'revision', revision: change.revision }, () => {
      for (const part of watchers) part.onChange(change, this.#contexts.get(part.name)!);
    });
  }
}

/** What happens in a container is no change of the store, but a part of the run. */
function runsInContainer({ path }: ApiRequest): boolean {
  return /\/pods\/[^/]+\/(exec|attach)$/.test(path);
}

/** The API server's own Service, as every cluster has. */
const apiService = {
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
  },
  spec: {
    clusterIP: '10.96.0.1',
    ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    type: 'ClusterIP',
  },
};

/** A cluster that has been started. */
export function createCluster(options: ClusterOptions): Cluster {
  const cluster = new Cluster(options);
  cluster.start();
  return cluster;
}
