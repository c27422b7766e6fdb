/** Tooltips: one for the whole page, that moves to what is pointed at or has the keyboard. */
import { cloneElement, useLayoutEffect, useRef } from 'react';
import type { FocusEvent, HTMLAttributes, PointerEvent, ReactElement, ReactNode } from 'react';
import { create } from 'zustand';

export interface TooltipProps {
  readonly text: string;
  readonly keys?: string | undefined;
  /** One element that takes handlers. */
  readonly children: ReactElement;
}

interface Shown {
  readonly text: string;
  readonly keys: string | undefined;
  readonly target: Element;
}

const useShown = create<{ readonly shown: Shown | null }>(() => ({ shown: null }));

/** How long one rests on a thing before it explains itself; a neighbour is then explained at once. */
const delayMs = 500;
const neighbourMs = 300;
const gapPx = 6;
const marginPx = 8;

let timer: ReturnType<typeof setTimeout> | undefined;
let hiddenAtMs = Number.NEGATIVE_INFINITY;

function show(shown: Shown, isAtOnce: boolean): void {
  clearTimeout(timer);
  if (isAtOnce || performance.now() - hiddenAtMs < neighbourMs) useShown.setState({ shown });
  else timer = setTimeout(() => useShown.setState({ shown }), delayMs);
}

function hide(): void {
  clearTimeout(timer);
  if (useShown.getState().shown === null) return;
  hiddenAtMs = performance.now();
  useShown.setState({ shown: null });
}

/** Must stand inside a `TooltipProvider`. */
export function Tooltip({ text, keys, children }: TooltipProps): ReactElement {
  const child = children as ReactElement<HTMLAttributes<Element>>;
  const { props } = child;
  return cloneElement(child, {
    onPointerEnter: (event: PointerEvent<Element>) => {
      props.onPointerEnter?.(event);
      if (event.pointerType !== 'touch') show({ text, keys, target: event.currentTarget }, false);
    },
    onPointerLeave: (event: PointerEvent<Element>) => {
      props.onPointerLeave?.(event);
      hide();
    },
    onPointerDown: (event: PointerEvent<Element>) => {
      props.onPointerDown?.(event);
      hide();
    },
    onFocus: (event: FocusEvent<Element>) => {
      props.onFocus?.(event);
      if (event.currentTarget.matches(':focus-visible'))
        show({ text, keys, target: event.currentTarget }, true);
    },
    onBlur: (event: FocusEvent<Element>) => {
      props.onBlur?.(event);
      hide();
    },
  });
}

/** Once around the page. */
export function TooltipProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <>
      {children}
      <ShownTooltip />
    </>
  );
}

function ShownTooltip(): ReactElement | null {
  const shown = useShown((state) => state.shown);
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (shown === null || element.current === null) return undefined;
    place(element.current, shown.target);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shown]);
  if (shown === null || !shown.target.isConnected) return null;
  return (
    <div ref={element} className="tooltip" role="tooltip">
      {shown.text}
      {shown.keys === undefined ? null : <kbd>{shown.keys}</kbd>}
    </div>
  );
}

/** Above its target, or below where there is no room; inside the window. */
function place(element: HTMLElement, target: Element): void {
  const box = target.getBoundingClientRect();
  const { width, height } = element.getBoundingClientRect();
  const middle = box.left + box.width / 2 - width / 2;
  const above = box.top - gapPx - height;
  element.style.left = `${Math.max(marginPx, Math.min(middle, innerWidth - width - marginPx))}px`;
  element.style.top = `${above < marginPx ? box.bottom + gapPx : above}px`;
}
