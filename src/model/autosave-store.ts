import { create } from 'zustand';

interface AutosaveStore {
  /** Whether the session can be kept: somewhere, nowhere in this browser, or not because of its size. */
  readonly state: 'usable' | 'nowhere' | 'tooLarge';
}

export const useAutosave = create<AutosaveStore>(() => ({ state: 'usable' }));
