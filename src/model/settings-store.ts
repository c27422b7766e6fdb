import { create } from 'zustand';

export type Theme = 'light' | 'dark' | 'system';

interface SettingsStore {
  readonly theme: Theme;
  setTheme(theme: Theme): void;
}

const storageKey = 'podarium.theme';

/** Kept where the browser lets us; a page without storage works the same and forgets. */
export const useSettings = create<SettingsStore>((set) => ({
  theme: storedTheme(),
  setTheme: (theme) => {
    set({ theme });
    try {
      localStorage.setItem(storageKey, theme);
    } catch {
      // No storage here: the choice holds until the page is closed.
    }
  },
}));

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}
