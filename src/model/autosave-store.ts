import { create } from 'zustand';

interface AutosaveStore {
  /** Whether the session can be kept: somewhere, nowhere in this browser, or not for want of room. */
  readonly state: 'usable' | 'nowhere' | 'tooLarge' | 'full';
}

export const useAutosave = create<AutosaveStore>(() => ({ state: 'usable' }));
