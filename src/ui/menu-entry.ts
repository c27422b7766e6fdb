import type { IconName } from './icon.tsx';

/** One line of a menu. */
export type MenuEntry =
  | {
      readonly text: string;
      readonly icon?: IconName;
      readonly keys?: string;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      readonly onSelect: () => void;
    }
  | {
      /** A menu of its own, opened beside this entry; greyed out when it is empty. */
      readonly text: string;
      readonly icon?: IconName;
      readonly entries: readonly MenuEntry[];
    }
  | { readonly heading: string }
  | 'separator';
