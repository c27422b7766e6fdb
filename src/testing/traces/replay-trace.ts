import { compareRuns } from './compare-runs.ts';
import type { TraceDifference } from './differences.ts';
import type { Beginning } from './replay.ts';
import { replay } from './replay.ts';
import type { Run, Trace } from './trace.ts';

/**
 * A recording is one of the runs that chance allows: which of equal nodes a pod goes to, and where in their periods
 * the parts are that look from time to time, were not chosen by the script. So it is replayed from several
 * beginnings, and holds when one of them gives it.
 */
const beginnings: readonly Beginning[] = Array.from({ length: 24 }, (_, index) => ({
  seed: `trace-${index}`,
  ageMs: 60_000 + index * 1_700,
}));

export interface Replay {
  readonly run: Run;
  /** None when the trace replays. */
  readonly differences: readonly TraceDifference[];
}

/** The run that comes nearest to the recording. */
export async function replayTrace(trace: Trace, attempts = beginnings.length): Promise<Replay> {
  const [first, ...others] = beginnings.slice(0, Math.max(1, attempts));
  let nearest = await replayFrom(trace, first!);
  for (const beginning of others) {
    if (nearest.differences.length === 0) break;
    const next = await replayFrom(trace, beginning);
    if (next.differences.length < nearest.differences.length) nearest = next;
  }
  return nearest;
}

async function replayFrom(trace: Trace, beginning: Beginning): Promise<Replay> {
  const run = await replay(trace, beginning);
  return { run, differences: compareRuns(trace, run) };
}
