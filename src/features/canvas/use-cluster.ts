/** The mirror and the clock as the canvas reads them. */
import type { Pod } from '../../engine/api/generated/types.ts';
import { useObject } from '../../model/mirror.ts';
import { useTime } from '../../model/time-store.ts';

export function usePod(key: string): Pod | undefined {
  return useObject(key) as Pod | undefined;
}

/** Counters follow the clock in steps of this many simulated milliseconds. */
const clockStepMs = 100;

/**
 * The moment shown, in milliseconds since 1970, while `isRunning`; otherwise the component is left alone and gets 0: what
 * doesn't count seconds must not be drawn ten times a second.
 */
export function useNow(isRunning: boolean): number {
  return useTime((state) => (isRunning ? nowOf(state) : 0));
}

export function nowOf({
  startedAt,
  viewMs,
}: {
  readonly startedAt: string;
  readonly viewMs: number;
}): number {
  return Date.parse(startedAt) + Math.floor(viewMs / clockStepMs) * clockStepMs;
}
