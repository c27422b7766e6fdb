/** What the server bears of its clients before it lets them go. */
export interface ServerLimits {
  /** Watches at the same time; one more is told to try again later. */
  readonly watches: number;
  /** Connections at the same time; one more is closed at once. */
  readonly connections: number;
  /** Wall milliseconds until the head of a request must be there. */
  readonly headersTimeoutMs: number;
  /** Wall milliseconds until a whole request must be there. */
  readonly requestTimeoutMs: number;
  /** Wall milliseconds after which a client that takes nothing, with something waiting, is taken for dead. */
  readonly deadAfterMs: number;
  /** How often such clients, bookmarks and the ends of watches are looked for, in wall milliseconds. */
  readonly lookEveryMs: number;
}

export const defaultLimits: ServerLimits = {
  watches: 12_000,
  connections: 16_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  deadAfterMs: 120_000,
  lookEveryMs: 500,
};
