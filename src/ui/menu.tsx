/** Menus: their buttons are here at once, the library that opens them comes when one is pointed at. */
import { cloneElement, useCallback, useEffect, useRef, useState } from 'react';
import type { HTMLAttributes, KeyboardEvent, MouseEvent, PointerEvent, ReactElement } from 'react';
import { late } from './late.tsx';
import type { MenuEntry } from './menu-entry.ts';
import type { MenuContentProps } from './menu-content.tsx';

const MenuContent = late(async () => (await import('./menu-content.tsx')).MenuContent);

export type { MenuEntry };

export interface MenuProps {
  /** A function is asked when the menu opens, for entries that are not worth keeping up to date unseen. */
  readonly entries: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  /** The element that opens it: takes handlers. */
  readonly children: ReactElement;
  readonly align?: 'start' | 'end';
  readonly side?: 'top' | 'bottom';
}

export interface RightClickMenuProps {
  readonly entries: readonly MenuEntry[];
  readonly children: ReactElement;
}

type Trigger = ReactElement<HTMLAttributes<HTMLElement>>;
type Anchor = MenuContentProps['anchor'];

/** Opens below its button. */
export function Menu({ entries, children, align = 'start', side = 'bottom' }: MenuProps): ReactElement {
  const { anchor, open, close, giveBack } = useAnchor();
  const trigger = children as Trigger;
  const { props } = trigger;
  return (
    <>
      {cloneElement(trigger, {
        'aria-haspopup': 'menu',
        'aria-expanded': anchor !== null,
        onPointerEnter: (event: PointerEvent<HTMLElement>) => {
          props.onPointerEnter?.(event);
          void MenuContent.preload();
        },
        onClick: (event: MouseEvent<HTMLElement>) => {
          props.onClick?.(event);
          open(event.currentTarget.getBoundingClientRect(), event.currentTarget);
        },
        onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
          props.onKeyDown?.(event);
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          open(event.currentTarget.getBoundingClientRect(), event.currentTarget);
        },
      })}
      {anchor === null ? null : (
        <MenuContent
          entries={typeof entries === 'function' ? entries() : entries}
          {...{ anchor, side, align }}
          onClose={close}
          onClosed={giveBack}
        />
      )}
    </>
  );
}

/** Opens where the pointer is, or on the menu key. */
export function RightClickMenu({ entries, children }: RightClickMenuProps): ReactElement {
  const { anchor, open, close, giveBack } = useAnchor();
  const trigger = children as Trigger;
  const { props } = trigger;
  const press = useLongPress();
  return (
    <>
      {cloneElement(trigger, {
        onContextMenu: (event: MouseEvent<HTMLElement>) => {
          press.release();
          props.onContextMenu?.(event);
          if (event.defaultPrevented) return;
          event.preventDefault();
          const { clientX: left, clientY: top } = event;
          open({ left, top, width: 0, height: 0 }, document.activeElement);
        },
        onPointerDown: both(props.onPointerDown, press.start),
        onPointerMove: both(props.onPointerMove, press.move),
        onPointerUp: both(props.onPointerUp, press.release),
        onPointerCancel: both(props.onPointerCancel, press.release),
      })}
      {anchor === null || entries.length === 0 ? null : (
        <MenuContent
          {...{ entries, anchor }}
          side="right"
          align="start"
          onClose={close}
          onClosed={giveBack}
        />
      )}
    </>
  );
}

type Heard = (event: PointerEvent<HTMLElement>) => void;

/** What the element itself does, and then what the menu needs. */
function both(own: Heard | undefined, also: Heard): Heard {
  return (event) => {
    own?.(event);
    also(event);
  };
}

/** A finger that rests this long, and in one place, asks for the menu: not every system sends an event for it. */
const longPressMs = 600;
const trembleSlackPx = 8;

function useLongPress() {
  const press = useRef<{ readonly timer: number; readonly x: number; readonly y: number } | undefined>(
    undefined,
  );
  const release = useCallback((): void => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  }, []);
  useEffect(() => release, [release]);
  return {
    release,
    start({ pointerType, target, clientX, clientY }: PointerEvent<HTMLElement>): void {
      if (pointerType !== 'touch') return;
      const asked = { bubbles: true, cancelable: true, clientX, clientY };
      const ask = (): void => void target.dispatchEvent(new globalThis.MouseEvent('contextmenu', asked));
      press.current = { timer: window.setTimeout(ask, longPressMs), x: clientX, y: clientY };
    },
    move({ clientX, clientY }: PointerEvent<HTMLElement>): void {
      const { x = clientX, y = clientY } = press.current ?? {};
      if (Math.hypot(clientX - x, clientY - y) > trembleSlackPx) release();
    },
  };
}

/** Where the menu is open, if it is; what had the focus gets it back. */
function useAnchor() {
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const opener = useRef<Element | null>(null);
  const open = (at: Anchor, from: Element | null): void => {
    opener.current = from;
    const { left, top, width, height } = at;
    setAnchor({ left, top, width, height });
  };
  const close = (): void => setAnchor(null);
  const giveBack = (): void => {
    if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  };
  return { anchor, open, close, giveBack };
}
