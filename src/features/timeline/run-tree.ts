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

export interface NamePlace {
  readonly leftPx: number;
  readonly widthPx: number;
}

/**
 * Names of branches side by side, each as near to its wish as the others let it: what is pressed never covers
 * another. They give way to the left, from the end of the strip.
 */
export function placeNames(wishes: readonly NamePlace[], stripPx: number): number[] {
  const lefts = wishes.map(() => 0);
  let endPx = stripPx;
  const fromTheEnd = [...wishes.keys()].toSorted((a, b) => wishes[b]!.leftPx - wishes[a]!.leftPx || b - a);
  for (const at of fromTheEnd) {
    const { leftPx, widthPx } = wishes[at]!;
    endPx = Math.min(leftPx, endPx - widthPx);
    lefts[at] = Math.max(0, endPx);
  }
  return lefts;
}
