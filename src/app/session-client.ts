/**
 * kubectl's way to the page's cluster: requests go to the session and are answered at the moment shown; a watch
 * follows the newest one.
 */
import type { ApiRequest, WatchEvent as ServedEvent } from '../bridge/protocol.ts';
import type { Status } from '../engine/index.ts';
import type { ApiClient, WatchEvent } from '../kubectl/index.ts';
import { ServerError, tellEvents } from '../kubectl/index.ts';
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
  watch: (request, onEvent, timeoutMs, signal) => followWatch(request, onEvent, timeoutMs, signal),
};

/**
 * Whether `onEvent` heard enough. @throws ServerError when the server refuses or ends the watch; Error when nothing
 * can happen any more, because time stands still
 */
async function followWatch(
  request: ApiRequest,
  onEvent: (event: WatchEvent) => boolean,
  timeoutMs = patienceMs,
  signal?: AbortSignal,
): Promise<boolean> {
  const endMs = useTime.getState().headMs + timeoutMs;
  let news: ServedEvent[] = [];
  let hasEnded = false;
  const opened = await session.watch(request, ({ events, ended }) => {
    news.push(...events);
    hasEnded = ended;
  });
  if (typeof opened !== 'function') throw new ServerError(opened.body as Status);
  try {
    for (;;) {
      const events = news;
      news = [];
      if (tellEvents(events, onEvent)) return true;
      if (hasEnded || signal?.aborted === true || useTime.getState().headMs >= endMs) return false;
      checkTimeFlows();
      await nextPicture(signal);
    }
  } finally {
    opened();
  }
}

function checkTimeFlows(): void {
  const { playing, connection } = useTime.getState();
  if (connection.kind !== 'alive') throw new Error('the cluster is gone');
  if (!playing) throw new Error('the cluster is paused; press play');
}

/** Resolves when the time store hears of a picture, or `signal` is aborted. */
function nextPicture(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      stop();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const stop = useTime.subscribe(finish);
    signal?.addEventListener('abort', finish);
  });
}
