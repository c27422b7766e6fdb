/** An open menu: the part that needs the menu library, loaded when the first one is about to be opened. */
import { DropdownMenu as Radix } from 'radix-ui';
import { useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { isRightToLeft } from './direction.ts';
import { Icon } from './icon.tsx';
import type { MenuEntry } from './menu-entry.ts';

export interface MenuContentProps {
  readonly entries: readonly MenuEntry[];
  /** Where it belongs, in CSS pixels of the window: a button's box, or a point without size. */
  readonly anchor: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  readonly side: 'top' | 'bottom' | 'right';
  readonly align: 'start' | 'end';
  /** It is to go. */
  readonly onClose: () => void;
  /** It is gone, and holds the focus no more. */
  readonly onClosed: () => void;
}

export function MenuContent(props: MenuContentProps): ReactElement {
  const { entries, anchor, side, align, onClose, onClosed } = props;
  const chosen = useRef<(() => void) | undefined>(undefined);
  const choose: Choose = (act) => {
    chosen.current = act;
  };
  const { left, top, width, height } = anchor;
  return (
    <Radix.Root
      open
      dir={isRightToLeft() ? 'rtl' : 'ltr'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Radix.Trigger asChild>
        <span aria-hidden="true" className="menu-anchor" style={{ left, top, width, height }} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="menu"
          side={side}
          align={align}
          sideOffset={side === 'right' ? 2 : 4}
          collisionPadding={8}
          // The focus goes back to the real trigger, which only its owner knows; then it is done what was chosen, so
          // that a dialog finds the focus where it shall return to.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
            chosen.current?.();
          }}
        >
          <Entries entries={entries} choose={choose} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type Choose = (act: () => void) => void;

interface EntriesProps {
  readonly entries: readonly MenuEntry[];
  /** Says what is to be done once the menu is gone. */
  readonly choose: Choose;
}

function Entries({ entries, choose }: EntriesProps): readonly ReactNode[] {
  return entries.map((entry, index) => {
    if (entry === 'separator') return <Radix.Separator key={index} className="menu-separator" />;
    if ('heading' in entry) {
      return (
        <Radix.Label key={entry.heading} className="menu-heading">
          {entry.heading}
        </Radix.Label>
      );
    }
    if ('entries' in entry) return renderSubmenu(entry, choose);
    return (
      <Radix.Item
        key={entry.text}
        className={entry.danger === true ? 'menu-item menu-danger' : 'menu-item'}
        disabled={entry.disabled === true}
        onSelect={() => choose(entry.onSelect)}
      >
        {entry.icon === undefined ? <span className="menu-gap" /> : <Icon name={entry.icon} />}
        <span>{entry.text}</span>
        {entry.keys === undefined ? null : <kbd>{entry.keys}</kbd>}
      </Radix.Item>
    );
  });
}

function renderSubmenu(
  entry: Extract<MenuEntry, { readonly entries: readonly MenuEntry[] }>,
  choose: Choose,
): ReactNode {
  return (
    <Radix.Sub key={entry.text}>
      <Radix.SubTrigger className="menu-item" disabled={entry.entries.length === 0}>
        {entry.icon === undefined ? <span className="menu-gap" /> : <Icon name={entry.icon} />}
        <span>{entry.text}</span>
        <Icon name="chevronRight" />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent className="menu menu-sub" sideOffset={4} collisionPadding={8}>
          <Entries entries={entry.entries} choose={choose} />
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}
