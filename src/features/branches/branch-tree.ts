import type { Branch } from '../../bridge/protocol.ts';

export interface BranchRow {
  readonly branch: Branch;
  /** 0 for the first. */
  readonly depth: number;
}

/** Each branch after the one that it was forked from, the earlier fork first. */
export function branchTree(branches: readonly Branch[]): BranchRow[] {
  const rows: BranchRow[] = [];
  const add = (parent: string | null, depth: number): void => {
    const children = branches.filter((branch) => branch.parent === parent);
    for (const branch of children.toSorted((left, right) => left.forkedAtMs - right.forkedAtMs)) {
      rows.push({ branch, depth });
      add(branch.id, depth + 1);
    }
  };
  add(null, 0);
  return rows;
}
