/** kubectl's way to a cluster whose time is in nobody else's hand: a command that waits makes it pass. */
import {
  type ApiRequest,
  type ApiResponse,
  type Cluster,
  formatTimestamp,
  parseTimestamp,
  type Status,
} from '../engine/index.ts';
import { type ApiClient, ServerError, tellEvents, type WatchEvent } from '../kubectl/index.ts';

/** How often a watch looks for news, in simulated ms. */
const lookEveryMs = 50;
/** How far a tick goes, in simulated ms. */
const tickMs = 250;
const patienceMs = 120_000;

export class SimulatedClient implements ApiClient {
  readonly cluster: Cluster;
  /** A watch without an end of its own gives up after so much simulated time. */
  readonly patienceMs: number;

  constructor(cluster: Cluster, patience = patienceMs) {
    this.cluster = cluster;
    this.patienceMs = patience;
  }

  now(): string {
    return formatTimestamp(parseTimestamp(this.cluster.settings.startedAt) + this.cluster.nowMs);
  }

  request(request: ApiRequest): Promise<ApiResponse> {
    return Promise.resolve(this.cluster.request(request));
  }

  tick(): Promise<void> {
    this.cluster.advanceTo(this.cluster.nowMs + tickMs);
    return Promise.resolve();
  }

  /** @throws ServerError when the server refuses the watch or ends it with an error. */
  watch(
    request: ApiRequest,
    onEvent: (event: WatchEvent) => boolean,
    timeoutMs = this.patienceMs,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const watch = this.cluster.openWatch(request);
    if ('code' in watch) throw new ServerError(watch.body as Status);
    const endMs = this.cluster.nowMs + timeoutMs;
    try {
      while (!tellEvents(watch.take(), onEvent)) {
        if (watch.ended || signal?.aborted === true || this.cluster.nowMs >= endMs)
          return Promise.resolve(false);
        this.cluster.advanceTo(Math.min(endMs, this.cluster.nowMs + lookEveryMs));
      }
      return Promise.resolve(true);
    } finally {
      watch.close();
    }
  }
}
