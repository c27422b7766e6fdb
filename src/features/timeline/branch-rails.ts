/** Which branches the rail shows: the one being looked at and the one it is nearest to; the rest are counted. */
import type { Branch } from '../../bridge/protocol.ts';

export interface Rail {
  readonly branch: Branch;
  /** 0 above, 1 below. */
  readonly row: 0 | 1;
  readonly current: boolean;
  /** The switch from the rail above, or null for a rail that begins with the cluster. */
  readonly forkedAtMs: number | null;
}

export function railsOf(branches: readonly Branch[], currentId: string): { rails: Rail[]; hidden: number } {
  const current = branches.find((branch) => branch.id === currentId) ?? branches[0];
  if (current === undefined) return { rails: [], hidden: 0 };
  const parent = branches.find((branch) => branch.id === current.parent);
  const upper = parent ?? current;
  const lower = parent === undefined ? branches.findLast((branch) => branch.parent === current.id) : current;
  const rails: Rail[] = [{ branch: upper, row: 0, current: upper === current, forkedAtMs: null }];
  if (lower !== undefined) {
    rails.push({ branch: lower, row: 1, current: lower === current, forkedAtMs: lower.forkedAtMs });
  }
  return { rails, hidden: branches.length - rails.length };
}
