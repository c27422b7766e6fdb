/**
 * How soon a failed daemon pod is replaced: 1 s, doubling to 15 min, so that a node that refuses pods is not
 * fought with. `pkg/controller/daemon/daemon_controller.go` failedPodsBackoff, `client-go/util/flowcontrol/backoff.go`
 */
import type { Memory } from '../../api/part.ts';

const firstMs = 1000;
const longestMs = 900_000;

/** One back-off, as it is kept in the controller's memory. */
interface BackOff {
  readonly delayMs: number;
  readonly sinceMs: number;
}

/** Milliseconds left to wait before the failed pod on the node may be replaced; 0 when it may be now. */
export function failedPodWaitMs(memory: Memory, key: string, nowMs: number): number {
  const standing = memory[key] as BackOff | undefined;
  return standing === undefined ? 0 : Math.max(standing.sinceMs + standing.delayMs - nowMs, 0);
}

/** Notes that the pod is replaced now. A node that went well for twice the longest delay starts anew. */
export function noteFailedPod(memory: Memory, key: string, nowMs: number): void {
  const standing = memory[key] as BackOff | undefined;
  const isFresh = standing === undefined || nowMs - standing.sinceMs > 2 * longestMs;
  const delayMs = isFresh ? firstMs : Math.min(standing.delayMs * 2, longestMs);
  memory[key] = { delayMs, sinceMs: nowMs };
}

/** Forgets the back-offs whose keys begin so, when their set has gone. */
export function forgetFailedPods(memory: Memory, prefix: string): void {
  for (const key of Object.keys(memory)) if (key.startsWith(prefix)) delete memory[key];
}
