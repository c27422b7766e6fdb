/** Two branches on one clock, and the list of branches: whoever has a menu may open them, the page shows them if it can. */
import { create } from 'zustand';
import { forkParent } from './shared-past.ts';
import { useTime } from './time-store.ts';

interface CompareStore {
  readonly isOpen: boolean;
  readonly left: string | null;
  readonly right: string | null;
  /** The key of a Deployment, StatefulSet, ...; null for all pods. */
  readonly workload: string | null;
  readonly isListOpen: boolean;
}

export interface CompareWish {
  readonly left?: string;
  readonly right?: string;
  readonly workload?: string | null;
}

export const useCompare = create<CompareStore>(() => ({
  isOpen: false,
  left: null,
  right: null,
  workload: null,
  isListOpen: false,
}));

/** Opens the comparison. Without a wish: the branch that is shown with the one that it was forked from. */
export function openCompare(wish: CompareWish = {}): void {
  const { branches, branch } = useTime.getState();
  const right = wish.right ?? (wish.left === branch ? undefined : branch);
  const left = wish.left ?? forkParent(branches, right ?? branch);
  useCompare.setState(({ workload }) => ({
    isOpen: true,
    isListOpen: false,
    left: left ?? branch,
    right: right ?? branches.findLast(({ id }) => id !== left)?.id ?? null,
    workload: wish.workload === undefined ? workload : wish.workload,
  }));
}

export function closeCompare(): void {
  useCompare.setState({ isOpen: false });
}

export function toggleCompare(): void {
  if (useCompare.getState().isOpen) closeCompare();
  else openCompare();
}

export function showBranchList(isListOpen: boolean): void {
  useCompare.setState({ isListOpen });
}
