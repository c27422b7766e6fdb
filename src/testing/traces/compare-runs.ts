import { compareEvents } from './compare-events.ts';
import { compareFinal } from './compare-final.ts';
import { compareLives, compareWaits } from './compare-lives.ts';
import { compareReplicas } from './compare-replicas.ts';
import { compareSteps } from './compare-steps.ts';
import type { TraceDifference } from './differences.ts';
import { nameObjects } from './naming.ts';
import type { Run, Trace } from './trace.ts';

/** Everything by which a replay differs from the recording, point by point. */
export function compareRuns(golden: Trace, replayed: Run): TraceDifference[] {
  const names = [nameObjects(golden), nameObjects(replayed)] as const;
  return [
    ...compareSteps(golden, replayed, names),
    ...compareReplicas(golden, replayed, names),
    ...compareLives(golden, replayed, names),
    ...compareEvents(golden, replayed, names),
    ...compareWaits(golden, replayed, names),
    ...compareFinal(golden, replayed, names),
  ];
}
