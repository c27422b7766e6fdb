/**
 * A look at a Service's endpoints costs work for each of its pods, so a Service with many is looked at less often
 * while they come and go.
 */
import type { Memory, View } from '../../api/part.ts';

const podsPerMs = 10;
const maxPauseMs = 1000;
/** A Service with fewer pods is looked at whenever one changes. */
const freePods = 100;

const stampOf = (key: string): string => `${key} may be looked at from`;

/** How long to wait before the next look, in simulated ms. */
export function leftOfPause(key: string, view: View, memory: Memory): number {
  return ((memory[stampOf(key)] as number | undefined) ?? 0) - view.nowMs;
}

/** Remembers that a look at so many pods happened now. */
export function beginPause(key: string, podCount: number, view: View, memory: Memory): void {
  if (podCount <= freePods) delete memory[stampOf(key)];
  else memory[stampOf(key)] = view.nowMs + Math.min(maxPauseMs, Math.floor(podCount / podsPerMs));
}

export function forgetPause(key: string, memory: Memory): void {
  delete memory[stampOf(key)];
}
