/** Lets a branch's time run, with the checkpoints that belong on its way. */
import type { Cluster } from '../engine/index.ts';
import { keepMilestone, type LiveBranch } from './branches.ts';
import type { ApiRequest, Run } from './protocol.ts';
import { stepUpTo } from './step-up-to.ts';
import { type Work, within } from './work.ts';

/** Runs to a moment. Left halfway, it stands between two events. */
export function* runOn(branch: LiveBranch, toMs: number): Work<void> {
  const { cluster } = branch;
  const fromMs = cluster.nowMs;
  if (fromMs >= toMs) return;
  for (;;) {
    const isThere = stepUpTo(cluster, toMs);
    keepMilestone(branch);
    if (isThere) return;
    yield { atMs: cluster.nowMs, share: (cluster.nowMs - fromMs) / (toMs - fromMs) };
  }
}

/** The same, and left halfway it stands at a whole moment. */
export function* runWhole(branch: LiveBranch, toMs: number): Work<void> {
  let isLeft = true;
  try {
    yield* runOn(branch, toMs);
    isLeft = false;
  } finally {
    if (isLeft) settle(branch.cluster);
  }
}

/** Runs a branch that nobody looks at: its marks are kept, and nobody is told. */
export function* runUnseen(branch: LiveBranch, toMs: number): Work<void> {
  const { cluster, marks, markMaker } = branch;
  const unsubscribe = cluster.subscribe((change) => marks.push(...markMaker.marksOf(change)));
  try {
    yield* runWhole(branch, toMs);
  } finally {
    unsubscribe();
  }
}

/** Gives a new branch the commands of a run, each at its moment, and goes on to the moment that the run shows. */
export function* replayRun(
  branch: LiveBranch,
  { commands, viewMs }: Run,
  give: (request: ApiRequest) => void,
): Work<void> {
  const { cluster } = branch;
  const shareAt = (timeMs: number): number => (viewMs === 0 ? 0 : Math.min(1, timeMs / viewMs));
  for (const { timeMs, request } of commands) {
    yield* within(runWhole(branch, timeMs), shareAt(cluster.nowMs), shareAt(timeMs));
    give(request);
    yield { atMs: cluster.nowMs, share: shareAt(cluster.nowMs) };
  }
  yield* within(runWhole(branch, Math.max(viewMs, cluster.nowMs)), shareAt(cluster.nowMs), 1);
}

/** What is still due at this very moment happens: a moment has one state, however one comes to it. */
export function settle(cluster: Cluster): void {
  cluster.advanceTo(cluster.nowMs);
}
