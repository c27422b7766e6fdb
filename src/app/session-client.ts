/**
 * kubectl's way to the page's cluster: requests go to the session; a watch looks at the mirror after each picture,
 * which is as new as the answer before it.
 */
import type { ApiRequest, ApiResponse } from '../bridge/protocol.ts';
import type { KubeObject } from '../engine/index.ts';
import type { ApiClient, WatchEvent } from '../kubectl/index.ts';
import { changesBetween, watchTarget, type WatchTarget } from '../kubectl/index.ts';
import { mirror } from '../model/mirror.ts';
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';

/** A watch without an end of its own gives up after so much simulated time. */
const patienceMs = 60_000;

export const sessionClient: ApiClient = {
  request: (request) => session.request(request),
  now: () => {
    const { startedAt, viewMs } = useTime.getState();
    return new Date(Date.parse(startedAt) + viewMs).toISOString();
  },
  tick: () => nextPicture(),
  watch: (request, onEvent, timeoutMs = patienceMs) =>
    new MirrorWatch(request, onEvent, useTime.getState().viewMs + timeoutMs).run(),
};

/** One watch, from its first look until it heard enough, its time is up or time stands still. */
class MirrorWatch {
  #request: ApiRequest;
  #onEvent: (event: WatchEvent) => boolean;
  #endMs: number;
  #target: WatchTarget;
  #known: readonly KubeObject[];
  #rows = new Map<string, unknown>();

  constructor(request: ApiRequest, onEvent: (event: WatchEvent) => boolean, endMs: number) {
    this.#request = request;
    this.#onEvent = onEvent;
    this.#endMs = endMs;
    this.#target = watchTarget(request);
    this.#known = this.#present().filter(
      ({ metadata }) => Number(metadata?.resourceVersion ?? 0) <= this.#target.resourceVersion,
    );
  }

  /** Whether `onEvent` heard enough. @throws Error when nothing can happen any more, because time stands still */
  async run(): Promise<boolean> {
    for (;;) {
      if (await this.#look()) return true;
      const { viewMs, playing, connection } = useTime.getState();
      if (viewMs >= this.#endMs) return false;
      if (connection.kind !== 'alive') throw new Error('the cluster is gone');
      if (!playing) throw new Error('the cluster is paused; press play');
      await nextPicture();
    }
  }

  async #look(): Promise<boolean> {
    const present = this.#present();
    const events = changesBetween(this.#known, present);
    this.#known = present;
    for (const event of events) if (this.#onEvent(await this.#asAsked(event))) return true;
    return false;
  }

  #present(): readonly KubeObject[] {
    return mirror.list(this.#target.kind.id).filter((object) => this.#target.matches(object));
  }

  /** A watch of tables asks the server for the row as it is now; of what is gone it shows the last row. */
  async #asAsked(event: WatchEvent): Promise<WatchEvent> {
    const { accept, path, query } = this.#request;
    if (accept === undefined) return event;
    const { uid = '', name = '', namespace = '' } = (event.object as KubeObject).metadata ?? {};
    if (event.type !== 'DELETED') {
      const collection = path.includes('/namespaces/') || namespace === '' ? path : inside(path, namespace);
      const answer: ApiResponse = await session.request({
        method: 'GET',
        path: `${collection}/${encodeURIComponent(name)}`,
        accept,
        ...(query === undefined ? {} : { query }),
      });
      if (answer.code === 200) this.#rows.set(uid, answer.body);
    }
    return { type: event.type, object: this.#rows.get(uid) ?? { columnDefinitions: [], rows: [] } };
  }
}

function inside(path: string, namespace: string): string {
  const slash = path.lastIndexOf('/');
  return `${path.slice(0, slash)}/namespaces/${encodeURIComponent(namespace)}${path.slice(slash)}`;
}

/** Resolves when the time store hears of a picture. */
function nextPicture(): Promise<void> {
  return new Promise((resolve) => {
    const stop = useTime.subscribe(() => {
      stop();
      resolve();
    });
  });
}
