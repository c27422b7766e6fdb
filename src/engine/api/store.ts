import type { Cause } from '../kernel/index.ts';
import { controllerOf, type KubeObject, nameOf, namespaceOf } from './object.ts';

/** One write: what was before, what is now, when, by whom and why. Objects in it are never mutated again. */
export interface Change {
  readonly revision: number;
  /** Simulated milliseconds since the cluster's start. */
  readonly timeMs: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** Resource id such as `pods` or `deployments.apps`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly previous: KubeObject | undefined;
  readonly next: KubeObject | undefined;
  /** The component or user that wrote: `kubelet/node-1`, `deployment-controller`, `user`. */
  readonly author: string;
  readonly cause: Cause;
}

/** What a writer says of a change; the store adds revision and kind of change. */
export type ChangeRequest = Omit<Change, 'revision' | 'type' | 'previous'>;

export interface StoreSnapshot {
  readonly revision: number;
  /** Objects by resource id, in the order they were first written. */
  readonly objects: Readonly<Record<string, readonly KubeObject[]>>;
}

type Listener = (change: Change) => void;

/** How objects are found other than by name. An index maps an object to the keys it stands under. */
export type IndexRule = (object: KubeObject) => readonly string[];

interface Table {
  readonly objects: Map<string, KubeObject>;
  readonly byNamespace: Map<string, Map<string, KubeObject>>;
}

/**
 * The cluster's memory, as etcd is: objects by name, one revision a write, and listeners that see each write.
 * It decides nothing: admission, defaults and conflicts are the API server's.
 */
export class Store {
  #tables = new Map<string, Table>();
  #indexes = new Map<
    string,
    { resource: string; rule: IndexRule; entries: Map<string, Map<string, KubeObject>> }
  >();
  #indexesOfResource = new Map<string, string[]>();
  #listeners = new Set<Listener>();
  #revision = 0;

  get revision(): number {
    return this.#revision;
  }

  get(resource: string, namespace: string, name: string): KubeObject | undefined {
    return this.#tables.get(resource)?.objects.get(rowKey(namespace, name));
  }

  /** The objects of a resource, in one namespace or ('' or absent) in all, in order of creation. */
  list(resource: string, namespace = ''): readonly KubeObject[] {
    const table = this.#tables.get(resource);
    if (table === undefined) return [];
    if (namespace === '') return [...table.objects.values()];
    return [...(table.byNamespace.get(namespace)?.values() ?? [])];
  }

  count(resource: string): number {
    return this.#tables.get(resource)?.objects.size ?? 0;
  }

