/** An open menu: a list that has the focus, and perhaps one more beside the entry that opened it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from '../icon.tsx';
import type { MenuEntry } from '../menu.tsx';

/** Where a menu begins, in pixels of the window; it grows to the right and down unless it says otherwise. */
export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly leftwards?: boolean;
  readonly upwards?: boolean;
}

export interface MenuListProps {
  readonly entries: readonly MenuEntry[];
  readonly corner: Corner;
  /** The whole menu goes. */
  readonly onClose: () => void;
  /** A menu inside a menu goes alone. */
  readonly onBack?: () => void;
}

type Pressable = Exclude<MenuEntry, 'separator' | { readonly heading: string }>;

const marginPx = 8;

export function MenuList({ entries, corner, onClose, onBack }: MenuListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      list.current = element;
      if (element !== null) place(element, corner);
    },
    [corner],
  );
  const [current, setCurrent] = useState(-1);
  const [opened, setOpened] = useState<{ readonly index: number; readonly corner: Corner } | undefined>();
  usePressOutside(onClose);
  const press = (index: number): void => {
    const entry = entries[index];
    if (!isPressable(entry)) return;
    if ('entries' in entry) {
      const box = list.current!.children[index]!.getBoundingClientRect();
      setOpened({ index, corner: { x: box.right + 4, y: box.top - 4 } });
      return;
    }
    onClose();
    entry.onSelect();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = actionOf(event.key);
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (action === 'close') onClose();
    else if (action === 'back') onBack?.();
    else if (action === 'press') press(current);
    else if (action === 'open') openSubmenu(entries[current], () => press(current));
    else setCurrent(nextIndex(entries, current, action));
  };
  const point = (index: number): void => {
    setCurrent(isPressable(entries[index]) ? index : -1);
    if (opened !== undefined && opened.index !== index) setOpened(undefined);
    openSubmenu(entries[index], () => press(index));
  };
  const inner = opened === undefined ? undefined : entries[opened.index];
  return createPortal(
    <>
      <div ref={attach} className="menu" role="menu" tabIndex={-1} style={hidden} onKeyDown={onKeyDown}>
        {entries.map((entry, index) => (
          <Entry
            key={index}
            entry={entry}
            isCurrent={index === current}
            onPoint={() => point(index)}
            onPress={() => press(index)}
          />
        ))}
      </div>
      {inner !== undefined && isPressable(inner) && 'entries' in inner ? (
        <MenuList
          entries={inner.entries}
          corner={opened!.corner}
          onClose={onClose}
          onBack={() => {
            setOpened(undefined);
            list.current?.focus();
          }}
        />
      ) : null}
    </>,
    document.body,
  );
}

interface EntryProps {
  readonly entry: MenuEntry;
  readonly isCurrent: boolean;
  readonly onPoint: () => void;
  readonly onPress: () => void;
}

function Entry({ entry, isCurrent, onPoint, onPress }: EntryProps): ReactElement {
  if (entry === 'separator') return <div className="menu-separator" role="separator" />;
  if ('heading' in entry) return <div className="menu-heading">{entry.heading}</div>;
  const isDanger = 'danger' in entry && entry.danger === true;
  const isDisabled = !isPressable(entry);
  return (
    <div
      className={isDanger ? 'menu-item menu-danger' : 'menu-item'}
      role="menuitem"
      aria-disabled={isDisabled}
      aria-haspopup={'entries' in entry ? 'menu' : undefined}
      ref={(element) => {
        if (isCurrent) element?.focus({ preventScroll: true });
      }}
      tabIndex={-1}
      {...(isCurrent ? { 'data-highlighted': '' } : {})}
      {...(isDisabled ? { 'data-disabled': '' } : {})}
      onPointerEnter={onPoint}
      onClick={onPress}
    >
      {entry.icon === undefined ? <span className="menu-gap" /> : <Icon name={entry.icon} />}
      <span>{entry.text}</span>
      {'keys' in entry && entry.keys !== undefined ? <kbd>{entry.keys}</kbd> : null}
      {'entries' in entry ? <Icon name="chevronRight" /> : null}
    </div>
  );
}

/** Until it is measured. */
const hidden = { position: 'fixed', left: 0, top: 0, visibility: 'hidden' } as const;

/** Inside the window, whatever its corner. */
function place(element: HTMLElement, corner: Corner): void {
  const { width, height } = element.getBoundingClientRect();
  const left = corner.leftwards === true ? corner.x - width : corner.x;
  const top = corner.upwards === true ? corner.y - height : corner.y;
  element.style.left = `${within(left, innerWidth - width)}px`;
  element.style.top = `${within(top, innerHeight - height)}px`;
  element.style.visibility = 'visible';
  element.focus({ preventScroll: true });
}

function within(at: number, most: number): number {
  return Math.max(marginPx, Math.min(at, most - marginPx));
}

function usePressOutside(onClose: () => void): void {
  useEffect(() => {
    const onPointerDown = (event: PointerEvent): void => {
      if (!(event.target instanceof Element) || event.target.closest('.menu') === null) onClose();
    };
    document.addEventListener('pointerdown', onPointerDown, true);
    addEventListener('blur', onClose);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true);
      removeEventListener('blur', onClose);
    };
  });
}

function openSubmenu(entry: MenuEntry | undefined, open: () => void): void {
  if (isPressable(entry) && 'entries' in entry) open();
}

function isPressable(entry: MenuEntry | undefined): entry is Pressable {
  if (entry === undefined || entry === 'separator' || 'heading' in entry) return false;
  return 'entries' in entry ? entry.entries.length > 0 : entry.disabled !== true;
}

type Action = 'next' | 'previous' | 'first' | 'last' | 'press' | 'open' | 'back' | 'close';

const actions: Readonly<Record<string, Action>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  Enter: 'press',
  ' ': 'press',
  ArrowRight: 'open',
  ArrowLeft: 'back',
  Escape: 'close',
  Tab: 'close',
};

function actionOf(key: string): Action | undefined {
  return actions[key];
}

/** The pressable entry before or after the current one; the ends hold. */
function nextIndex(
  entries: readonly MenuEntry[],
  current: number,
  action: 'next' | 'previous' | 'first' | 'last',
): number {
  const pressable = entries.map((_entry, index) => index).filter((index) => isPressable(entries[index]));
  if (action === 'first') return pressable[0] ?? -1;
  if (action === 'last') return pressable.at(-1) ?? -1;
  if (action === 'next') return pressable.find((index) => index > current) ?? current;
  return pressable.findLast((index) => index < current) ?? (current < 0 ? (pressable.at(-1) ?? -1) : current);
}
