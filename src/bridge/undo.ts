/**
 * What can be taken back: the last act of a branch at or before the moment shown. Nothing is lost: the branch that had
 * it stays, and a redo goes back to it for as long as nothing else was done instead.
 */
import { labelAt, type LiveBranch, type Undoing } from './branches.ts';

export interface Undoable {
  readonly label: string;
  /** The act's first command. */
  readonly index: number;
}

/** @param pastMs the moment shown when it is a past one */
export function undoOf(branch: LiveBranch, pastMs: number | undefined): Undoable | undefined {
  const { commands } = branch.cluster;
  const last = pastMs === undefined ? commands.length - 1 : lastUpTo(branch, pastMs);
  // What a cluster was set up with at its first moment is no act.
  if (last < 0 || commands[last]!.timeMs === 0) return undefined;
  const act = branch.acts.findLast(({ index, end }) => index <= last && last < end);
  return act === undefined
    ? { label: labelAt(branch, last), index: last }
    : { label: act.label, index: act.index };
}

/** What a redo on this branch would go back to. */
export function redoOf(branch: LiveBranch, hasBranch: (id: string) => boolean): Undoing | undefined {
  const { undoing, cluster, firstCommand } = branch;
  const isUntouched = cluster.commands.length === firstCommand;
  return undoing !== undefined && isUntouched && hasBranch(undoing.branch) ? undoing : undefined;
}

function lastUpTo(branch: LiveBranch, timeMs: number): number {
  return branch.cluster.commands.findLastIndex((command) => command.timeMs <= timeMs);
}
