/** What two branches have in common: they are the same cluster until one of them left the other, or both a third. */
import type { Branch } from '../bridge/protocol.ts';

/** The last moment that two branches share; Infinity for a branch and itself. */
export function sharedUntilMs(branches: readonly Branch[], left: string, right: string): number {
  const before = leavesOf(branches, left);
  for (const [id, leftAtMs] of leavesOf(branches, right)) {
    const otherMs = before.get(id);
    if (otherMs !== undefined) return Math.min(leftAtMs, otherMs);
  }
  return 0;
}

/** The branch to compare another with at first: its parent, or for the first branch its youngest child. */
export function forkParent(branches: readonly Branch[], id: string): string | undefined {
  const branch = branches.find((candidate) => candidate.id === id);
  return branch?.parent ?? branches.findLast((candidate) => candidate.parent === id)?.id;
}

/** The branch itself and those it comes from, with the moment at which each was left. */
function leavesOf(branches: readonly Branch[], id: string): Map<string, number> {
  const leaves = new Map<string, number>();
  let leftAtMs = Number.POSITIVE_INFINITY;
  let branch = branches.find((candidate) => candidate.id === id);
  while (branch !== undefined && !leaves.has(branch.id)) {
    leaves.set(branch.id, leftAtMs);
    leftAtMs = Math.min(leftAtMs, branch.forkedAtMs);
    const { parent } = branch;
    branch = branches.find((candidate) => candidate.id === parent);
  }
  return leaves;
}
