import type { ApiRequest, ApiResponse } from '../engine/api/request.ts';

/** One line of a watch. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: unknown;
}

/** How kubectl reaches a cluster, wherever that is. */
export interface ApiClient {
  request(request: ApiRequest): Promise<ApiResponse>;
  /**
   * Follows a collection from the `resourceVersion` in the query on, until `onEvent` answers true or `signal` is
   * aborted. When `accept` asks for tables, each event's object is one.
   * Resolves to false when `timeoutMs` of the cluster's time passed first; without it, the client's patience counts.
   */
  watch(
    request: ApiRequest,
    onEvent: (event: WatchEvent) => boolean,
    timeoutMs?: number,
    signal?: AbortSignal,
  ): Promise<boolean>;
  /** Resolves when the cluster has moved on since: logs and sessions are read again then. */
  tick(): Promise<void>;
  /** The cluster's time, RFC 3339: ages are printed against it. */
  now(): string;
}
