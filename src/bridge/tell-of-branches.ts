/** Answers what is asked of branches and changes nothing. */
import { branchDifference } from './branch-difference.ts';
import type { BranchSet } from './branch-set.ts';
import { branchCommands, branchMarks } from './branch-story.ts';
import type { ToCluster } from './protocol.ts';

export type BranchQuestion = Extract<
  ToCluster,
  { kind: 'branchMarks' | 'branchCommands' | 'branchDifference' }
>;

export function tellOfBranches(branches: BranchSet, question: BranchQuestion): unknown {
  switch (question.kind) {
    case 'branchMarks':
      return branchMarks(branches.get(question.branch), question.from);
    case 'branchCommands':
      return branchCommands(branches.get(question.branch));
    case 'branchDifference':
      return branchDifference(branches.get(question.left), branches.get(question.right), question.timeMs);
  }
}
