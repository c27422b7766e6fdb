/** A line that somebody wants to see run in the terminal; the terminal takes it when it is there. */
import { create } from 'zustand';

interface TerminalWishStore {
  readonly line: string | null;
}

export const useTerminalWish = create<TerminalWishStore>(() => ({ line: null }));

export function askToRun(line: string): void {
  useTerminalWish.setState({ line });
}
