import type { ApiClient, WatchEvent } from '../kubectl/index.ts';
import type { ApiRequest, ApiResponse, Cluster, Status } from '../engine/index.ts';
import { formatTimestamp, parseTimestamp } from '../engine/index.ts';
import { ServerError, tellEvents } from '../kubectl/index.ts';

/** How often a watch without an end of its own looks whether its time is up, in simulated ms. */
const lookEveryMs = 50;

/** How far a tick goes, in simulated ms. */
const tickMs = 250;

/** kubectl's way to a cluster in tests: requests are answered at once, and a watch makes the time pass. */
export class ClusterClient implements ApiClient {
  readonly cluster: Cluster;
  /** A watch that saw nothing for so long gives up, in simulated ms. */
  readonly patienceMs: number;

  constructor(cluster: Cluster, patienceMs = 120_000) {
    this.cluster = cluster;
    this.patienceMs = patienceMs;
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
    timeoutMs?: number,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const watch = this.cluster.openWatch(request);
    if ('code' in watch) throw new ServerError(watch.body as Status);
    const endMs = this.cluster.nowMs + (timeoutMs ?? this.patienceMs);
    let isDone = false;
    while (!isDone) {
      isDone = tellEvents(watch.take(), onEvent);
      if (isDone || watch.ended || signal?.aborted === true || this.cluster.nowMs >= endMs) break;
      this.cluster.advanceTo(Math.min(endMs, this.cluster.nowMs + lookEveryMs));
    }
    watch.close();
    return Promise.resolve(isDone);
  }
}
