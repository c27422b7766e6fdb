/**
 * The page's copy of the cluster at the moment shown: objects by key, and who wants to know when one changes.
 * Components subscribe by key or by resource, so a change of one pod re-renders one card.
 */
import { useCallback, useSyncExternalStore } from 'react';
import type { KubeObject, ObjectPatch } from '../bridge/protocol.ts';

type Listener = () => void;

class Mirror {
  #objects = new Map<string, KubeObject>();
  #byResource = new Map<string, Map<string, KubeObject>>();
  /** Lists as last handed out; dropped when something of the resource changes, so identity is stable between. */
  #lists = new Map<string, readonly KubeObject[]>();
  #keyListeners = new Map<string, Set<Listener>>();
  #resourceListeners = new Map<string, Set<Listener>>();

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
    return this.#byResource.get(resource)?.size ?? 0;
  }

  list(resource: string): readonly KubeObject[] {
    let list = this.#lists.get(resource);
    if (list === undefined)
      this.#lists.set(resource, (list = [...(this.#byResource.get(resource)?.values() ?? [])]));
    return list;
  }

  /** Installs what a picture brought, then tells each listener once. */
  apply(patches: readonly ObjectPatch[], reset: boolean): void {
    const told = new Set<Listener>();
    const before = reset ? new Set(this.#objects.keys()) : new Set<string>();
    for (const { key, object } of patches) {
      before.delete(key);
      this.#put(key, object, told);
    }
    for (const key of before) this.#put(key, null, told);
    for (const listener of told) listener();
  }

  subscribeKey(key: string, listener: Listener): () => void {
    return subscribe(this.#keyListeners, key, listener);
  }

  subscribeResource(resource: string, listener: Listener): () => void {
    return subscribe(this.#resourceListeners, resource, listener);
  }

  #put(key: string, object: KubeObject | null, told: Set<Listener>): void {
    if (object !== null && this.#objects.get(key) === object) return;
    const resource = resourceOfKey(key);
    let table = this.#byResource.get(resource);
    if (table === undefined) this.#byResource.set(resource, (table = new Map()));
    if (object === null) {
      this.#objects.delete(key);
      table.delete(key);
    } else {
      this.#objects.set(key, object);
      table.set(key, object);
    }
    this.#lists.delete(resource);
    for (const listener of this.#keyListeners.get(key) ?? []) told.add(listener);
    for (const listener of this.#resourceListeners.get(resource) ?? []) told.add(listener);
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
