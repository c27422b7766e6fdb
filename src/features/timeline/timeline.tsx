import { useMemo, useRef } from 'react';
import type { CSSProperties, KeyboardEvent, ReactElement } from 'react';
import type { TimeState } from '../../bridge/protocol.ts';
import { useTime, useTimeInSteps } from '../../model/time-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { useSize } from '../../ui/use-size.ts';
import { Axis, zoomBy } from './axis.tsx';
import { bookmarkMoment } from './bookmarks.tsx';
import { clockOffsetMs } from './clock-text.ts';
import { CommandLane } from './command-lane.tsx';
import { ComparePanel } from './compare-panel.tsx';
import { ControlLane } from './control-lane.tsx';
import { Lanes } from './lanes.tsx';
import { skipBack, skipForwards } from './skip-menu.tsx';
import { SmallForm } from './small-form.tsx';
import { scaleOf, ticksOf, xOf } from './time-scale.ts';
import type { TimeScale, TimeWindow } from './time-scale.ts';
import { setWindow, toggleLens, useTimelineView } from './timeline-view.ts';
import { useGestures } from './use-gestures.ts';
import { useShownMs } from './use-shown-ms.ts';
import { WholeRun } from './whole-run.tsx';
import './timeline.css';

/** Time that plays moves the picture by so much at once: finer steps cost more than they show. */
const stepPx = 2;
const wideLabels = 240;
const narrowLabels = 128;
/** Of a timeline as wide as a wall: its words are larger. */
const roomyLabels = 288;
const roomyFrom = 2000;
const rowHeights = { pointer: 20, finger: 44 };

/** The lives of all objects on one clock. Everything right of the now-line is known or expected, never invented. */
export function Timeline(): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const timeline = useTimeline();
  const chosen = useTimelineView((state) => state.window);
  const lens = useTimelineView((state) => state.lens);
  const isNarrow = width < 600;
  const labelWidth = isNarrow ? narrowLabels : width >= roomyFrom ? roomyLabels : wideLabels;
  const trackPx = Math.max(1, width - labelWidth);
  const time = useTimeInSteps((chosen.spanMs / trackPx) * stepPx);
  const window = followIfLost(chosen, time.viewMs, time.playing);
  const { viewMs } = time;
  const scale = useMemo(() => scaleOf(window, viewMs, trackPx, lens), [window, viewMs, trackPx, lens]);
  useGestures(frame, scale, labelWidth);
  const offsetMs = clockOffsetMs(time.startedAt);
  const ticks = useMemo(() => ticksOf(scale, offsetMs), [scale, offsetMs]);
  const isFollowing = window.fromMs === null;
  const nowX = xOf(scale, time.viewMs);
  return (
    <div
      className="timeline"
      ref={frame}
      data-narrow={isNarrow || undefined}
      style={{ '--label-width': `${labelWidth}px` } as CSSProperties}
      onKeyDown={onTimelineKey}
    >
      <Field scale={scale} nowX={nowX} ticks={ticks} labelWidth={labelWidth} />
      <Axis
        {...{ scale, ticks, offsetMs, time, isFollowing }}
        onScrubStart={() => setWindow({ spanMs: window.spanMs, fromMs: scale.fromMs })}
        onFollow={() => setWindow({ spanMs: window.spanMs, fromMs: null })}
      />
      <CommandLane scale={scale} offsetMs={offsetMs} commands={timeline.commands} viewMs={time.viewMs} />
      <ControlLane scale={scale} offsetMs={offsetMs} viewMs={time.viewMs} />
      <Lanes
        {...{ scale, time, labelWidth }}
        lanes={timeline.lanes}
        rowHeight={isNarrow ? rowHeights.finger : rowHeights.pointer}
      />
      <WholeRun scale={scale} time={time} offsetMs={offsetMs} />
      <NowLine {...{ scale, time, isFollowing, labelWidth }} />
      <ComparePanel offsetMs={offsetMs} />
      <SmallForm />
    </div>
  );
}

interface NowLineProps {
  readonly scale: TimeScale;
  readonly time: TimeState;
  readonly isFollowing: boolean;
  readonly labelWidth: number;
}

/** It stays under the hand that drags it, however late the lanes follow. */
function NowLine({ scale, time, isFollowing, labelWidth }: NowLineProps): ReactElement | null {
  const nowX = xOf(scale, useShownMs(time, isFollowing));
  return nowX >= 0 && nowX <= scale.widthPx ? (
    <div className="timeline-now" style={{ transform: `translateX(${labelWidth + nowX}px)` }} />
  ) : null;
}

interface FieldProps {
  readonly scale: TimeScale;
  readonly nowX: number;
  readonly ticks: readonly { readonly ms: number; readonly x: number }[];
  readonly labelWidth: number;
}

/** What lies behind the rows: the ruler's lines, the future, the lens, the stretch that is compared. */
function Field({ scale, nowX, ticks, labelWidth }: FieldProps): ReactElement {
  const range = useTimelineView((state) => state.range);
  const { lens } = scale;
  return (
    <div className="timeline-field" aria-hidden="true" style={{ left: labelWidth }}>
      <div className="timeline-future" style={{ left: Math.max(0, nowX) }} />
      {lens === undefined ? null : (
        <div className="timeline-lens" style={{ left: lens.x, width: lens.widthPx }} />
      )}
      {range === null ? null : (
        <div
          className="timeline-range"
          style={{
            left: xOf(scale, range.fromMs),
            width: Math.max(1, xOf(scale, range.toMs) - xOf(scale, range.fromMs)),
          }}
        />
      )}
      {ticks.map((tick) => (
        <i key={tick.ms} style={{ transform: `translateX(${Math.round(tick.x)}px)` }} />
      ))}
    </div>
  );
}

const keys: Readonly<Record<string, () => void>> = {
  '+': () => zoomBy(0.5),
  '=': () => zoomBy(0.5),
  '-': () => zoomBy(2),
  b: () => bookmarkMoment(),
  z: () => {
    const { lens } = useTimelineView.getState();
    if (lens === null) toggleLens(lensMoment());
    else useTimelineView.setState({ lens: null });
  },
  ']': skipForwards,
  '[': skipBack,
};

/** The last write at or before the moment shown: that is what somebody wants to see from near. */
function lensMoment(): number {
  const { viewMs } = useTime.getState();
  return useTimeline.getState().writes.findLast(({ timeMs }) => timeMs <= viewMs)?.timeMs ?? viewMs;
}

function onTimelineKey(event: KeyboardEvent): void {
  const action = keys[event.key.toLowerCase()];
  if (action === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
    return;
  if ((event.target as Element).closest('input, [role="menu"], [role="dialog"]') !== null) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

/** A window that somebody chose stays, until time that plays has left it. */
function followIfLost(window: TimeWindow, viewMs: number, playing: boolean): TimeWindow {
  if (window.fromMs === null || !playing) return window;
  const outside = viewMs < window.fromMs || viewMs > window.fromMs + window.spanMs;
  return outside ? { spanMs: window.spanMs, fromMs: null } : window;
}
