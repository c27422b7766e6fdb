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

/** An object's place, which stays the same while its versions come and go. */
interface Row {
  object: KubeObject;
  /** Grows with each row of the table: the order of creation. */
  readonly born: number;
  /** What each index of the resource said of the newest version, in the order of `Table.indexes`. */
  keys: readonly (readonly string[])[];
}

interface Rows {
  readonly rows: Map<string, Row>;
  /** The objects in order of creation, once asked for and until the next write. */
  list: readonly KubeObject[] | undefined;
}

interface Index {
  readonly rule: IndexRule;
  readonly entries: Map<string, Set<Row>>;
}

interface Table {
  /** By namespace, then by name. */
  readonly namespaces: Map<string, Rows>;
  /** All rows in order of creation. */
  readonly all: Set<Row>;
  /** Rows ever made. */
  births: number;
  list: readonly KubeObject[] | undefined;
  readonly indexes: Index[];
}

const noRows: ReadonlySet<Row> = new Set();

/**
 * The cluster's memory, as etcd is: objects by name, one revision a write, and listeners that see each write.
 * It decides nothing: admission, defaults and conflicts are the API server's.
 */
export class Store {
  #tables = new Map<string, Table>();
  #indexes = new Map<string, Index>();
  #listeners = new Set<Listener>();
  #revision = 0;

  get revision(): number {
    return this.#revision;
  }

  get(resource: string, namespace: string, name: string): KubeObject | undefined {
    return this.#tables.get(resource)?.namespaces.get(namespace)?.rows.get(name)?.object;
  }

  /** The objects of a resource, in one namespace or ('' or absent) in all, in order of creation. */
  list(resource: string, namespace = ''): readonly KubeObject[] {
    const table = this.#tables.get(resource);
    if (table === undefined) return [];
    if (namespace === '') return (table.list ??= objectsOf(table.all));
    const rows = table.namespaces.get(namespace);
    return rows === undefined ? [] : (rows.list ??= objectsOf(rows.rows));
  }

  count(resource: string): number {
    return this.#tables.get(resource)?.all.size ?? 0;
  }

  /** Resources that have objects. */
  resources(): string[] {
    return [...this.#tables.keys()].filter((resource) => this.count(resource) > 0);
  }

  /** Keeps an index from now on; `indexed` reads it. */
  addIndex(name: string, resource: string, rule: IndexRule): void {
    const index: Index = { rule, entries: new Map() };
    this.#indexes.set(name, index);
    const table = this.#table(resource);
    table.indexes.push(index);
    for (const row of table.all) {
      const keys = rule(row.object);
      row.keys = [...row.keys, keys];
      for (const key of keys) addToIndex(index, key, row);
    }
  }

  hasIndex(name: string): boolean {
    return this.#indexes.has(name);
  }

  /**
   * Objects that stand under `key` in an index, in order of creation: the order in which they came under it is not
   * part of a snapshot.
   */
  indexed(index: string, key: string): readonly KubeObject[] {
    const found = this.#indexes.get(index);
    if (found === undefined) throw new Error(`no index ${index}`);
    return objectsOf(inOrderOfCreation(found.entries.get(key) ?? noRows));
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
    const { timeMs, resource, namespace, name, next, author, cause } = request;
    const change: Change = {
      revision: this.#revision,
      timeMs,
      type,
      resource,
      namespace,
      name,
      previous,
      next,
      author,
      cause,
    };
    const table = this.#table(request.resource);
    if (request.next === undefined) remove(table, request.namespace, request.name);
    else put(table, request.next);
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
    for (const resource of this.resources().toSorted()) objects[resource] = this.list(resource);
    return { revision: this.#revision, objects };
  }

  restore(snapshot: StoreSnapshot): void {
    this.#revision = snapshot.revision;
    for (const table of this.#tables.values()) clear(table);
    for (const [resource, objects] of Object.entries(snapshot.objects)) {
      const table = this.#table(resource);
      for (const object of objects) put(table, object);
    }
  }

  #table(resource: string): Table {
    let table = this.#tables.get(resource);
    if (table === undefined) this.#tables.set(resource, (table = createTable()));
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

function createTable(): Table {
  return { namespaces: new Map(), all: new Set(), births: 0, list: undefined, indexes: [] };
}

function clear(table: Table): void {
  table.namespaces.clear();
  table.all.clear();
  table.list = undefined;
  for (const { entries } of table.indexes) entries.clear();
}

/** Stores a new object or a new version of one. */
function put(table: Table, next: KubeObject): void {
  const rows = rowsOf(table, namespaceOf(next));
  rows.list = undefined;
  table.list = undefined;
  const name = nameOf(next);
  const row = rows.rows.get(name);
  if (row !== undefined) {
    row.object = next;
    row.keys = table.indexes.map((index, position) => moveInIndex(index, row, row.keys[position]!));
    return;
  }
  const keys = table.indexes.map(({ rule }) => rule(next));
  const added: Row = { object: next, born: table.births++, keys };
  rows.rows.set(name, added);
  table.all.add(added);
  for (const [position, index] of table.indexes.entries())
    for (const key of keys[position]!) addToIndex(index, key, added);
}

function remove(table: Table, namespace: string, name: string): void {
  const rows = rowsOf(table, namespace);
  const row = rows.rows.get(name)!;
  rows.rows.delete(name);
  rows.list = undefined;
  if (rows.rows.size === 0) table.namespaces.delete(namespace);
  table.all.delete(row);
  table.list = undefined;
  for (const [position, index] of table.indexes.entries())
    for (const key of row.keys[position]!) removeFromIndex(index, key, row);
}

function rowsOf(table: Table, namespace: string): Rows {
  let rows = table.namespaces.get(namespace);
  if (rows === undefined) table.namespaces.set(namespace, (rows = { rows: new Map(), list: undefined }));
  return rows;
}

/** Puts a row with a new version under the keys that the version has, and returns them. */
function moveInIndex(index: Index, row: Row, before: readonly string[]): readonly string[] {
  const after = index.rule(row.object);
  if (after.length === before.length && after.every((key, position) => key === before[position]))
    return before;
  for (const key of before) if (!after.includes(key)) removeFromIndex(index, key, row);
  for (const key of after) addToIndex(index, key, row);
  return after;
}

function addToIndex({ entries }: Index, key: string, row: Row): void {
  const bucket = entries.get(key);
  if (bucket === undefined) entries.set(key, new Set([row]));
  else bucket.add(row);
}

function removeFromIndex({ entries }: Index, key: string, row: Row): void {
  const bucket = entries.get(key);
  bucket?.delete(row);
  if (bucket?.size === 0) entries.delete(key);
}

function inOrderOfCreation(rows: ReadonlySet<Row>): ReadonlySet<Row> {
  let last = -1;
  for (const { born } of rows) {
    if (born < last) return new Set([...rows].toSorted((left, right) => left.born - right.born));
    last = born;
  }
  return rows;
}

function objectsOf(rows: ReadonlyMap<string, Row> | ReadonlySet<Row>): KubeObject[] {
  const objects = Array.from<KubeObject>({ length: rows.size });
  let count = 0;
  rows.forEach((row: Row) => (objects[count++] = row.object));
  return objects;
}
