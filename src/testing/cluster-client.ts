import type { ApiClient, WatchEvent } from '../kubectl/index.ts';
import type { ApiRequest, ApiResponse, Change, Cluster } from '../engine/index.ts';
import { formatTimestamp, parseTimestamp, pathOf, resourceKinds } from '../engine/index.ts';

/** How often a watch without an end of its own looks whether its time is up, in simulated ms. */
const lookEveryMs = 50;

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

  watch(request: ApiRequest, onEvent: (event: WatchEvent) => boolean, timeoutMs?: number): Promise<boolean> {
    const kind = resourceKinds.find((candidate) => collectionOf(request.path, candidate));
    const name = /^metadata\.name=(.+)$/.exec(request.query?.['fieldSelector'] ?? '')?.[1];
    const watch = { done: false };
    const hear = (change: Change) => {
      const concerned = change.resource === kind?.id && (name === undefined || change.name === name);
      if (watch.done || !concerned || !request.path.includes(namespacePart(change))) return;
      watch.done = onEvent({ type: change.type, object: withType(kind.kind, change) });
    };
    const stop = this.cluster.subscribe(hear);
    const since = Number(request.query?.['resourceVersion'] ?? 0);
    for (const change of this.cluster.history.changes) if (change.revision > since) hear(change);
    const endMs = this.cluster.nowMs + (timeoutMs ?? this.patienceMs);
    while (!watch.done && this.cluster.nowMs < endMs)
      this.cluster.advanceTo(Math.min(endMs, this.cluster.nowMs + lookEveryMs));
    stop();
    return Promise.resolve(watch.done);
  }
}

function collectionOf(path: string, kind: (typeof resourceKinds)[number]): boolean {
  return (
    path === pathOf(kind, '') ||
    (path.endsWith(`/${kind.plural}`) && path.startsWith(pathOf(kind, 'x').split('/namespaces/')[0] ?? ''))
  );
}

function namespacePart({ namespace }: Change): string {
  return namespace === '' ? '' : `/namespaces/${namespace}/`;
}

function withType(kind: string, { next, previous }: Change): unknown {
  return { kind, ...(next ?? previous) };
}
