/** Simulated time in pieces that are short for who runs them. */
import type { Cluster } from '../engine/index.ts';

/** Events between two rests: they cost microseconds. */
export const eventsALook = 100;

/** Lets some of what is due happen; true when all of it has, and it is `toMs`. */
export function stepUpTo(cluster: Cluster, toMs: number): boolean {
  for (let count = 0; count < eventsALook; count++) {
    if ((cluster.nextEventMs() ?? Number.POSITIVE_INFINITY) > toMs) {
      cluster.advanceTo(toMs);
      return true;
    }
    cluster.step();
  }
  return false;
}
