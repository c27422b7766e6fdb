/**
 * Wheel and fingers. Ctrl and the wheel (or a pinch of a touchpad) zoom around the pointer, sideways pans, the plain
 * wheel scrolls the lanes; one finger pans sideways, two zoom.
 */
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { panBy, spanOf, zoomAt } from './time-scale.ts';
import type { TimeScale, TimeWindow } from './time-scale.ts';
import { setWindow } from './timeline-view.ts';

export function useGestures(
  frame: RefObject<HTMLDivElement | null>,
  scale: TimeScale,
  labelWidth: number,
): void {
  const latest = useRef({ scale, labelWidth });
  useEffect(() => {
    latest.current = { scale, labelWidth };
  });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const stopWheel = listenToWheel(element, latest);
    const stopTouch = listenToTouch(element, latest);
    return () => {
      stopWheel();
      stopTouch();
    };
  }, [frame]);
}

type Latest = RefObject<{ readonly scale: TimeScale; readonly labelWidth: number }>;

function listenToWheel(element: HTMLElement, latest: Latest): () => void {
  const onWheel = (event: WheelEvent): void => {
    const { scale, labelWidth } = latest.current;
    if ((event.target as Element).closest('.timeline-compare') !== null) return;
    const x = event.clientX - element.getBoundingClientRect().left - labelWidth;
    const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX;
    const overAxis = (event.target as Element).closest('.timeline-axis') !== null;
    if (event.ctrlKey || event.metaKey || overAxis) {
      setWindow(zoomAt(scale, Math.max(0, x), Math.exp(event.deltaY * 0.004)));
    } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      setWindow(panBy(scale, sideways));
    } else return;
    event.preventDefault();
  };
  // Not passive: without preventDefault the browser would zoom the page.
  element.addEventListener('wheel', onWheel, { passive: false });
  return () => element.removeEventListener('wheel', onWheel);
}

interface Held {
  readonly window: TimeWindow & { readonly fromMs: number };
  readonly widthPx: number;
  /** Of each finger, from the left of the bars. */
  readonly xs: readonly number[];
}

/** Where two fingers hold the axis, the moments under them stay under them. */
function listenToTouch(element: HTMLElement, latest: Latest): () => void {
  let held: Held | undefined;
  const xsOf = (event: TouchEvent): number[] => {
    const left = element.getBoundingClientRect().left + latest.current.labelWidth;
    return [...event.touches].slice(0, 2).map((touch) => touch.clientX - left);
  };
  const hold = (event: TouchEvent): void => {
    const onLanes = (event.target as Element).closest('.timeline-lanes') !== null;
    const { scale } = latest.current;
    held =
      onLanes && event.touches.length > 0
        ? { window: { fromMs: scale.fromMs, spanMs: spanOf(scale) }, widthPx: scale.widthPx, xs: xsOf(event) }
        : undefined;
  };
  const move = (event: TouchEvent): void => {
    if (held === undefined || held.xs.length !== Math.min(2, event.touches.length)) return;
    const next = windowHeld(held, xsOf(event));
    if (next === undefined) return;
    if (event.touches.length > 1) event.preventDefault();
    setWindow(next);
  };
  element.addEventListener('touchstart', hold, { passive: true });
  element.addEventListener('touchend', hold, { passive: true });
  element.addEventListener('touchmove', move, { passive: false });
  return () => {
    element.removeEventListener('touchstart', hold);
    element.removeEventListener('touchend', hold);
    element.removeEventListener('touchmove', move);
  };
}

/** Below this a finger scrolls, or trembles. */
const slackPx = 8;

export function windowHeld(held: Held, xs: readonly number[]): TimeWindow | undefined {
  const { window, widthPx } = held;
  const msPerPx = window.spanMs / widthPx;
  const [a = 0, b] = held.xs;
  const [nowA = 0, nowB] = xs;
  if (b === undefined || nowB === undefined) {
    if (Math.abs(nowA - a) < slackPx) return undefined;
    return { spanMs: window.spanMs, fromMs: window.fromMs + (a - nowA) * msPerPx };
  }
  const factor = Math.max(24, Math.abs(b - a)) / Math.max(24, Math.abs(nowB - nowA));
  const middleMs = window.fromMs + ((a + b) / 2) * msPerPx;
  const spanMs = Math.min(30 * 86_400_000, Math.max(20, window.spanMs * factor));
  return { spanMs, fromMs: middleMs - (((nowA + nowB) / 2) * spanMs) / widthPx };
}
