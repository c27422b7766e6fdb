import { useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, PointerEvent, ReactElement } from 'react';
import type { TimeState } from '../../bridge/protocol.ts';
import { useTime } from '../../model/time-store.ts';
import { useBookmarks } from '../../model/bookmarks-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, RightClickMenu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { bookmarkEntries, Bookmarks } from './bookmarks.tsx';
import { clockText, exactText, tickText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { momentEntries, planEntries } from './moment-menu.ts';
import { headedFor, seekLive, seekSoon } from './seek-soon.ts';
import { msAt, tickStepMs, windowBetween, xOf, zoomFollowing } from './time-scale.ts';
import type { Tick, TimeScale } from './time-scale.ts';
import { setWindow, toggleLens, useTimelineView } from './timeline-view.ts';
import { useShownMs } from './use-shown-ms.ts';

export interface AxisProps {
  readonly scale: TimeScale;
  readonly ticks: readonly Tick[];
  readonly offsetMs: number;
  readonly time: TimeState;
  /** Whether the window moves with the moment shown. */
  readonly isFollowing: boolean;
  /** The axis must stand still while somebody drags along it. */
  readonly onScrubStart: () => void;
  readonly onFollow: () => void;
}

/** The ruler, which is also the slider that moves through time; with Shift a drag marks a stretch to compare. */
export function Axis(props: AxisProps): ReactElement {
  const { scale, ticks, offsetMs, time, isFollowing, onScrubStart, onFollow } = props;
  const [menuMs, setMenuMs] = useState(0);
  const drag = useAxisDrag(scale, time, onScrubStart);
  const nowX = xOf(scale, time.viewMs);
  const step = tickStepMs(scale);
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setMenuMs(Math.max(0, Math.round(msAt(scale, x))));
  };
  return (
    <div className="timeline-row timeline-axis-row">
      <div className="timeline-label timeline-tools">
        <AxisTools scale={scale} time={time} offsetMs={offsetMs} />
      </div>
      <RightClickMenu entries={momentEntries(menuMs, scale)}>
        <div className="timeline-axis-frame" onContextMenu={onContextMenu}>
          <div
            className="timeline-axis"
            role="slider"
            tabIndex={0}
            aria-label={t('timeline.moment')}
            aria-valuemin={0}
            aria-valuemax={Math.round(time.headMs)}
            aria-valuenow={Math.round(time.viewMs)}
            aria-valuetext={t('timeline.momentValue', {
              clock: clockText(offsetMs, time.viewMs, true),
              head: clockText(offsetMs, time.headMs, true),
            })}
            onKeyDown={(event) => onAxisKey(event, onFollow)}
            {...drag}
          >
            {ticks.map((tick) => (
              <span
                key={tick.ms}
                className={tick.afterMs === undefined ? 'timeline-tick' : 'timeline-tick timeline-lens-tick'}
                hidden={Math.abs(tick.x + 28 - nowX) < 62}
                style={{ transform: `translateX(${Math.round(tick.x) + 4}px)` }}
              >
                {tick.afterMs === undefined || tick.afterMs === 0
                  ? tickText(time.startedAt, tick.ms, tick.afterMs === undefined ? step : 1)
                  : t('timeline.after', { ms: tick.afterMs })}
              </span>
            ))}
            <Flag {...{ scale, time, isFollowing, offsetMs }} />
          </div>
          <Bookmarks scale={scale} />
        </div>
      </RightClickMenu>
    </div>
  );
}

type FlagProps = Pick<AxisProps, 'scale' | 'time' | 'isFollowing' | 'offsetMs'>;

/** The clock of the moment shown, at its line. */
function Flag({ scale, time, isFollowing, offsetMs }: FlagProps): ReactElement {
  const shownMs = useShownMs(time, isFollowing);
  const nowX = xOf(scale, shownMs);
  return (
    <span className="timeline-flag" style={{ transform: `translateX(${nowX}px) translateX(-50%)` }}>
      {tickStepMs(scale) < 1000 ? exactText(offsetMs, shownMs) : clockText(offsetMs, shownMs)}
    </span>
  );
}

function AxisTools({
  scale,
  time,
  offsetMs,
}: {
  readonly scale: TimeScale;
  readonly time: TimeState;
  readonly offsetMs: number;
}): ReactElement {
  const bookmarks = useBookmarks((state) => state.bookmarks);
  const hasLens = scale.lens !== undefined;
  const entries: MenuEntry[] = [
    ...momentEntries(Math.round(time.viewMs), scale),
    ...planEntries(time.viewMs + 30_000),
    {
      text: t('timeline.showRun'),
      icon: 'fit',
      onSelect: () => setWindow(windowBetween(-time.headMs * 0.02, time.headMs * 1.06)),
    },
    ...(bookmarks.length === 0 ? [] : ['separator' as const, ...bookmarkEntries(bookmarks, offsetMs)]),
  ];
  return (
    <>
      <IconButton icon="minus" size={14} label={t('timeline.zoomOut')} keys="-" onClick={() => zoomBy(2)} />
      <IconButton icon="plus" size={14} label={t('timeline.zoomIn')} keys="+" onClick={() => zoomBy(0.5)} />
      <IconButton
        icon="search"
        size={14}
        label={hasLens ? t('moment.narrow') : t('moment.widen')}
        keys="Z"
        aria-pressed={hasLens}
        onClick={() => (hasLens ? useTimelineView.setState({ lens: null }) : toggleLens(time.viewMs))}
      />
      <Menu side="top" entries={entries}>
        <IconButton icon="more" size={14} label={t('timeline.more')} />
      </Menu>
    </>
  );
}

export function zoomBy(factor: number): void {
  setWindow(zoomFollowing(useTimelineView.getState().window, factor));
}

function useAxisDrag(scale: TimeScale, time: TimeState, onScrubStart: () => void) {
  const dragging = useRef<{ readonly rangeFromMs: number | null } | undefined>(undefined);
  const momentOf = (event: PointerEvent<HTMLElement>): number => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return Math.min(time.headMs, Math.max(0, Math.round(msAt(scale, x))));
  };
  const move = (event: PointerEvent<HTMLElement>): void => {
    if (dragging.current === undefined) return;
    const { rangeFromMs } = dragging.current;
    const ms = momentOf(event);
    if (rangeFromMs === null) seekSoon(ms);
    else if (ms !== rangeFromMs)
      useTimelineView.setState({
        range: { fromMs: Math.min(ms, rangeFromMs), toMs: Math.max(ms, rangeFromMs) },
      });
  };
  const stop = (): void => {
    dragging.current = undefined;
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button !== 0 || !event.isPrimary) return;
      dragging.current = { rangeFromMs: event.shiftKey ? momentOf(event) : null };
      event.currentTarget.setPointerCapture(event.pointerId);
      onScrubStart();
      move(event);
    },
    onPointerMove: move,
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}

const keyStepsMs: Readonly<Record<string, number>> = {
  ArrowLeft: -1000,
  ArrowDown: -1000,
  ArrowRight: 1000,
  ArrowUp: 1000,
  PageDown: -60_000,
  PageUp: 60_000,
};

function onAxisKey(event: KeyboardEvent, onFollow: () => void): void {
  const time = useTime.getState();
  const step = keyStepsMs[event.key];
  if (step !== undefined) {
    const moment = headedFor() + step * (event.shiftKey ? 10 : 1);
    if (moment >= time.headMs) seekLive();
    else seekSoon(Math.max(0, moment));
    onFollow();
  } else if (event.key === 'Home') seekSoon(0);
  else if (event.key === 'End') seekLive();
  else return;
  event.preventDefault();
}
