/**
 * The page's copy of the cluster at the moment shown: objects by key, and who wants to know when one changes.
 * Components subscribe by key or by resource, so a change of one pod re-renders one card.
 */
import { useCallback, useSyncExternalStore } from 'react';
import type { KubeObject, ObjectPatch } from '../bridge/protocol.ts';

type Listener = () => void;

/** All objects of one resource. */
class Table {
  readonly objects = new Map<string, KubeObject>();
  readonly listeners = new Set<Listener>();
  /** As last handed out; dropped when one of them changes, so identity is stable between. */
  list: readonly KubeObject[] | undefined;
  /** The last picture that changed one of them. */
  changedIn = 0;
  /** With the slash, as keys of this resource begin. */
  readonly prefix: string;

  constructor(resource: string) {
    this.prefix = `${resource}/`;
  }
}

class Mirror {
  #objects = new Map<string, KubeObject>();
  #tables = new Map<string, Table>();
  #keyListeners = new Map<string, Set<Listener>>();
  /** Counts pictures. */
  #applied = 0;

  get size(): number {
    return this.#objects.size;
  }

  get(key: string): KubeObject | undefined {
    return this.#objects.get(key);
  }

  /** Everything that is there, by key. */
  entries(): IterableIterator<[string, KubeObject]> {
    return this.#objects.entries();
  }

  count(resource: string): number {
    return this.#tables.get(resource)?.objects.size ?? 0;
  }

  list(resource: string): readonly KubeObject[] {
    const table = this.#tableOf(resource);
    return (table.list ??= [...table.objects.values()]);
  }

  /** Installs what a picture brought, then tells each listener once. */
  apply(patches: readonly ObjectPatch[], reset: boolean): void {
    const told = new Set<Listener>();
    this.#applied++;
    const before = reset ? new Set(this.#objects.keys()) : undefined;
    // Another moment may bring thousands, most of them of one resource: to cut that out of each key would cost most.
    let table: Table | undefined;
    for (const { key, object } of patches) {
      before?.delete(key);
      if (table === undefined || !key.startsWith(table.prefix)) table = this.#tableOf(resourceOfKey(key));
      this.#put(table, key, object, told);
    }
    for (const key of before ?? []) this.#put(this.#tableOf(resourceOfKey(key)), key, null, told);
    for (const listener of told) listener();
  }

  subscribeKey(key: string, listener: Listener): () => void {
    return subscribe(this.#keyListeners, key, listener);
  }

  subscribeResource(resource: string, listener: Listener): () => void {
    const { listeners } = this.#tableOf(resource);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  #tableOf(resource: string): Table {
    let table = this.#tables.get(resource);
    if (table === undefined) this.#tables.set(resource, (table = new Table(resource)));
    return table;
  }

  #put(table: Table, key: string, object: KubeObject | null, told: Set<Listener>): void {
    if (object !== null && this.#objects.get(key) === object) return;
    if (object === null) {
      this.#objects.delete(key);
      table.objects.delete(key);
    } else {
      this.#objects.set(key, object);
      table.objects.set(key, object);
    }
    const listeners = this.#keyListeners.get(key);
    if (listeners !== undefined) for (const listener of listeners) told.add(listener);
    if (table.changedIn === this.#applied) return;
    table.changedIn = this.#applied;
    table.list = undefined;
    for (const listener of table.listeners) told.add(listener);
  }
}

function subscribe(listeners: Map<string, Set<Listener>>, name: string, listener: Listener): () => void {
  let set = listeners.get(name);
  if (set === undefined) listeners.set(name, (set = new Set()));
  set.add(listener);
  return () => {
    set.delete(listener);
    if (set.size === 0) listeners.delete(name);
  };
}

/** `pods` of `pods/default/web-1`. */
export function resourceOfKey(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** The parts of `resource/namespace/name`. */
export function splitObjectKey(key: string): { resource: string; namespace: string; name: string } {
  const [resource = '', namespace = '', ...name] = key.split('/');
  return { resource, namespace, name: name.join('/') };
}

/** Objects are never changed: the same text each time is hashed once, however many maps are asked with it. */
const keys = new WeakMap<KubeObject, string>();

export function objectKey(resource: string, object: KubeObject): string {
  let key = keys.get(object);
  if (key === undefined) keys.set(object, (key = makeKey(resource, object)));
  return key;
}

function makeKey(resource: string, object: KubeObject): string {
  return `${resource}/${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}

export const mirror = new Mirror();

/** The object with a key, kept up to date. */
export function useObject(key: string): KubeObject | undefined {
  const listen = useCallback((listener: Listener) => mirror.subscribeKey(key, listener), [key]);
  return useSyncExternalStore(listen, () => mirror.get(key));
}

/** All objects of a resource; the same array until one of them changes. */
export function useResource(resource: string): readonly KubeObject[] {
  const listen = useCallback(
    (listener: Listener) => mirror.subscribeResource(resource, listener),
    [resource],
  );
  return useSyncExternalStore(listen, () => mirror.list(resource));
}
