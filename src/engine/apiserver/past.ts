/**
 * What the API server still knows of earlier revisions: collections as they were, and how far back. etcd forgets all
 * but the last five to ten minutes, the watch cache all but the newest changes of a resource.
 * `apiserver/pkg/storage/etcd3/compact.go`, `apiserver/pkg/storage/cacher/watch_cache.go`
 */
import type { History } from '../api/history.ts';
import type { KubeObject } from '../api/object.ts';
import { nameOf, namespaceOf } from '../api/object.ts';
import type { Change, Store } from '../api/store.ts';
import type { Clock } from './clock.ts';

const compactEveryMs = 300_000;
/** The watch cache keeps so many changes of a resource, however old they are ... */
const cachedChanges = 100;
/** ... and all that are younger. */
const freshMs = 75_000;

export class Past {
  readonly store: Store;
  readonly clock: Clock;
  #history: () => History;
  /** The newest revision of the cluster's own beginnings, once they are over. */
  #firstRevision: number | undefined;
  /** The last collection that was restored: its next page will be asked for. */
  #restored: { readonly of: string; readonly objects: readonly KubeObject[] } | undefined;

  constructor(store: Store, clock: Clock, history: () => History) {
    this.store = store;
    this.clock = clock;
    this.#history = history;
  }

  get history(): History {
    return this.#history();
  }

  get revision(): number {
    return this.store.revision;
  }

  /** Lists at revisions before this one are gone. */
  get compactedRevision(): number {
    const compactedMs = (Math.floor(this.clock.nowMs / compactEveryMs) - 1) * compactEveryMs;
    if (compactedMs < 0) return 0;
    const { history } = this;
    return history.changes[history.positionAt(compactedMs) - 1]?.revision ?? 0;
  }

  /** The objects of a resource in a namespace ('' for all) as they were after a revision, in no order. */
  listAt(resource: string, namespace: string, revision: number): readonly KubeObject[] {
    const of = `${resource}/${namespace}/${revision}`;
    if (this.#restored?.of !== of)
      this.#restored = { of, objects: this.#restore(resource, namespace, revision) };
    return this.#restored.objects;
  }

  #restore(resource: string, namespace: string, revision: number): readonly KubeObject[] {
    const { history, store } = this;
    const present = store.list(resource, namespace);
    const position = history.positionAfter(revision);
    const walked = history.difference(history.changes.length, position);
    const different = new Map<string, KubeObject | undefined>();
    for (const difference of [history.heartbeatsUndone(), walked]) {
      for (const [key, { resource: of, object }] of difference)
        if (of === resource) different.set(key, object);
    }
    if (different.size === 0) return present;
    const unchanged = present.filter((object) => !different.has(keyOf(resource, object)));
    const restored = [...different.values()].filter(
      (object) => object !== undefined && (namespace === '' || namespaceOf(object) === namespace),
    );
    return [...unchanged, ...(restored as KubeObject[])];
  }

  /** Where a watch of a resource may begin at the earliest, when that is after `revision`; undefined when it may there. */
  lostSince(resource: string, revision: number): number | undefined {
    const beginning = this.#beginning();
    if (revision < beginning) return beginning;
    const { changes } = this.history;
    const freshFromMs = this.clock.nowMs - freshMs;
    let kept = 0;
    let oldest = 0;
    for (let index = changes.length - 1; index >= 0; index--) {
      const change = changes[index]!;
      if (change.revision <= revision) return undefined;
      if (change.resource !== resource) continue;
      if (kept++ >= cachedChanges && change.timeMs < freshFromMs) return oldest - 1;
      oldest = change.revision;
    }
    return undefined;
  }

  /** The API server knows nothing from before it was started, with what the cluster began with. */
  #beginning(): number {
    if (this.#firstRevision !== undefined) return this.#firstRevision;
    let revision = 0;
    for (const change of this.history.changes) {
      if (change.timeMs > 0) break;
      if (isOfStart(change)) revision = change.revision;
    }
    return (this.#firstRevision = revision);
  }
}

function isOfStart({ cause }: Change): boolean {
  return cause.kind === 'time' && cause.timer === 'start';
}

function keyOf(resource: string, object: KubeObject): string {
  return `${resource}/${namespaceOf(object)}/${nameOf(object)}`;
}
