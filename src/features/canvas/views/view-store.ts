/** What somebody asked the canvas to draw in addition. */
import { create } from 'zustand';

interface ViewStore {
  /** Arrows from the object that is looked at. */
  readonly hasArrows: boolean;
  readonly isSearching: boolean;
}

export const useView = create<ViewStore>(() => ({ hasArrows: false, isSearching: false }));
