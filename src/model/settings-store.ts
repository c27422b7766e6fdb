import { create } from 'zustand';

export type Theme = 'light' | 'dark' | 'system';
export type Motion = 'system' | 'reduced' | 'full';
export type Contrast = 'system' | 'usual' | 'more';

export interface Settings {
  readonly theme: Theme;
  /** BCP 47; empty: as the browser wishes. */
  readonly language: string;
  readonly motion: Motion;
  readonly contrast: Contrast;
  /** Percent of the usual size of text. */
  readonly textSize: number;
  /** Seconds until the next cluster takes a silent node for lost. */
  readonly nodeGraceSeconds: 40 | 50;
  readonly autosave: boolean;
  /** Whether a single letter may be a command. */
  readonly singleKeys: boolean;
  /** Whether a screen reader is told what happens in the cluster. */
  readonly announcements: boolean;
}

interface SettingsStore extends Settings {
  setTheme(theme: Theme): void;
  change(settings: Partial<Settings>): void;
}

export const textSizes = [100, 110, 125, 150] as const;

const storageKey = 'podarium.settings';
/** Where the theme alone was kept before there were other settings. */
const themeKey = 'podarium.theme';

export const usualSettings: Settings = {
  theme: 'system',
  language: '',
  motion: 'system',
  contrast: 'system',
  textSize: 100,
  nodeGraceSeconds: 50,
  autosave: true,
  singleKeys: true,
  announcements: true,
};

// Before the store: what was kept is read while it is made.
const isOneOf =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);

const allowed: Readonly<Record<keyof Settings, (value: unknown) => boolean>> = {
  theme: isOneOf('light', 'dark', 'system'),
  language: (value) => typeof value === 'string' && /^[A-Za-z-]{0,12}$/.test(value),
  motion: isOneOf('system', 'reduced', 'full'),
  contrast: isOneOf('system', 'usual', 'more'),
  textSize: isOneOf(...textSizes),
  nodeGraceSeconds: isOneOf(40, 50),
  autosave: isOneOf(true, false),
  singleKeys: isOneOf(true, false),
  announcements: isOneOf(true, false),
};

/** Kept where the browser lets us; a page without storage works the same and forgets. */
export const useSettings = create<SettingsStore>((set, get) => ({
  ...usualSettings,
  ...storedSettings(),
  setTheme: (theme) => get().change({ theme }),
  change: (settings) => {
    set(settings);
    store(get());
  },
}));

function store(all: Settings): void {
  const kept = Object.keys(usualSettings).map((name) => [name, all[name as keyof Settings]]);
  try {
    localStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // No storage here: the choice holds until the page is closed.
  }
}

function storedSettings(): Partial<Settings> {
  try {
    const theme = localStorage.getItem(themeKey);
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? JSON.stringify({ theme }));
    return readSettings(stored);
  } catch {
    return {};
  }
}

/** What of a stranger's text are settings of ours. */
export function readSettings(stored: unknown): Partial<Settings> {
  if (typeof stored !== 'object' || stored === null) return {};
  // High contrast was a theme once.
  const inherited = 'theme' in stored && stored.theme === 'contrast' ? { contrast: 'more' } : {};
  return Object.fromEntries(
    Object.entries({ ...inherited, ...stored }).filter(
      ([name, value]) => name in allowed && allowed[name as keyof Settings](value),
    ),
  );
}
