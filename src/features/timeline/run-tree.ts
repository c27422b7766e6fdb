/** The branches as rails of a railway: each on a row of its own, switched off its parent where it was forked. */
import type { Branch } from '../../bridge/protocol.ts';

export interface Rail {
  readonly branch: Branch;
  readonly row: number;
  /** Row of the rail that it leaves; null for the first. */
  readonly parentRow: number | null;
}

/** Parents stand above what was forked off them; the order of birth decides the rest, so that no rail changes places. */
export function railsOf(branches: readonly Branch[]): Rail[] {
  const rows = new Map<string, number>();
  return branches.map((branch, row) => {
    rows.set(branch.id, row);
    const parentRow = branch.parent === null ? null : (rows.get(branch.parent) ?? null);
    return { branch, row, parentRow };
  });
}
