import type { ReactElement } from 'react';
import type { CommandMark } from '../../model/timeline-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { clockText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { placeMarks } from './place-marks.ts';
import { seekSoon } from './seek-soon.ts';
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
