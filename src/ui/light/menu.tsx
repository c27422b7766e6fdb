/**
 * Menus of the embedded figure, which has no room for the library of the page: the same entries and looks, the keys
 * of the ARIA menu pattern, no typing ahead.
 */
import { cloneElement, useRef, useState } from 'react';
import type { HTMLAttributes, MouseEvent, ReactElement } from 'react';
import type { MenuProps, RightClickMenuProps } from '../menu.tsx';
import { MenuList } from './menu-list.tsx';
import type { Corner } from './menu-list.tsx';

type Trigger = ReactElement<HTMLAttributes<HTMLElement>>;

/** Opens below its button. */
export function Menu({ entries, children, align = 'start', side = 'bottom' }: MenuProps): ReactElement {
  const { corner, open, close } = useOpening();
  const trigger = children as Trigger;
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    trigger.props.onClick?.(event);
    const box = event.currentTarget.getBoundingClientRect();
    open({
      x: align === 'start' ? box.left : box.right,
      y: side === 'bottom' ? box.bottom + 4 : box.top - 4,
      leftwards: align === 'end',
      upwards: side === 'top',
    });
  };
  return (
    <>
      {cloneElement(trigger, { onClick, 'aria-haspopup': 'menu', 'aria-expanded': corner !== undefined })}
      {corner === undefined ? null : (
        <MenuList
          entries={typeof entries === 'function' ? entries() : entries}
          corner={corner}
          onClose={close}
        />
      )}
    </>
  );
}

/** Opens where the pointer is, or on the menu key. */
export function RightClickMenu({
  entries,
  children,
  onOpenChange,
}: RightClickMenuProps & { readonly onOpenChange?: (open: boolean) => void }): ReactElement {
  const { corner, open, close } = useOpening(onOpenChange);
  const trigger = children as Trigger;
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    trigger.props.onContextMenu?.(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    open({ x: event.clientX + 2, y: event.clientY });
  };
  return (
    <>
      {cloneElement(trigger, { onContextMenu })}
      {corner === undefined || entries.length === 0 ? null : (
        <MenuList entries={entries} corner={corner} onClose={close} />
      )}
    </>
  );
}

/** Where the menu is open, if it is. What had the focus gets it back. */
function useOpening(onOpenChange?: (open: boolean) => void) {
  const [corner, setCorner] = useState<Corner | undefined>(undefined);
  const focused = useRef<Element | null>(null);
  const open = (at: Corner): void => {
    focused.current = document.activeElement;
    setCorner(at);
    onOpenChange?.(true);
  };
  const close = (): void => {
    setCorner(undefined);
    if (focused.current instanceof HTMLElement) focused.current.focus({ preventScroll: true });
    onOpenChange?.(false);
  };
  return { corner, open, close };
}
