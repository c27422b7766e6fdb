import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import type { TimeState } from '../../bridge/protocol.ts';
import { session } from '../../model/session.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { clockText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { seekSoon } from './seek-soon.ts';
import { msAt, tickStepMs, xOf } from './time-scale.ts';
import type { Tick, TimeScale } from './time-scale.ts';

export interface AxisProps {
  readonly scale: TimeScale;
  readonly ticks: readonly Tick[];
  readonly offsetMs: number;
  readonly time: TimeState;
  /** The axis must stand still while somebody drags along it. */
  readonly onScrubStart: () => void;
  readonly onFollow: () => void;
  readonly onZoom: (factor: number) => void;
}

/** The ruler, which is also the slider that moves through time. */
export function Axis({
  scale,
  ticks,
  offsetMs,
  time,
  onScrubStart,
  onFollow,
  onZoom,
}: AxisProps): ReactElement {
  const dragging = useRef(false);
  const seekTo = (event: PointerEvent<HTMLElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    seekSoon(Math.min(time.headMs, Math.max(0, Math.round(msAt(scale, x)))));
  };
  const nowX = xOf(scale, time.viewMs);
  const tenths = tickStepMs(scale) < 1000;
  return (
    <div className="timeline-row timeline-axis-row">
      <div className="timeline-label" />
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
        onKeyDown={(event) => onAxisKey(event, time, { onFollow, onZoom })}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          dragging.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          onScrubStart();
          seekTo(event);
        }}
        onPointerMove={(event) => {
          if (dragging.current) seekTo(event);
        }}
        onPointerUp={() => {
          dragging.current = false;
        }}
        onPointerCancel={() => {
          dragging.current = false;
        }}
      >
        {ticks.map((tick) => (
          <span
            key={tick.ms}
            className="timeline-tick"
            hidden={Math.abs(tick.x + 28 - nowX) < 62}
            style={{ transform: `translateX(${Math.round(tick.x) + 4}px)` }}
          >
            {clockText(offsetMs, tick.ms, tenths)}
          </span>
        ))}
        <span className="timeline-flag" style={{ transform: `translateX(${nowX}px) translateX(-50%)` }}>
          {clockText(offsetMs, time.viewMs)}
        </span>
      </div>
    </div>
  );
}

const keyStepsMs: Readonly<Record<string, number>> = {
  ArrowLeft: -1000,
  ArrowDown: -1000,
  ArrowRight: 1000,
  ArrowUp: 1000,
  PageDown: -60_000,
  PageUp: 60_000,
};

function onAxisKey(
  event: KeyboardEvent,
  time: TimeState,
  { onFollow, onZoom }: Pick<AxisProps, 'onFollow' | 'onZoom'>,
): void {
  const step = keyStepsMs[event.key];
  if (step !== undefined) {
    const moment = time.viewMs + step * (event.shiftKey ? 10 : 1);
    if (moment >= time.headMs) reportFailure(session.live());
    else seekSoon(Math.max(0, moment));
    onFollow();
  } else if (event.key === 'Home') seekSoon(0);
  else if (event.key === 'End') reportFailure(session.live());
  else if (event.key === '+' || event.key === '=') onZoom(0.5);
  else if (event.key === '-') onZoom(2);
  else return;
  event.preventDefault();
}
