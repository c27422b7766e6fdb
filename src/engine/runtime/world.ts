import type { RuntimeEvent } from '../api/container-runtime.ts';
import { entryOf } from '../api/json-object.ts';
import type { Pod } from '../api/generated/types.ts';
import type { KubeObject } from '../api/object.ts';
import type { PartContext } from '../api/part.ts';
import type { Json } from '../kernel/index.ts';
import type { FileAttributeTable } from './file-access.ts';
import type { FileLayer } from './files.ts';
import type { ImageDefinition } from './image-definition.ts';
import { parseImageName } from './image-name.ts';
import { defaultImages } from './default-images.ts';
import { defaultTimings, type RuntimeOptions, type RuntimeTimings } from './options.ts';
import type { Session } from './session-output.ts';
import { type ContainerRecord, copyPlain, type Listener, type NodeRecord, type Sandbox } from './records.ts';

/** An image that the catalogue doesn't know. */
const standInImage = {
  sizeBytes: 48_000_000,
  toolbox: 'debian',
  entrypoint: [],
  cmd: [],
  tools: ['curl', 'wget'],
} as const;

/** What all pieces of the runtime share: its records, its options, and the way to time and to the kubelet. */
export class World {
  readonly options: Partial<RuntimeOptions>;
  readonly timings: RuntimeTimings;
  sandboxes = new Map<string, Sandbox>();
  nodes = new Map<string, NodeRecord>();
  /** Files of volumes by volume key. */
  volumes = new Map<string, FileLayer>();
  /** Modes and owners of files in volumes that are not the usual ones, by volume key. */
  attributes = new Map<string, FileAttributeTable>();
  /** ConfigMaps and Secrets as pods still show them after they were changed, by pod, resource and name. */
  outdated = new Map<string, KubeObject | null>();
  /** Names of faults in force, with the timer that ends or begins each. */
  faults = new Map<string, { phase: 'Planned' | 'Active'; timer?: number }>();
  /** What people run in containers, by id. */
  sessions = new Map<string, Session>();
  lastSession = 0;
  onEvent: (event: RuntimeEvent) => void = () => {};
  #copies = new WeakMap<Sandbox, Json>();
  #context: PartContext | undefined;
  #definitions = new Map<string, ImageDefinition>();

  constructor(options: Partial<RuntimeOptions>) {
    this.options = options;
    this.timings = { ...defaultTimings, ...options.timings };
  }

  get context(): PartContext {
    if (this.#context === undefined) throw new Error('the runtime was used before the cluster started');
    return this.#context;
  }

  connect(context: PartContext): void {
    this.#context = context;
  }

  get nowMs(): number {
    return this.context.view.nowMs;
  }

  node(name: string): NodeRecord {
    let node = this.nodes.get(name);
    if (node === undefined)
      this.nodes.set(name, (node = { images: {}, pulls: {}, lastAddress: 1, listeners: [] }));
    return node;
  }

  container(podUid: string, name: string): ContainerRecord | undefined {
    return entryOf(this.sandboxes.get(podUid)?.containers ?? {}, name);
  }

  running(podUid: string, name: string): ContainerRecord | undefined {
    const container = this.container(podUid, name);
    return container === undefined || container.exited === true ? undefined : container;
  }

  /** The pod of a sandbox, as long as the API server has it. */
  podOf({ namespace, podName, podUid }: Sandbox): Pod | undefined {
    const pod = this.context.view.get<Pod>('pods', namespace, podName);
    return pod?.metadata?.uid === podUid ? pod : undefined;
  }

  volume(key: string): FileLayer {
    let files = this.volumes.get(key);
    if (files === undefined) {
      this.volumes.set(key, (files = {}));
      this.attributes.delete(key);
    }
    return files;
  }

  /** What is kept of the files of a volume; undefined when that is nothing and no table is to be made. */
  attributesOf(key: string, make: boolean): FileAttributeTable | undefined {
    let table = this.attributes.get(key);
    if (table === undefined && make) this.attributes.set(key, (table = {}));
    return table;
  }

  /** Everything that listens where the pod's network namespace is: its own, or the machine's. */
  listeners(sandbox: Sandbox): readonly Listener[] {
    return sandbox.hostNetwork ? this.node(sandbox.node).listeners : sandbox.listeners;
  }

  setListeners(sandbox: Sandbox, listeners: Listener[]): void {
    this.touch(sandbox);
    if (sandbox.hostNetwork) this.node(sandbox.node).listeners = listeners;
    else sandbox.listeners = listeners;
  }

  /** The catalogue's word on an image, or a stand-in for one it doesn't know. */
  image(name: string): ImageDefinition {
    let definition = this.#definitions.get(name);
    if (definition === undefined) {
      const { repository } = parseImageName(name);
      definition = (this.options.images ?? defaultImages)[repository] ?? { repository, ...standInImage };
      this.#definitions.set(name, definition);
    }
    return definition;
  }

  isStandIn(image: ImageDefinition): boolean {
    return (this.options.images ?? defaultImages)[image.repository] === undefined;
  }

  /** A sandbox is about to change: its copy in the last checkpoint no longer holds. */
  touch(sandbox: Sandbox): void {
    this.#copies.delete(sandbox);
  }

  /** Sandboxes that did not change since the last snapshot are the same objects in both. */
  snapshot(): Json {
    const sandboxes: Record<string, Json> = {};
    for (const [podUid, sandbox] of this.sandboxes) sandboxes[podUid] = this.#copyOf(sandbox);
    const plain = (records: Map<string, unknown>): Json => copyPlain(Object.fromEntries(records)) as Json;
    const { lastSession } = this;
    const streams = lastSession === 0 ? {} : { sessions: plain(this.sessions), lastSession };
    const outdated = this.outdated.size === 0 ? {} : { outdated: plain(this.outdated) };
    const attributes = this.attributes.size === 0 ? {} : { attributes: plain(this.attributes) };
    return {
      sandboxes,
      nodes: plain(this.nodes),
      volumes: plain(this.volumes),
      faults: plain(this.faults),
      ...streams,
      ...outdated,
      ...attributes,
    };
  }

  #copyOf(sandbox: Sandbox): Json {
    let copy = this.#copies.get(sandbox);
    if (copy === undefined) this.#copies.set(sandbox, (copy = copyPlain(sandbox) as unknown as Json));
    return copy;
  }

  restore(state: Json): void {
    const saved = copyPlain(state) as unknown as Record<
      'sandboxes' | 'nodes' | 'volumes' | 'faults',
      Record<string, never>
    > & {
      readonly sessions?: Record<string, Session>;
      readonly lastSession?: number;
      readonly outdated?: Record<string, KubeObject | null>;
      readonly attributes?: Record<string, FileAttributeTable>;
    };
    this.sandboxes = new Map(Object.entries(saved.sandboxes));
    this.nodes = new Map(Object.entries(saved.nodes));
    this.volumes = new Map(Object.entries(saved.volumes));
    this.faults = new Map(Object.entries(saved.faults));
    this.sessions = new Map(Object.entries(saved.sessions ?? {}));
    this.outdated = new Map(Object.entries(saved.outdated ?? {}));
    this.attributes = new Map(Object.entries(saved.attributes ?? {}));
    this.lastSession = saved.lastSession ?? 0;
  }
}
