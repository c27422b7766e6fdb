/** What is told of a branch that is compared with another: its states and Events in detail, and its own commands. */
import type { LiveBranch } from './branches.ts';
import { MarkMaker } from './marks.ts';
import type { BranchMarks, Mark } from './protocol.ts';

/** More marks than this at once are no help to anybody: the newest are told. */
const maxMarks = 20_000;

interface Story {
  readonly maker: MarkMaker;
  readonly marks: Mark[];
  /** How many changes are told. */
  position: number;
}

/** Only branches that somebody compares have one. */
const stories = new WeakMap<LiveBranch, Story>();

/** The marks of a branch from the `from`th on; see BranchMarks. */
export function branchMarks(branch: LiveBranch, from: number): BranchMarks {
  let story = stories.get(branch);
  if (story === undefined)
    stories.set(branch, (story = { maker: new MarkMaker(true), marks: [], position: 0 }));
  const { changes } = branch.cluster.history;
  for (; story.position < changes.length; story.position++)
    story.marks.push(...story.maker.marksOf(changes[story.position]!));
  const { length: total } = story.marks;
  const marks = story.marks.slice(Math.max(0, from, total - maxMarks));
  return { marks, total, headMs: branch.cluster.nowMs };
}

/** What was done on the branch itself, in order. */
export function branchCommands(branch: LiveBranch): Mark[] {
  return branch.cluster.commands
    .slice(branch.firstCommand)
    .map((command) => branch.markMaker.commandMark(command));
}
