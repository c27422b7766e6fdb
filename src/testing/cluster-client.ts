import type { ApiClient, WatchEvent } from '../kubectl/index.ts';
import type { ApiRequest, ApiResponse, Change, Cluster, KubeObject, ResourceKind } from '../engine/index.ts';
import { formatTimestamp, parseTimestamp } from '../engine/index.ts';
import { asTable, tableWanted } from '../engine/apiserver/printing/index.ts';
import { watchTarget } from '../kubectl/index.ts';

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

  watch(request: ApiRequest, onEvent: (event: WatchEvent) => boolean, timeoutMs?: number): Promise<boolean> {
    const target = watchTarget(request);
    const watch = { done: false };
    const hear = (change: Change) => {
      const object = (change.next ?? change.previous)!;
      if (watch.done || change.resource !== target.kind.id || !target.matches(object)) return;
      watch.done = onEvent({ type: change.type, object: this.#asAsked(request, target.kind, object) });
    };
    const stop = this.cluster.subscribe(hear);
    for (const change of this.cluster.history.changes) {
      if (change.revision > target.resourceVersion) hear(change);
    }
    const endMs = this.cluster.nowMs + (timeoutMs ?? this.patienceMs);
    while (!watch.done && this.cluster.nowMs < endMs)
      this.cluster.advanceTo(Math.min(endMs, this.cluster.nowMs + lookEveryMs));
    stop();
    return Promise.resolve(watch.done);
  }

  #asAsked(request: ApiRequest, kind: ResourceKind, object: KubeObject): unknown {
    const included = tableWanted(request);
    if (included === undefined) return { kind: kind.kind, ...object };
    return asTable(kind, [object], {}, included, parseTimestamp(this.now()));
  }
}
