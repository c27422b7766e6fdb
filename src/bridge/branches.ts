/**
 * Branches of a run: each is a cluster of its own with the checkpoints taken on its way, so acting in the past can
 * begin another branch without replaying everything. Old branches stay as they were.
 */
import type { Checkpoint, Cluster } from '../engine/index.ts';
import { MarkMaker } from './marks.ts';
import type { Branch, Mark } from './protocol.ts';

interface Milestone {
  readonly timeMs: number;
  readonly checkpoint: Checkpoint;
}

export interface LiveBranch extends Omit<Branch, 'headMs'> {
  readonly cluster: Cluster;
  readonly markMaker: MarkMaker;
  /** All marks since the start, in order. */
  readonly marks: Mark[];
  readonly milestones: Milestone[];
}

/** The branch that every run begins with. */
export function mainBranch(cluster: Cluster): LiveBranch {
  const markMaker = new MarkMaker();
  const marks = cluster.history.changes.flatMap((change) => markMaker.marksOf(change));
  return { id: 'main', name: 'main', parent: null, forkedAtMs: 0, cluster, markMaker, marks, milestones: [] };
}

/** A checkpoint every so many changes or simulated milliseconds, whichever comes first. */
const changesBetween = 5000;
const timeBetweenMs = 600_000;
/** Beyond this many checkpoints every other one is let go: replaying takes longer, memory stays bounded. */
const maxMilestones = 64;

/** Takes a checkpoint when enough has happened since the last. Call between advances. */
export function keepMilestone(branch: LiveBranch): void {
  const { cluster, milestones } = branch;
  const last = milestones.at(-1);
  const changes = cluster.revision - (last?.checkpoint.store.revision ?? 0);
  if (last !== undefined && changes < changesBetween && cluster.nowMs - last.timeMs < timeBetweenMs) return;
  if (last !== undefined && changes === 0) return;
  milestones.push({ timeMs: cluster.nowMs, checkpoint: cluster.checkpoint() });
  if (milestones.length > maxMilestones) thinOut(milestones);
}

/** A cluster that stands at a past moment of the branch: nearest checkpoint, then the commands since. */
export function clusterAt(branch: LiveBranch, timeMs: number): Cluster {
  const milestone = branch.milestones.findLast((candidate) => candidate.timeMs <= timeMs);
  if (milestone === undefined) throw new Error('a branch keeps its first moment');
  const cluster = branch.cluster.forkFrom(milestone.checkpoint);
  for (const command of branch.cluster.commands.slice(milestone.checkpoint.commandCount)) {
    if (command.timeMs > timeMs) break;
    cluster.advanceTo(command.timeMs);
    cluster.request(command.request);
  }
  cluster.advanceTo(timeMs);
  return cluster;
}

/** The first stays: it is where every replay can begin. */
function thinOut(milestones: Milestone[]): void {
  const kept = milestones.filter((_milestone, index) => index % 2 === 0);
  milestones.splice(0, milestones.length, ...kept);
}
