/** What somebody wants of the terminal; it takes the wish when it is there. */
import { create } from 'zustand';

interface TerminalWishStore {
  /** A line to be run. */
  readonly line: string | null;
  /** Whether it is to be written into: a terminal that merely came into view leaves the focus where it was. */
  readonly focus: boolean;
}

export const useTerminalWish = create<TerminalWishStore>(() => ({ line: null, focus: false }));

export function askToRun(line: string): void {
  useTerminalWish.setState({ line, focus: true });
}

export function askToWrite(): void {
  useTerminalWish.setState({ focus: true });
}
