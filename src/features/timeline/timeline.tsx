import { useEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties, ReactElement, RefObject } from 'react';
import { useTimeInSteps } from '../../model/time-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { useSize } from '../../ui/use-size.ts';
import { Axis } from './axis.tsx';
import { BranchRow } from './branch-row.tsx';
import { clockOffsetMs } from './clock-text.ts';
import { CommandLane } from './command-lane.tsx';
import { Lanes } from './lanes.tsx';
import { firstWindow, panBy, scaleOf, ticksOf, xOf, zoomAt, zoomFollowing } from './time-scale.ts';
import type { TimeScale, TimeWindow } from './time-scale.ts';
import './timeline.css';

/** Time that plays moves the picture by so much at once: finer steps cost more than they show. */
const stepPx = 2;
const wideLabels = 172;
const narrowLabels = 112;

/** The lives of all objects on one clock. Everything right of the now-line is known or expected, never invented. */
export function Timeline(): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const timeline = useTimeline();
  const [chosen, setWindow] = useState<TimeWindow>(firstWindow);
  const labelWidth = width < 600 ? narrowLabels : wideLabels;
  const time = useTimeInSteps((chosen.spanMs / Math.max(1, width - labelWidth)) * stepPx);
  const window = followIfLost(chosen, time.viewMs, time.playing);
  const scale = scaleOf(window, time.viewMs, Math.max(1, width - labelWidth));
  useWheel(frame, scale, labelWidth, setWindow);
  const offsetMs = clockOffsetMs(time.startedAt);
  const ticks = useMemo(
    () => ticksOf({ fromMs: scale.fromMs, msPerPx: scale.msPerPx, widthPx: scale.widthPx }, offsetMs),
    [scale.fromMs, scale.msPerPx, scale.widthPx, offsetMs],
  );
  const nowX = xOf(scale, time.viewMs);
  return (
    <div className="timeline" ref={frame} style={{ '--label-width': `${labelWidth}px` } as CSSProperties}>
      <div className="timeline-field" aria-hidden="true" style={{ left: labelWidth }}>
        <div className="timeline-future" style={{ left: Math.max(0, nowX) }} />
        {ticks.map((tick) => (
          <i key={tick.ms} style={{ transform: `translateX(${Math.round(tick.x)}px)` }} />
        ))}
      </div>
      <Axis
        scale={scale}
        ticks={ticks}
        offsetMs={offsetMs}
        time={time}
        onScrubStart={() => setWindow({ spanMs: window.spanMs, fromMs: scale.fromMs })}
        onFollow={() => setWindow({ spanMs: window.spanMs, fromMs: null })}
        onZoom={(factor) => setWindow(zoomFollowing(window, factor))}
      />
      <BranchRow scale={scale} time={time} />
      <CommandLane scale={scale} offsetMs={offsetMs} commands={timeline.commands} viewMs={time.viewMs} />
      <Lanes scale={scale} lanes={timeline.lanes} time={time} />
      {nowX >= 0 && nowX <= scale.widthPx ? (
        <div className="timeline-now" style={{ transform: `translateX(${labelWidth + nowX}px)` }} />
      ) : null}
    </div>
  );
}

/** A window that somebody chose stays, until time that plays has left it. */
function followIfLost(window: TimeWindow, viewMs: number, playing: boolean): TimeWindow {
  if (window.fromMs === null || !playing) return window;
  const outside = viewMs < window.fromMs || viewMs > window.fromMs + window.spanMs;
  return outside ? { spanMs: window.spanMs, fromMs: null } : window;
}

/** Ctrl and the wheel (or a pinch) zoom around the pointer, sideways pans; the plain wheel scrolls the lanes. */
function useWheel(
  frame: RefObject<HTMLDivElement | null>,
  scale: TimeScale,
  labelWidth: number,
  setWindow: (window: TimeWindow) => void,
): void {
  const latest = useRef(scale);
  useEffect(() => {
    latest.current = scale;
  });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const x = event.clientX - element.getBoundingClientRect().left - labelWidth;
      const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX;
      const overAxis = (event.target as Element).closest('.timeline-axis') !== null;
      if (event.ctrlKey || event.metaKey || overAxis) {
        setWindow(zoomAt(latest.current, Math.max(0, x), Math.exp(event.deltaY * 0.004)));
      } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        setWindow(panBy(latest.current, sideways));
      } else return;
      event.preventDefault();
    };
    // Not passive: without preventDefault the browser would zoom the page.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [frame, labelWidth, setWindow]);
}
