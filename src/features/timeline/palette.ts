/** The tokens as strings, for drawing on a canvas, which knows no custom properties. */
import { useMemo, useSyncExternalStore } from 'react';

const names = [
  'ground',
  'surface',
  'line',
  'line-strong',
  'ink',
  'ink-2',
  'ink-3',
  'accent',
  'accent-soft',
  'ready',
  'not-ready',
  'succeeded',
  'tint-backoff',
  'hatch',
  'creating-faint',
  'not-ready-ink',
  'backoff-ink',
  'failed-ink',
  'terminating-ink',
  'creating-ink',
  'unscheduled-ink',
  'unknown-ink',
] as const;

export type ColourName = (typeof names)[number];

export type Palette = Readonly<Record<ColourName, string>>;

/** Reads the tokens anew whenever the page's theme changes. */
export function usePalette(): Palette {
  const theme = useSyncExternalStore(subscribeToTheme, currentTheme);
  // The theme's name is no argument: it says when the tokens must be read again.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(readPalette, [theme]);
}

function subscribeToTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] });
  return () => observer.disconnect();
}

function currentTheme(): string {
  const { theme = 'light', contrast = '' } = document.documentElement.dataset;
  return `${theme} ${contrast}`;
}

/** Mixed colours arrive as `color(...)` or `oklab(...)`, which a canvas understands; so every token is resolved on an element. */
function readPalette(): Palette {
  const probe = document.createElement('i');
  document.documentElement.append(probe);
  const colours = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return colours as Palette;
}
