/** Says what a mark or a stretch of a lane is: when, what, by whom. */
import type { CSSProperties, ReactElement } from 'react';
import { useTime } from '../../model/time-store.ts';
import { exactText, spanText } from './clock-text.ts';
import { askWhy, canAskWhy } from './ask-why.ts';
import type { LaneRow } from './lane-order.ts';
import type { LanePoint } from './lane-points.ts';
import { t } from './messages.en.ts';

/** A point and where it lies, in px from the upper left of the lanes' bars. */
export interface Pointed {
  readonly row: LaneRow;
  readonly point: LanePoint;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface PointPopoverProps {
  readonly pointed: Pointed;
  readonly offsetMs: number;
  readonly labelWidth: number;
  readonly rowHeight: number;
  readonly height: number;
  /** It stays, and can be used: somebody pressed on the mark. */
  readonly isPinned: boolean;
  readonly onClose: () => void;
}

const width = 288;

export function PointPopover({
  pointed,
  offsetMs,
  labelWidth,
  rowHeight,
  height,
  isPinned,
  onClose,
}: PointPopoverProps): ReactElement {
  const viewMs = useTime((state) => state.viewMs);
  const { point, row, name, x, y } = pointed;
  const below = y < height / 2;
  const style: CSSProperties = {
    left: `clamp(8px, ${labelWidth + x - 24}px, calc(100% - ${width + 8}px))`,
    ...(below ? { top: y + rowHeight + 2 } : { bottom: height - y + 2 }),
    maxWidth: width,
  };
  return (
    <div
      className="timeline-popover"
      role={isPinned ? 'group' : 'status'}
      aria-label={isPinned ? titleOf(point) : undefined}
      style={style}
      data-pinned={isPinned || undefined}
      data-kind={point.warns ? 'warning' : point.kind}
    >
      <p>
        <b>{titleOf(point)}</b> <span className="mono">{name}</span>
      </p>
      {point.kind === 'event' && point.text !== '' ? <p>{point.text}</p> : null}
      <p className="sub">
        <span className="numeric">{exactText(offsetMs, point.timeMs)}</span>
        {point.kind === 'state' ? (
          <span className="numeric">
            {point.toMs === null || point.toMs === undefined
              ? t('timeline.since', { span: spanText(viewMs - point.timeMs) })
              : t('timeline.held', { span: spanText(point.toMs - point.timeMs) })}
          </span>
        ) : null}
        {point.author === undefined ? null : <span className="mono">{point.author}</span>}
      </p>
      {point.kind === 'state' && point.text !== '' ? (
        <p className="sub">{t('timeline.restarts', { n: Number(point.text) })}</p>
      ) : null}
      {!canAskWhy(row, point) ? null : (
        <button
          type="button"
          className="button button-quiet timeline-why"
          tabIndex={isPinned ? 0 : -1}
          onClick={() => {
            onClose();
            askWhy(row, point);
          }}
        >
          {t('timeline.why')} <kbd>W</kbd>
        </button>
      )}
    </div>
  );
}

function titleOf({ kind, title }: LanePoint): string {
  if (kind === 'end') return t('timeline.gone');
  return title === '' ? t('timeline.noWord') : title;
}
