/**
 * Branches of a run: each is a cluster of its own with the checkpoints taken on its way, so acting in the past can
 * begin another branch without replaying everything. Old branches stay as they were.
 */
import type { Checkpoint, Cluster } from '../engine/index.ts';
import { MarkMaker } from './marks.ts';
import type { Act, Branch, Mark, Run, ScenarioOptions } from './protocol.ts';
import { stepUpTo } from './step-up-to.ts';
import { finish, type Work } from './work.ts';

interface Milestone {
  readonly timeMs: number;
  readonly checkpoint: Checkpoint;
}

export interface LiveBranch {
  readonly id: string;
  name: string;
  /** Forked by hand, it goes by what is done on it first. */
  isNameless: boolean;
  parent: string | null;
  forkedAtMs: number;
  /** The first of its commands that are its own. */
  readonly firstCommand: number;
  /** Where acts of several commands began, by index, with what they are called; in order. */
  readonly acts: KnownAct[];
  /** The branch that was left when its last act was undone here, and what is needed to go back. */
  readonly undoing?: Undoing;
  readonly cluster: Cluster;
  readonly markMaker: MarkMaker;
  /** All marks since the start, in order. */
  readonly marks: Mark[];
  readonly milestones: Milestone[];
}

export interface KnownAct {
  readonly id: number;
  readonly index: number;
  /** The command after its last. */
  end: number;
  readonly label: string;
}

export interface Undoing {
  readonly branch: string;
  readonly label: string;
  /** The first command that was taken back. */
  readonly index: number;
  /** The moment that was shown, if it was a past one. */
  readonly pastMs: number | undefined;
}

/** The branch that every run begins with. */
export function mainBranch(cluster: Cluster): LiveBranch {
  const markMaker = new MarkMaker();
  const marks = cluster.history.changes.flatMap((change) => markMaker.marksOf(change));
  return {
    id: 'main',
    name: 'main',
    isNameless: false,
    parent: null,
    forkedAtMs: 0,
    firstCommand: 0,
    acts: [],
    cluster,
    markMaker,
    marks,
    milestones: [],
  };
}

/** A branch of another, with a cluster that stands where it begins. */
export function forkedBranch(
  parent: LiveBranch,
  cluster: Cluster,
  known: Pick<LiveBranch, 'id' | 'name' | 'isNameless'> & { readonly undoing?: Undoing },
): LiveBranch {
  const markMaker = new MarkMaker();
  const marks = cluster.history.changes.flatMap((change) => markMaker.marksOf(change));
  const commands = cluster.commands.map((command) => markMaker.commandMark(command));
  const { length: firstCommand } = cluster.commands;
  const forkedAtMs = cluster.nowMs;
  return {
    ...known,
    parent: parent.id,
    forkedAtMs,
    firstCommand,
    acts: parent.acts
      .filter((act) => act.index < firstCommand)
      .map((act) => ({ ...act, end: Math.min(act.end, firstCommand) })),
    cluster,
    markMaker,
    marks: [...marks, ...commands].toSorted((left, right) => left.timeMs - right.timeMs),
    milestones: parent.milestones.filter(
      ({ timeMs, checkpoint }) => timeMs <= forkedAtMs && checkpoint.commandCount <= firstCommand,
    ),
  };
}

/** Commands of one act come one after the other. */
export function keepAct(branch: LiveBranch, act: Act, index: number): void {
  const last = branch.acts.at(-1);
  if (last?.id === act.id && last.end === index) last.end = index + 1;
  else branch.acts.push({ ...act, index, end: index + 1 });
}

export function summaryOf(branch: LiveBranch): Branch {
  const { id, name, parent, forkedAtMs, cluster } = branch;
  const commands = cluster.commands.length - branch.firstCommand;
  return { id, name, parent, forkedAtMs, headMs: cluster.nowMs, commands };
}

/** The command mark's words for a command of a branch. */
export function labelAt(branch: LiveBranch, index: number): string {
  const command = branch.cluster.commands[index];
  const mark = command === undefined ? undefined : branch.markMaker.commandMark(command);
  return mark?.kind === 'command' ? mark.label : '';
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
  return finish(replayTo(branch, timeMs));
}

/** The same as work that can be left: nobody knows of the cluster until it is there. */
export function replayTo(branch: LiveBranch, timeMs: number): Work<Cluster> {
  return replay(branch, timeMs, Number.POSITIVE_INFINITY);
}

/** A cluster that stands where a command of the branch is about to be given. */
export function replayBefore(branch: LiveBranch, index: number): Work<Cluster> {
  return replay(branch, branch.cluster.commands[index]!.timeMs, index);
}

/** The commands up to a moment, without the one at `endIndex` and those after it. */
function* replay(branch: LiveBranch, timeMs: number, endIndex: number): Work<Cluster> {
  const milestone = branch.milestones.findLast(
    (candidate) => candidate.timeMs <= timeMs && candidate.checkpoint.commandCount <= endIndex,
  );
  if (milestone === undefined) throw new Error('a branch keeps its first moment');
  const cluster = branch.cluster.forkFrom(milestone.checkpoint);
  const fromMs = cluster.nowMs;
  const share = (): number => (timeMs === fromMs ? 1 : (cluster.nowMs - fromMs) / (timeMs - fromMs));
  for (const command of branch.cluster.commands.slice(milestone.checkpoint.commandCount, endIndex)) {
    if (command.timeMs > timeMs) break;
    while (!stepUpTo(cluster, command.timeMs)) yield { atMs: cluster.nowMs, share: share() };
    cluster.request(command.request);
    yield { atMs: cluster.nowMs, share: share() };
  }
  while (!stepUpTo(cluster, timeMs)) yield { atMs: cluster.nowMs, share: share() };
  return cluster;
}

/** The first stays: it is where every replay can begin. */
function thinOut(milestones: Milestone[]): void {
  const kept = milestones.filter((_milestone, index) => index % 2 === 0);
  milestones.splice(0, milestones.length, ...kept);
}

/** What makes the branch again, up to a moment. */
export function runOf({ cluster }: LiveBranch, scenario: ScenarioOptions, viewMs: number): Run {
  const commands = cluster.commands.filter((command) => command.timeMs <= viewMs);
  return { seed: cluster.options.seed, scenario, commands, viewMs };
}
