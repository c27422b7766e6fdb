/**
 * The newest changes of each resource that is being watched: one log for all its watches, each of which keeps a
 * position in it. Unlike the revision log it has heartbeats, and it forgets: who falls behind reads the revision log.
 */
import type { Change, Store } from '../api/store.ts';

const mostChanges = 8192;

export class ResourceLog {
  /** Every change after this revision is or was here. */
  readonly sinceRevision: number;
  readonly changes: Change[] = [];
  /** Changes that were here and are forgotten: positions count from the first one ever. */
  forgotten = 0;
  watches = 0;

  constructor(sinceRevision: number) {
    this.sinceRevision = sinceRevision;
  }

  /** The position after the newest change. */
  get end(): number {
    return this.forgotten + this.changes.length;
  }

  at(position: number): Change {
    return this.changes[position - this.forgotten]!;
  }

  append(change: Change): void {
    if (this.changes.length >= mostChanges) {
      this.changes.splice(0, mostChanges / 2);
      this.forgotten += mostChanges / 2;
    }
    this.changes.push(change);
  }
}

/** Logs of the resources that are watched; it listens to the store only while there are any. */
export class WatchLogs {
  #store: Store;
  #logs = new Map<string, ResourceLog>();
  #unsubscribe: (() => void) | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The log of a resource, for one watch until it is released. */
  open(resource: string): ResourceLog {
    this.#unsubscribe ??= this.#store.subscribe((change) => this.#logs.get(change.resource)?.append(change));
    let log = this.#logs.get(resource);
    if (log === undefined) this.#logs.set(resource, (log = new ResourceLog(this.#store.revision)));
    log.watches++;
    return log;
  }

  release(resource: string, log: ResourceLog): void {
    if (--log.watches > 0) return;
    this.#logs.delete(resource);
    if (this.#logs.size > 0) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }
}
