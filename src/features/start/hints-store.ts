import { create } from 'zustand';

export type HintStep = 'select' | 'break' | 'rewind';

interface HintsStore {
  readonly isOpen: boolean;
  readonly done: readonly HintStep[];
  close(): void;
  /** Shows them again, none of them done. */
  callAgain(): void;
}

const storageKey = 'podarium.hints';
const all = 3;

export const useHints = create<HintsStore>((set) => ({
  isOpen: !wereSeen(),
  done: [],
  close: () => {
    set({ isOpen: false });
    remember();
  },
  callAgain: () => set({ isOpen: true, done: [] }),
}));

export function tickStep(step: HintStep): void {
  const { done } = useHints.getState();
  if (done.includes(step)) return;
  useHints.setState({ done: [...done, step] });
  if (done.length + 1 === all) remember();
}

function wereSeen(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'seen';
  } catch {
    return false;
  }
}

function remember(): void {
  try {
    localStorage.setItem(storageKey, 'seen');
  } catch {
    // No storage here: they come again with the next visit.
  }
}
