/** Lets a branch's time run, with the checkpoints that belong on its way. */
import type { Cluster } from '../engine/index.ts';
import { keepMilestone, type LiveBranch } from './branches.ts';

/** Events between looks at the wall clock: they cost microseconds. */
const eventsALook = 100;

/** Runs to a moment, or until the wall clock shows `stopAtMs`. */
export function runOn(branch: LiveBranch, toMs: number, now: () => number, stopAtMs: number): void {
  const { cluster } = branch;
  if (cluster.nowMs >= toMs) return;
  for (;;) {
    const isThere = stepUpTo(cluster, toMs);
    keepMilestone(branch);
    if (isThere || now() > stopAtMs) return;
  }
}

/** Runs a branch that nobody looks at: its marks are kept, and nobody is told. */
export function runUnseen(branch: LiveBranch, toMs: number, now: () => number, stopAtMs: number): void {
  const { cluster, marks, markMaker } = branch;
  const unsubscribe = cluster.subscribe((change) => marks.push(...markMaker.marksOf(change)));
  try {
    runOn(branch, toMs, now, stopAtMs);
  } finally {
    unsubscribe();
  }
}

/** Lets some of what is due happen; true when all of it has, and it is `toMs`. */
function stepUpTo(cluster: Cluster, toMs: number): boolean {
  for (let count = 0; count < eventsALook; count++) {
    if ((cluster.nextEventMs() ?? Number.POSITIVE_INFINITY) > toMs) {
      cluster.advanceTo(toMs);
      return true;
    }
    cluster.step();
  }
  return false;
}

/** What is still due at this very moment happens: a moment has one state, however one comes to it. */
export function settle(cluster: Cluster): void {
  cluster.advanceTo(cluster.nowMs);
}
