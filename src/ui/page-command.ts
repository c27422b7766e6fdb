import type { IconName } from './icon.tsx';

export type CommandGroup =
  'time' | 'view' | 'cluster' | 'share' | 'page' | 'editor' | 'branches' | 'templates' | 'actions';

/** Something that a person can do on the page, wherever they ask for it: by key, in the palette, in a menu. */
export interface PageCommand {
  readonly id: string;
  readonly group: CommandGroup;
  readonly title: string;
  readonly icon?: IconName;
  /** As `KeyboardEvent.key`, with `Ctrl+` before it where Ctrl or Cmd is held; the first is shown. */
  readonly keys?: readonly string[];
  /** Other words for it. */
  readonly words?: string;
  /** What stands beside the title. */
  readonly detail?: string;
  /** One of many: offered only to who types something, or has lately run it. */
  readonly isQuiet?: boolean;
  /** False: it can't be done now, so it isn't offered. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

/** Whether the keys are one letter or sign, which speech and slips may press (WCAG 2.1.4). */
export function isSingleKey(keys: string): boolean {
  return keys.length === 1 && keys !== ' ';
}
