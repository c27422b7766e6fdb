import { ContextMenu, DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

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

export interface MenuProps {
  readonly entries: readonly MenuEntry[];
  /** The element that opens it: takes a ref and handlers. */
  readonly children: ReactElement;
  readonly align?: 'start' | 'end';
  readonly side?: 'top' | 'bottom';
}

/** Opens below its button. */
export function Menu({ entries, children, align = 'start', side = 'bottom' }: MenuProps): ReactElement {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} side={side} sideOffset={4} collisionPadding={8}>
          {renderEntries(entries, DropdownMenu)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Opens where the pointer is, or on the menu key. */
export function RightClickMenu({
  entries,
  children,
  onOpenChange,
}: Omit<MenuProps, 'align' | 'side'> & { readonly onOpenChange?: (open: boolean) => void }): ReactElement {
  return (
    <ContextMenu.Root {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        {entries.length === 0 ? null : (
          <ContextMenu.Content className="menu" collisionPadding={8}>
            {renderEntries(entries, ContextMenu)}
          </ContextMenu.Content>
        )}
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

function renderEntries(
  entries: readonly MenuEntry[],
  parts: typeof ContextMenu | typeof DropdownMenu,
): readonly ReactNode[] {
  return entries.map((entry, index) => {
    if (entry === 'separator') return <parts.Separator key={index} className="menu-separator" />;
    if ('heading' in entry) {
      return (
        <parts.Label key={entry.heading} className="menu-heading">
          {entry.heading}
        </parts.Label>
      );
    }
    if ('entries' in entry) return renderSubmenu(entry, parts);
    return (
      <parts.Item
        key={entry.text}
        className={entry.danger === true ? 'menu-item menu-danger' : 'menu-item'}
        disabled={entry.disabled === true}
        onSelect={entry.onSelect}
      >
        {entry.icon === undefined ? <span className="menu-gap" /> : <Icon name={entry.icon} />}
        <span>{entry.text}</span>
        {entry.keys === undefined ? null : <kbd>{entry.keys}</kbd>}
      </parts.Item>
    );
  });
}

function renderSubmenu(
  entry: Extract<MenuEntry, { readonly entries: readonly MenuEntry[] }>,
  parts: typeof ContextMenu | typeof DropdownMenu,
): ReactNode {
  return (
    <parts.Sub key={entry.text}>
      <parts.SubTrigger className="menu-item" disabled={entry.entries.length === 0}>
        {entry.icon === undefined ? <span className="menu-gap" /> : <Icon name={entry.icon} />}
        <span>{entry.text}</span>
        <Icon name="chevronRight" />
      </parts.SubTrigger>
      <parts.Portal>
        <parts.SubContent className="menu menu-sub" sideOffset={4} collisionPadding={8}>
          {renderEntries(entry.entries, parts)}
        </parts.SubContent>
      </parts.Portal>
    </parts.Sub>
  );
}
