import type { LogStream } from './streams.ts';

/** An API request and its answer as plain data: what HTTP carries, without HTTP. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/v1/namespaces/default/pods/web`, without query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** For PATCH: which kind of patch. `application/strategic-merge-patch+json` when absent. */
  readonly contentType?: string;
  /** `application/json;as=Table;v=v1;g=meta.k8s.io` asks for a table. */
  readonly accept?: string;
  readonly body?: unknown;
  /** The client's program, `kubectl/v1.35.2 (linux/amd64)`: names the manager of fields where `fieldManager` doesn't. */
  readonly userAgent?: string;
  /** Fields that the body names twice, as paths: only who parsed the text knows of them. */
  readonly duplicateFields?: readonly string[];
  /** Who asks; `user` when absent. Stands as the author of the change. */
  readonly user?: string;
  /** Groups of the user, beside those that all authenticated users or service accounts are in. */
  readonly groups?: readonly string[];
  /** Who asks in the name of `user`, and needs the right to. */
  readonly impersonator?: { readonly user?: string; readonly groups?: readonly string[] };
}

export interface ApiResponse {
  /** HTTP status. */
  readonly code: number;
  /** An object, a list, a table, a Status, or text (logs). */
  readonly body: unknown;
  /** Content type of the answer where it is neither plain JSON nor plain text. */
  readonly contentType?: string;
  /** Texts for `Warning: 299` headers. */
  readonly warnings?: readonly string[];
  /** Where to go on reading a log that is followed. */
  readonly stream?: LogStream;
  /** Headers of what answered through a proxy or a node port; the body is then its text. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that changes something is a command: logged with its time, and replayed by seed and log. */
export interface Command {
  readonly index: number;
  /** Simulated milliseconds since the cluster's start. */
  readonly timeMs: number;
  readonly request: ApiRequest;
}
