/**
 * Panels are moved by their heads: a head that is dragged shows the places where it may be dropped, and one that is
 * pressed twice takes the whole page. A finger first rests on the head, so that it can still scroll and tap.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { HTMLAttributes, PointerEvent, ReactElement } from 'react';
import { t } from './messages.en.ts';
import { panelTitle } from './panel-menu.ts';
import { dockNames, isPanel } from './panel-places.ts';
import type { DockName, PanelName } from './panel-places.ts';
import { dock, toggleMaximised } from './panel-store.ts';

/** A hand that presses trembles: this far it still presses. */
const slackPx = 6;
/** A finger that rests this long has lifted the panel. */
const longPressMs = 400;

interface Drag {
  readonly panel: PanelName;
  readonly over: DockName | undefined;
}

interface Press {
  readonly panel: PanelName;
  readonly x: number;
  readonly y: number;
  /** Of a finger, until it has rested long enough. */
  readonly timer?: number;
}

interface PanelDrag {
  readonly handlers: HTMLAttributes<HTMLElement>;
  /** Shown over all panels while one is dragged. */
  readonly zones: ReactElement | null;
}

export function usePanelDrag(): PanelDrag {
  const [drag, setDrag] = useState<Drag | null>(null);
  const press = useRef<Press | null>(null);
  const isDragging = drag !== null;
  const end = useCallback((): void => {
    clearTimeout(press.current?.timer);
    press.current = null;
    setDrag(null);
  }, []);
  useWhileDragging(isDragging, end);
  const start = (event: PointerEvent<HTMLElement>): void => {
    const panel = panelOfHead(event.target as Element);
    if (event.button !== 0 || !event.isPrimary || panel === undefined) return;
    const { currentTarget, pointerId, clientX: x, clientY: y } = event;
    if (event.pointerType !== 'touch') {
      press.current = { panel, x, y };
      return;
    }
    const lift = (): void => {
      currentTarget.setPointerCapture(pointerId);
      press.current = { panel, x, y };
      setDrag({ panel, over: undefined });
    };
    press.current = { panel, x, y, timer: window.setTimeout(lift, longPressMs) };
  };
  const move = (event: PointerEvent<HTMLElement>): void => {
    if (press.current === null) return;
    const { panel, x, y, timer } = press.current;
    const isNear = Math.hypot(event.clientX - x, event.clientY - y) < slackPx;
    if (drag === null && isNear) return;
    // A finger that moves before it has rested scrolls.
    if (drag === null && timer !== undefined) return end();
    if (drag === null) event.currentTarget.setPointerCapture(event.pointerId);
    const over = zoneAt(event.currentTarget.getBoundingClientRect(), event.clientX, event.clientY);
    if (drag?.over !== over || drag === null) setDrag({ panel, over });
  };
  return {
    handlers: {
      onPointerDown: start,
      onPointerMove: move,
      onPointerUp: () => {
        if (drag?.over !== undefined) dock(drag.panel, drag.over);
        end();
      },
      onPointerCancel: end,
      // The menu that some systems open for a finger that rests.
      onContextMenu: (event) => {
        if (press.current?.timer !== undefined || isDragging) event.preventDefault();
      },
      onDoubleClick: ({ target }) => {
        const panel = panelOfHead(target as Element);
        if (panel !== undefined) toggleMaximised(panel);
      },
    },
    zones: drag === null ? null : <DropZones {...drag} />,
  };
}

/** Escape leaves the panel where it was, and what the finger is over does not scroll. */
function useWhileDragging(isDragging: boolean, end: () => void): void {
  useEffect(() => {
    if (!isDragging) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    const hold = (event: TouchEvent): void => event.preventDefault();
    globalThis.addEventListener('keydown', onKey, true);
    globalThis.addEventListener('touchmove', hold, { passive: false });
    return () => {
      globalThis.removeEventListener('keydown', onKey, true);
      globalThis.removeEventListener('touchmove', hold);
    };
  }, [isDragging, end]);
}

/** The panel whose head this is part of; its buttons and fields are no part of it, the tabs of a dock are. */
function panelOfHead(target: Element): PanelName | undefined {
  const tab = target.closest<HTMLElement>('[data-panel-tab]');
  if (tab !== null) return asPanel(tab.dataset['panelTab']);
  if (target.closest('button, a, input, select, textarea, [role="separator"]') !== null) return undefined;
  const head = target.closest<HTMLElement>('[data-panel-head]');
  if (head === null) return undefined;
  const named = head.closest<HTMLElement>('[data-panel-name]');
  return asPanel(named?.dataset['panelName'] ?? head.dataset['panelHead']);
}

function asPanel(name: string | undefined): PanelName | undefined {
  return isPanel(name) ? name : undefined;
}

const sideShare = 0.22;
const bottomShare = 0.3;

/** Which dock a pointer is over; undefined in the middle. */
function zoneAt(frame: DOMRect, x: number, y: number): DockName | undefined {
  const acrossX = (x - frame.left) / frame.width;
  const acrossY = (y - frame.top) / frame.height;
  if (acrossX < sideShare && acrossY < 1 - bottomShare) return 'left';
  if (acrossX > 1 - sideShare && acrossY < 1 - bottomShare) return 'right';
  return acrossY > 1 - bottomShare ? 'bottom' : undefined;
}

function DropZones({ panel, over }: Drag): ReactElement {
  const texts = { left: t('app.dockLeft'), right: t('app.dockRight'), bottom: t('app.dockBottom') };
  return (
    <div className="drop-zones" aria-hidden="true">
      {dockNames.map((name) => (
        <div key={name} className="drop-zone" data-dock={name} data-over={name === over || undefined}>
          <span>{panelTitle(panel)}</span>
          <span className="sub">{texts[name]}</span>
        </div>
      ))}
    </div>
  );
}
