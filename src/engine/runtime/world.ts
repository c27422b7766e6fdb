import type { RuntimeEvent } from '../api/container-runtime.ts';
import { copyPlain, entryOf } from '../api/json-object.ts';
import type { Pod } from '../api/generated/types.ts';
import type { KubeObject } from '../api/object.ts';
import type { PartContext } from '../api/part.ts';
import type { Image, ImageSpec, Machine } from '../api/podarium.ts';
import { quantityToBytes } from '../api/quantity.ts';
import type { Json } from '../kernel/index.ts';
import type { FileAttributeTable } from './file-access.ts';
import type { FileLayer } from './files.ts';
import type { ImageDefinition } from './image-definition.ts';
import { definitionOf, imageObjectFor } from './image-objects.ts';
import { usualLogBytes } from './logs.ts';
import { parseImageName } from './image-name.ts';
import { defaultImages, imagesFrom, type ImageSource } from './default-images.ts';
import { defaultTimings, type RuntimeOptions, type RuntimeTimings } from './options.ts';
import type { Session } from './session-output.ts';
import { readSandboxes, type SandboxCopy, type StoredSandboxes, storeSandbox } from './stored-sandbox.ts';
import { type ContainerRecord, type Listener, type NodeRecord, type Sandbox } from './records.ts';

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
  readonly images: ImageSource;
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
  /** Told of pods in which something is about to change; of undefined when it may be any. */
  onStir: (podUid: string | undefined) => void = () => {};
  #copies = new WeakMap<Sandbox, SandboxCopy>();
  #context: PartContext | undefined;
  /** What `Image` objects said when containers that may still run were started, by key. */
  imageVersions = new Map<string, ImageSpec>();
  lastImageVersion = 0;
  #definitions = new Map<string, ImageDefinition>();
  #present = new Map<string, ImageDefinition>();
  #standIns = new WeakSet<ImageDefinition>();
  #objects: readonly Image[] | undefined;

  constructor(options: Partial<RuntimeOptions>) {
    this.options = options;
    this.images = options.images === undefined ? defaultImages : imagesFrom(options.images);
    this.timings = { ...defaultTimings, ...options.timings };
  }

  get context(): PartContext {
    if (this.#context === undefined) throw new Error('the runtime was used before the cluster started');
    return this.#context;
  }

  connect(context: PartContext): void {
    this.#context = context;
    this.imagesChanged();
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

  /** How big a container's log may grow before the machine's kubelet begins a new file. */
  maxLogBytes(node: string): number {
    const { kubelet } = this.context.view.get<Machine>('machines.podarium.dev', '', node)?.spec ?? {};
    const size = kubelet?.containerLogMaxSize;
    return size === undefined ? usualLogBytes : quantityToBytes(size);
  }

  container(podUid: string, name: string): ContainerRecord | undefined {
    return entryOf(this.sandboxes.get(podUid)?.containers ?? {}, name);
  }

  running(podUid: string, name: string): ContainerRecord | undefined {
    const container = this.container(podUid, name);
    return container === undefined || container.exited === true ? undefined : container;
  }

  /** The pod of a sandbox, as long as the API server has it; a static one always. */
  podOf({ namespace, podName, podUid, staticPod }: Sandbox): Pod | undefined {
    if (staticPod !== undefined) return staticPod;
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

  /** What an image is: the word of the catalogue, or of an `Image` object for a name from `imageKey`. */
  image(key: string): ImageDefinition {
    let definition = this.#definitions.get(key);
    if (definition === undefined) {
      const spec = this.imageVersions.get(key);
      const { repository } = parseImageName(key);
      const known = this.images.find(repository);
      definition = spec === undefined ? known : definitionOf(repository, spec, known);
      if (definition === undefined) this.#standIns.add((definition = { repository, ...standInImage }));
      this.#definitions.set(key, definition);
    }
    return definition;
  }

  /** What an image is for those who pull or start it now. */
  imageNow(name: string): ImageDefinition {
    const object = this.#imageObject(name);
    if (object === undefined) return this.image(name);
    let definition = this.#present.get(name);
    if (definition === undefined) {
      const { repository } = parseImageName(name);
      definition = definitionOf(repository, object.spec ?? {}, this.images.find(repository));
      this.#present.set(name, definition);
    }
    return definition;
  }

  /** The name under which a container that starts now goes on finding its image, whatever becomes of its object. */
  imageKey(name: string): string {
    const spec = this.#imageObject(name)?.spec;
    if (spec === undefined) return name;
    const text = JSON.stringify(spec);
    for (const [key, version] of this.imageVersions)
      if (key.startsWith(`${name}#`) && JSON.stringify(version) === text) return key;
    this.#forgetVersions();
    const key = `${name}#${++this.lastImageVersion}`;
    this.imageVersions.set(key, spec);
    return key;
  }

  hasImageObject(name: string): boolean {
    return this.#imageObject(name) !== undefined;
  }

  /** An `Image` object was made, changed or taken away. */
  imagesChanged(): void {
    this.#objects = undefined;
    this.#present.clear();
  }

  isStandIn(image: ImageDefinition): boolean {
    return this.#standIns.has(image);
  }

  #imageObject(name: string): Image | undefined {
    this.#objects ??= this.context.view.list<Image>('images.podarium.dev');
    return this.#objects.length === 0 ? undefined : imageObjectFor(name, this.#objects);
  }

  /** Versions that no container runs any more. */
  #forgetVersions(): void {
    const used = new Set<string>();
    for (const { containers } of this.sandboxes.values())
      for (const { image } of Object.values(containers)) used.add(image);
    for (const key of this.imageVersions.keys())
      if (!used.has(key) && this.imageVersions.delete(key)) this.#definitions.delete(key);
  }

  /** A sandbox is about to change: its copy in the last checkpoint no longer holds. */
  touch(sandbox: Sandbox): void {
    this.#copies.delete(sandbox);
    this.onStir(sandbox.podUid);
  }

  /** Sandboxes that did not change since the last snapshot are the same objects in both. */
  snapshot(): Json {
    const sandboxes: Record<string, Json> = {};
    const patterns: Record<string, Json> = {};
    for (const [podUid, sandbox] of this.sandboxes) {
      const copy = this.#copyOf(sandbox);
      sandboxes[podUid] = copy.stored;
      Object.assign(patterns, copy.patterns);
    }
    const plain = (records: Map<string, unknown>): Json => copyPlain(Object.fromEntries(records)) as Json;
    const { lastSession, lastImageVersion } = this;
    const streams = lastSession === 0 ? {} : { sessions: plain(this.sessions), lastSession };
    const outdated = this.outdated.size === 0 ? {} : { outdated: plain(this.outdated) };
    const images =
      lastImageVersion === 0 ? {} : { imageVersions: plain(this.imageVersions), lastImageVersion };
    const attributes = this.attributes.size === 0 ? {} : { attributes: plain(this.attributes) };
    return {
      sandboxes,
      patterns,
      nodes: plain(this.nodes),
      volumes: plain(this.volumes),
      faults: plain(this.faults),
      ...streams,
      ...outdated,
      ...attributes,
      ...images,
    };
  }

  #copyOf(sandbox: Sandbox): SandboxCopy {
    let copy = this.#copies.get(sandbox);
    if (copy === undefined) this.#copies.set(sandbox, (copy = storeSandbox(sandbox)));
    return copy;
  }

  restore(state: Json): void {
    const { sandboxes, patterns, ...others } = state as unknown as StoredSandboxes;
    const saved = copyPlain(others) as unknown as Record<
      'nodes' | 'volumes' | 'faults',
      Record<string, never>
    > & {
      readonly sessions?: Record<string, Session>;
      readonly lastSession?: number;
      readonly outdated?: Record<string, KubeObject | null>;
      readonly attributes?: Record<string, FileAttributeTable>;
      readonly imageVersions?: Record<string, ImageSpec>;
      readonly lastImageVersion?: number;
    };
    this.sandboxes = new Map(Object.entries(readSandboxes(sandboxes, patterns)));
    this.nodes = new Map(Object.entries(saved.nodes));
    this.volumes = new Map(Object.entries(saved.volumes));
    this.faults = new Map(Object.entries(saved.faults));
    this.sessions = new Map(Object.entries(saved.sessions ?? {}));
    this.outdated = new Map(Object.entries(saved.outdated ?? {}));
    this.attributes = new Map(Object.entries(saved.attributes ?? {}));
    this.imageVersions = new Map(Object.entries(saved.imageVersions ?? {}));
    this.lastImageVersion = saved.lastImageVersion ?? 0;
    this.#definitions.clear();
    this.lastSession = saved.lastSession ?? 0;
  }
}
