import type { Memory, View } from '../../api/part.ts';

const podsPerMs = 100;
const maxPauseMs = 1000;

/**
 * How long to wait before a Service's endpoints are worked out again, in simulated ms: the work grows with the
 * pods, so a Service with thousands is looked at less often while they come and go. Remembers the moment of the
 * look when there is nothing to wait for.
 */
export function pauseForSize(key: string, podCount: number, view: View, memory: Memory): number {
  const stampKey = `${key} looked at`;
  const pauseMs = Math.min(maxPauseMs, Math.floor(podCount / podsPerMs));
  if (pauseMs === 0) {
    delete memory[stampKey];
    return 0;
  }
  const lastMs = memory[stampKey] as number | undefined;
  const leftMs = lastMs === undefined ? 0 : lastMs + pauseMs - view.nowMs;
  if (leftMs > 0) return leftMs;
  memory[stampKey] = view.nowMs;
  return 0;
}
