import { compareRuns } from './compare-runs.ts';
import type { TraceDifference } from './differences.ts';
import type { Beginning } from './replay.ts';
import { replay } from './replay.ts';
import type { Trace } from './trace.ts';

/**
 * A recording is one of the runs that chance allows: which of equal nodes a pod goes to, and where in their periods
 * the parts are that look from time to time, were not chosen by the script. So it is replayed from several
 * beginnings, and holds when one of them gives it.
 */
const beginnings: readonly Beginning[] = Array.from({ length: 24 }, (_, index) => ({
  seed: `trace-${index}`,
  ageMs: 60_000 + index * 1_700,
}));

/** The differences from the beginning that comes nearest; none when the trace replays. */
export async function replayTrace(trace: Trace, attempts = beginnings.length): Promise<TraceDifference[]> {
  let nearest: TraceDifference[] | undefined;
  for (const beginning of beginnings.slice(0, attempts)) {
    const differences = compareRuns(trace, await replay(trace, beginning));
    if (differences.length === 0) return [];
    if (nearest === undefined || differences.length < nearest.length) nearest = differences;
  }
  return nearest ?? [];
}
