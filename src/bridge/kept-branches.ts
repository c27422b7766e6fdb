/**
 * All branches of a session as plain data, and back: each has what was done on it and not on its parent, so that
 * what they share is kept once. The same commands make the same clusters.
 */
import type { Cluster, Command } from '../engine/index.ts';
import { keepMilestone, type LiveBranch, mainBranch } from './branches.ts';
import type { KeptBranch } from './protocol.ts';
import { runUnseen, settle } from './run-on.ts';
import { type Work, within } from './work.ts';

export function keptBranch(branch: LiveBranch, parent: LiveBranch | undefined): KeptBranch {
  const { id, name, isNameless, forkedAtMs, firstCommand, acts, undoing, cluster } = branch;
  const shared = parent === undefined ? 0 : sharedCount(cluster, parent.cluster);
  return {
    id,
    name,
    isNameless,
    parent: branch.parent,
    forkedAtMs,
    firstCommand,
    headMs: cluster.nowMs,
    acts,
    ...(undoing === undefined ? {} : { undoing: { ...undoing, pastMs: undoing.pastMs ?? null } }),
    shared,
    commands: cluster.commands.slice(shared),
  };
}

/** The branch that was kept, run to its newest moment. `before` are the commands that it shares with its parent. */
export function* branchOfKept(
  kept: KeptBranch,
  parent: LiveBranch | undefined,
  create: () => Cluster,
): Work<LiveBranch> {
  const { id, name, isNameless, forkedAtMs, firstCommand, undoing, headMs } = kept;
  const branch: LiveBranch = {
    ...mainBranch(create()),
    id,
    name,
    isNameless,
    parent: parent?.id ?? null,
    forkedAtMs,
    firstCommand,
    acts: kept.acts.map((act) => ({ ...act })),
    ...(undoing === undefined ? {} : { undoing: { ...undoing, pastMs: undoing.pastMs ?? undefined } }),
  };
  keepMilestone(branch);
  const commands = [...(parent?.cluster.commands.slice(0, kept.shared) ?? []), ...kept.commands];
  const shareAt = (timeMs: number): number => (headMs === 0 ? 1 : timeMs / headMs);
  for (const command of commands) {
    yield* within(runUnseen(branch, command.timeMs), shareAt(branch.cluster.nowMs), shareAt(command.timeMs));
    give(branch, command);
    yield { atMs: command.timeMs, share: shareAt(command.timeMs) };
  }
  yield* within(runUnseen(branch, headMs), shareAt(branch.cluster.nowMs), 1);
  return branch;
}

function give({ cluster, marks, markMaker }: LiveBranch, { request }: Command): void {
  const before = cluster.commands.length;
  const stop = cluster.subscribe((change) => marks.push(...markMaker.marksOf(change)));
  cluster.request(request, 'stored');
  settle(cluster);
  stop();
  const command = cluster.commands[before];
  if (command !== undefined) marks.push(markMaker.commandMark(command));
}

function sharedCount(cluster: Cluster, parent: Cluster): number {
  const isSame = (at: number): boolean => {
    const own = cluster.commands[at];
    const other = parent.commands[at];
    return own?.timeMs === other?.timeMs && JSON.stringify(own?.request) === JSON.stringify(other?.request);
  };
  let count = 0;
  while (count < cluster.commands.length && count < parent.commands.length && isSame(count)) count += 1;
  return count;
}
