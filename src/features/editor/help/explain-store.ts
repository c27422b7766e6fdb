/** What the note beside the text explains: the field that the cursor is at, as long as the note is open. */
import { create } from 'zustand';
import type { CursorPlace } from '../yaml-cursor.ts';

interface ExplainStore {
  readonly isOpen: boolean;
  /** Where the cursor is; undefined before an editor has told. */
  readonly place: CursorPlace | undefined;
}

export const useExplain = create<ExplainStore>(() => ({ isOpen: false, place: undefined }));

export function toggleExplain(): void {
  useExplain.setState(({ isOpen }) => ({ isOpen: !isOpen }));
}

export function closeExplain(): void {
  useExplain.setState({ isOpen: false });
}
