/** What a person did on the page with something other than the keyboard of the terminal, as kubectl lines. */
import { create } from 'zustand';

interface ActionsStore {
  /** Newest first. */
  readonly lines: readonly string[];
}

const maxLines = 12;

export const useActions = create<ActionsStore>(() => ({ lines: [] }));

export function addAction(line: string): void {
  useActions.setState(({ lines }) => ({
    lines: [line, ...lines.filter((other) => other !== line)].slice(0, maxLines),
  }));
}
