import type { ReactElement } from 'react';
import type { CommandMark } from '../../model/timeline-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { clockText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { seekSoon } from './seek-soon.ts';
import { xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export interface CommandLaneProps {
  readonly scale: TimeScale;
  readonly offsetMs: number;
  readonly commands: readonly CommandMark[];
  readonly viewMs: number;
}

/** What people did: the accent is theirs, a fault is a black disc. A mark shows its moment when pressed. */
export function CommandLane({ scale, offsetMs, commands, viewMs }: CommandLaneProps): ReactElement {
  const shown = placeMarks(commands, scale);
  return (
    <div className="timeline-row timeline-commands">
      <div className="timeline-label">{t('timeline.commands')}</div>
      <div className="timeline-track">
        {shown.map(({ mark, x, labelled }) => (
          <button
            key={mark.index}
            type="button"
            className={mark.fault ? 'timeline-mark timeline-fault' : 'timeline-mark'}
            data-later={mark.timeMs > viewMs || undefined}
            aria-label={t('timeline.command', { clock: clockText(offsetMs, mark.timeMs), label: mark.label })}
            title={t('timeline.command', { clock: clockText(offsetMs, mark.timeMs), label: mark.label })}
            style={{ transform: `translateX(${x}px)` }}
            onClick={() => seekSoon(mark.timeMs)}
          >
            <i>{mark.fault ? <Icon name="bolt" size={12} /> : null}</i>
            {labelled ? <span>{mark.label}</span> : null}
          </button>
        ))}
      </div>
    </div>
  );
}

interface PlacedMark {
  readonly mark: CommandMark;
  readonly x: number;
  /** There is room for its words before the next mark. */
  readonly labelled: boolean;
}

const pxPerCharacter = 6;
const mostMarks = 200;

/** Marks in view; where two stand on one pixel the fault wins, else the later. */
export function placeMarks(commands: readonly CommandMark[], scale: TimeScale): PlacedMark[] {
  const byPixel = new Map<number, CommandMark>();
  for (const mark of commands) {
    const x = Math.round(xOf(scale, mark.timeMs) / 4) * 4;
    if (x < -8 || x > scale.widthPx + 8) continue;
    if (byPixel.get(x)?.fault !== true || mark.fault) byPixel.set(x, mark);
  }
  const placed = [...byPixel].map(([x, mark]) => ({ mark, x })).toSorted((a, b) => a.x - b.x);
  return placed.slice(-mostMarks).map(({ mark, x }, at, all) => {
    const room = (all[at + 1]?.x ?? scale.widthPx) - x;
    return { mark, x, labelled: room > mark.label.length * pxPerCharacter + 24 };
  });
}
