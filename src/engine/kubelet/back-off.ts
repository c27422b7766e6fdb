/** How long a kubelet waits before it tries again. `staging/src/k8s.io/client-go/util/flowcontrol/backoff.go` */

/** What is remembered of one thing that keeps failing; plain data. */
export interface BackoffEntry {
  /** The wait in force. */
  readonly delayMs: number;
  /** When it was tried last. */
  readonly lastUpdateMs: number;
}

export interface BackoffLimits {
  readonly initialMs: number;
  readonly maxMs: number;
  /** A failure that comes so long after the last try starts over. */
  readonly expiresMs: number;
}

/** Limits whose memory lasts twice the longest wait, as client-go has it. */
export function backoffLimits(initialMs: number, maxMs: number): BackoffLimits {
  return { initialMs, maxMs, expiresMs: 2 * maxMs };
}

/** Restarts of a container: forgotten when it ran for ten minutes. `pkg/kubelet/kubelet.go` */
export const restartLimits: BackoffLimits = { initialMs: 10_000, maxMs: 300_000, expiresMs: 600_000 };
/** Pulls of one image for one pod. */
export const pullLimits: BackoffLimits = backoffLimits(10_000, 300_000);

/** Whether something that failed at `failedMs` must still wait at `nowMs`. */
export function isInBackoffSince(
  entry: BackoffEntry | undefined,
  failedMs: number,
  nowMs: number,
  limits: BackoffLimits,
): boolean {
  if (entry === undefined || hasExpired(entry, failedMs, limits)) return false;
  return nowMs - failedMs < entry.delayMs;
}

/** The same, counted from the last try instead of from the failure. */
export function isInBackoffSinceUpdate(
  entry: BackoffEntry | undefined,
  nowMs: number,
  limits: BackoffLimits,
): boolean {
  if (entry === undefined || hasExpired(entry, nowMs, limits)) return false;
  return nowMs - entry.lastUpdateMs < entry.delayMs;
}

/** What to remember when it is tried at `nowMs` after a failure at `failedMs`. */
export function nextBackoff(
  entry: BackoffEntry | undefined,
  failedMs: number,
  nowMs: number,
  limits: BackoffLimits,
): BackoffEntry {
  const starts = entry === undefined || hasExpired(entry, failedMs, limits);
  const delayMs = starts ? limits.initialMs : Math.min(entry.delayMs * 2, limits.maxMs);
  return { delayMs, lastUpdateMs: nowMs };
}

/** `1m20s`, as Go prints a duration of whole milliseconds. */
export function formatDuration(durationMs: number): string {
  if (durationMs === 0) return '0s';
  if (durationMs < 1000) return `${durationMs}ms`;
  const hours = Math.floor(durationMs / 3_600_000);
  const minutes = Math.floor(durationMs / 60_000) % 60;
  const seconds = `${(durationMs % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

function hasExpired(entry: BackoffEntry, eventMs: number, limits: BackoffLimits): boolean {
  return eventMs - entry.lastUpdateMs > limits.expiresMs;
}
