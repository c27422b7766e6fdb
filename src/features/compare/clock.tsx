import { useRef } from 'react';
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { clockOf } from '../../model/clock-of.ts';
import { session } from '../../model/session.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { msAt, xOf } from './compare-window.ts';
import { t } from './messages.en.ts';
import type { Picture } from './side.ts';

export interface ClockProps {
  readonly picture: Picture;
  readonly viewMs: number;
}

const stepMs = 500;
const pageMs = 5000;
/** A tick closer than this would lie under the flag of the moment shown. */
const flagRoomPx = 56;

/** The one axis, and the moment shown on both branches: drag it, press on the axis, or use the arrow keys. */
export function Clock({ picture, viewMs }: ClockProps): ReactElement {
  const { scale, ticks, partedMs, startedAt, gutter } = picture;
  const axis = useRef<HTMLDivElement>(null);
  const shownMs = Math.min(scale.toMs, Math.max(scale.fromMs, viewMs));
  const isInside = viewMs >= scale.fromMs && viewMs <= scale.toMs;
  const nowX = xOf(scale, viewMs);
  const seconds = ((viewMs - partedMs) / 1000).toFixed(1);
  const seekTo = ({ clientX }: PointerEvent<HTMLElement>): void => {
    const { left, width } = axis.current!.getBoundingClientRect();
    // Where the figure is drawn larger its pixels are, too.
    const x = ((clientX - left) / width) * scale.widthPx;
    const ms = msAt(scale, Math.max(0, Math.min(scale.widthPx, x)));
    reportFailure(session.seek(Math.round(ms)));
  };
  return (
    <div
      className="cmp-clock"
      style={{ '--gutter': `${gutter}px`, '--axis': `${scale.widthPx}px` } as CSSProperties}
    >
      <div
        ref={axis}
        className="cmp-axis"
        role="slider"
        tabIndex={0}
        aria-label={t('compare.moment')}
        aria-valuemin={Math.round(scale.fromMs)}
        aria-valuemax={Math.round(scale.toMs)}
        aria-valuenow={Math.round(shownMs)}
        aria-valuetext={t('compare.momentValue', { clock: clockOf(startedAt, viewMs), seconds })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seekTo(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
        }}
        onKeyDown={(event) => {
          const toMs = keyMoment(event, viewMs, picture);
          if (toMs === undefined) return;
          event.preventDefault();
          reportFailure(session.seek(Math.max(0, toMs)));
        }}
      >
        {ticks.map((tick) => (
          <span
            key={tick.ms}
            data-parted={tick.seconds === 0 || undefined}
            hidden={isInside && Math.abs(tick.x - nowX) < flagRoomPx}
            style={{ left: tick.x }}
          >
            {tick.seconds === 0
              ? t('compare.parted')
              : signed(tick.seconds, Number.isInteger(tick.seconds) ? 0 : 1)}
          </span>
        ))}
        {isInside ? (
          <b style={{ left: `min(${nowX}px, 100% - var(--flag-room))` }}>{`${signed(Number(seconds), 1)}`}</b>
        ) : null}
      </div>
      {isInside ? <i className="cmp-now" style={{ left: gutter + nowX }} /> : null}
    </div>
  );
}

function signed(seconds: number, digits = 0): string {
  const text =
    Math.abs(seconds) < 1 && digits === 0 && seconds !== 0
      ? String(Math.abs(seconds))
      : Math.abs(seconds).toFixed(digits);
  return t('compare.seconds', { seconds: `${seconds < 0 ? '−' : '+'}${text}` });
}

function keyMoment(event: KeyboardEvent, viewMs: number, { scale, partedMs }: Picture): number | undefined {
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return viewMs - (event.shiftKey ? pageMs : stepMs);
    case 'ArrowRight':
    case 'ArrowUp':
      return viewMs + (event.shiftKey ? pageMs : stepMs);
    case 'PageDown':
      return viewMs - pageMs;
    case 'PageUp':
      return viewMs + pageMs;
    case 'Home':
      return partedMs;
    case 'End':
      return scale.toMs;
    default:
      return undefined;
  }
}
