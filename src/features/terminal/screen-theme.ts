/** Colours of the terminal from the page's own tokens, as they are now. */
import type { ITheme } from '@xterm/xterm';

export function screenTheme(): ITheme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const [ink, soft] = [colour('ink'), colour('ink-3')];
  return {
    background: colour('surface'),
    foreground: ink,
    cursor: colour('accent'),
    cursorAccent: colour('surface'),
    selectionBackground: colour('accent-soft'),
    black: ink,
    brightBlack: soft,
    white: colour('ink-2'),
    brightWhite: ink,
    red: colour('error'),
    brightRed: colour('error'),
    green: colour('ready-ink'),
    brightGreen: colour('ready-ink'),
    yellow: colour('not-ready-ink'),
    brightYellow: colour('not-ready-ink'),
    blue: colour('accent'),
    brightBlue: colour('accent'),
    magenta: colour('terminating-ink'),
    brightMagenta: colour('terminating-ink'),
    cyan: colour('creating-ink'),
    brightCyan: colour('creating-ink'),
  };
}
