/** The watches of a page: opened on the current branch, and opened anew when another one becomes current. */
import type { ApiRequest, ApiResponse, Cluster, OpenWatch } from '../engine/index.ts';
import type { WatchNews } from './protocol.ts';

/** A message carries at most so many events: a large collection is told in several. */
const mostEvents = 500;

interface PageWatch {
  readonly request: ApiRequest;
  open: OpenWatch;
}

export class Watches {
  #watches = new Map<number, PageWatch>();
  #post: (news: WatchNews) => void;

  constructor(post: (news: WatchNews) => void) {
    this.#post = post;
  }

  /** Null, or the refusal. */
  open(cluster: Cluster, id: number, request: ApiRequest): ApiResponse | null {
    const open = cluster.openWatch(request);
    if ('code' in open) return open;
    this.#watches.set(id, { request, open });
    this.tell();
    return null;
  }

  close(id: number): void {
    this.#watches.get(id)?.open.close();
    this.#watches.delete(id);
  }

  /** Sends what is new. */
  tell(): void {
    for (const [watch, { open }] of this.#watches) {
      for (;;) {
        const events = open.take(mostEvents);
        const { ended } = open;
        if (events.length > 0 || ended) this.#post({ kind: 'watchEvents', watch, events, ended });
        if (ended) this.#watches.delete(watch);
        if (ended || events.length < mostEvents) break;
      }
    }
  }

  /** Goes over to another branch, where versions mean other things: each watch begins with what is there. */
  moveTo(cluster: Cluster): void {
    for (const [watch, entry] of this.#watches) {
      entry.open.close();
      const { resourceVersion: _elsewhere, ...query } = entry.request.query ?? {};
      const open = cluster.openWatch({ ...entry.request, query });
      if ('code' in open) {
        this.#watches.delete(watch);
        this.#post({ kind: 'watchEvents', watch, events: [], ended: true });
      } else entry.open = open;
    }
  }
}
