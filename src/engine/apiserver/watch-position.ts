/** How far a watch has come in the changes of its resource: through the revision log first, then in the shared log. */
import type { Change } from '../api/store.ts';
import type { Past } from './past.ts';
import type { ResourceLog } from './watch-log.ts';

export class WatchPosition {
  #past: Past;
  #resource: string;
  #log: ResourceLog;
  /** The newest revision that was handed out, or from which the watch began. */
  #revision: number;
  /** In the shared log; undefined while older changes are read from the revision log. */
  #next: number | undefined;
  /** In the revision log, while it is read. */
  #older = 0;

  constructor(past: Past, resource: string, log: ResourceLog, revision: number) {
    this.#past = past;
    this.#resource = resource;
    this.#log = log;
    this.#revision = revision;
    this.#readOlder();
  }

  get hasNews(): boolean {
    return this.#next !== this.#log.end;
  }

  /** The next change of the resource, or undefined for now. */
  next(): Change | undefined {
    if (this.#next !== undefined && this.#next < this.#log.forgotten) this.#readOlder();
    const change = this.#next === undefined ? this.#nextOlder() : this.#nextLogged();
    if (change !== undefined) this.#revision = change.revision;
    return change;
  }

  #nextLogged(): Change | undefined {
    while (this.#next! < this.#log.end) {
      const change = this.#log.at(this.#next!++);
      if (change.revision > this.#revision) return change;
    }
    return undefined;
  }

  /** Looks for what the shared log does not have, or has no more. */
  #readOlder(): void {
    const { sinceRevision, forgotten } = this.#log;
    if (forgotten === 0 && this.#revision >= sinceRevision) {
      this.#next = 0;
      return;
    }
    this.#next = undefined;
    this.#older = this.#past.history.positionAfter(this.#revision);
  }

  #nextOlder(): Change | undefined {
    const { changes } = this.#past.history;
    const log = this.#log;
    const firstLogged = log.changes[0]?.revision ?? Number.POSITIVE_INFINITY;
    while (this.#older < changes.length) {
      const change = changes[this.#older]!;
      if (change.revision >= firstLogged) break;
      this.#older++;
      if (change.resource === this.#resource) return change;
    }
    this.#next = log.forgotten;
    return this.#nextLogged();
  }
}