  resources(): string[] {
    return [...this.#tables.keys()];
  }

  /** Keeps an index from now on; `indexed` reads it. */
  addIndex(index: string, resource: string, rule: IndexRule): void {
    const entries = new Map<string, Map<string, KubeObject>>();
    this.#indexes.set(index, { resource, rule, entries });
    this.#indexesOfResource.set(resource, [...(this.#indexesOfResource.get(resource) ?? []), index]);
    for (const object of this.list(resource)) addToIndex(entries, rule(object), object);
  }

  /** Objects that stand under `key` in an index, in the order they came under it. */
  indexed(index: string, key: string): readonly KubeObject[] {
    const found = this.#indexes.get(index);
    if (found === undefined) throw new Error(`no index ${index}`);
    return [...(found.entries.get(key)?.values() ?? [])];
  }

  /** Number of objects under `key`, without copying them. */
  indexedCount(index: string, key: string): number {
    return this.#indexes.get(index)?.entries.get(key)?.size ?? 0;
  }

  /**
   * Installs a change and tells the listeners. `next` must carry this write's resourceVersion: ask
   * `nextRevision` for it before. @throws Error when a deletion names nothing.
   */
  write(request: ChangeRequest): Change {
    const previous = this.get(request.resource, request.namespace, request.name);
    if (previous === undefined && request.next === undefined) throw new Error('a deletion of nothing');
    this.#revision++;
    const type = previous === undefined ? 'ADDED' : request.next === undefined ? 'DELETED' : 'MODIFIED';
    const change: Change = { revision: this.#revision, type, previous, ...request };
    this.#install(change);
    for (const listener of this.#listeners) listener(change);
    return change;
  }

  /** The revision that the next write will have. */
  nextRevision(): number {
    return this.#revision + 1;
  }

  /** Calls `listener` after each write until the returned function is called. Listeners must not write. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  snapshot(): StoreSnapshot {
    const objects: Record<string, readonly KubeObject[]> = {};
    for (const resource of [...this.#tables.keys()].toSorted()) objects[resource] = this.list(resource);
    return { revision: this.#revision, objects };
  }

  restore(snapshot: StoreSnapshot): void {
    this.#revision = snapshot.revision;
    this.#tables.clear();
    for (const { entries } of this.#indexes.values()) entries.clear();
    for (const [resource, objects] of Object.entries(snapshot.objects)) {
      for (const object of objects) this.#put(resource, undefined, object);
    }
  }

  #install(change: Change): void {
    if (change.next !== undefined) this.#put(change.resource, change.previous, change.next);
    else this.#remove(change.resource, change.previous!);
  }

  #put(resource: string, previous: KubeObject | undefined, next: KubeObject): void {
    const table = this.#table(resource);
    const namespace = namespaceOf(next);
    const key = rowKey(namespace, nameOf(next));
    table.objects.set(key, next);
    let inNamespace = table.byNamespace.get(namespace);
    if (inNamespace === undefined) table.byNamespace.set(namespace, (inNamespace = new Map()));
    inNamespace.set(nameOf(next), next);
    this.#reindex(resource, previous, next);
  }

  #remove(resource: string, previous: KubeObject): void {
    const table = this.#table(resource);
    table.objects.delete(rowKey(namespaceOf(previous), nameOf(previous)));
    table.byNamespace.get(namespaceOf(previous))?.delete(nameOf(previous));
    this.#reindex(resource, previous, undefined);
  }

  #reindex(resource: string, previous: KubeObject | undefined, next: KubeObject | undefined): void {
    for (const name of this.#indexesOfResource.get(resource) ?? []) {
      const { rule, entries } = this.#indexes.get(name)!;
      const before = previous === undefined ? [] : rule(previous);
      const after = next === undefined ? [] : rule(next);
      for (const key of before) if (!after.includes(key)) removeFromIndex(entries, key, previous!);
      if (next !== undefined) addToIndex(entries, after, next);
    }
  }

  #table(resource: string): Table {
    let table = this.#tables.get(resource);
    if (table === undefined)
      this.#tables.set(resource, (table = { objects: new Map(), byNamespace: new Map() }));
    return table;
  }
}

/** Pods by the node they are bound to; an unbound pod stands under ''. */
export const podsByNode = 'pods by node';
/** Objects of a resource by the uid of their controller: `controlledIndex('pods')`. */
export const controlledIndex = (resource: string): string => `${resource} by controller`;
/** Objects of a resource in a namespace that nothing controls: `orphanIndex('pods')`. */
export const orphanIndex = (resource: string): string => `${resource} without controller`;
/** Dependents of any resource by the uid of each owner: `ownedIndex('pods')`. */
export const ownedIndex = (resource: string): string => `${resource} by owner`;

/** Adds the indexes that reading by owner needs. */
export function addOwnerIndexes(store: Store, resource: string): void {
  store.addIndex(controlledIndex(resource), resource, (object) => {
    const controller = controllerOf(object);
    return controller === undefined ? [] : [controller.uid];
  });
  store.addIndex(orphanIndex(resource), resource, (object) =>
    controllerOf(object) === undefined ? [namespaceOf(object)] : [],
  );
  store.addIndex(ownedIndex(resource), resource, (object) =>
    (object.metadata?.ownerReferences ?? []).map((owner) => owner.uid),
  );
}

function rowKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function addToIndex(
  entries: Map<string, Map<string, KubeObject>>,
  keys: readonly string[],
  object: KubeObject,
): void {
  const row = rowKey(namespaceOf(object), nameOf(object));
  for (const key of keys) {
    let bucket = entries.get(key);
    if (bucket === undefined) entries.set(key, (bucket = new Map()));
    bucket.set(row, object);
  }
}

function removeFromIndex(
  entries: Map<string, Map<string, KubeObject>>,
  key: string,
  object: KubeObject,
): void {
  const bucket = entries.get(key);
  bucket?.delete(rowKey(namespaceOf(object), nameOf(object)));
  if (bucket?.size === 0) entries.delete(key);
}
