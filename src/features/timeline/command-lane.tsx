import { useState } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { useFaults } from '../../model/faults-in-force.ts';
import { useTime } from '../../model/time-store.ts';
import type { CommandMark } from '../../model/timeline-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { RightClickMenu } from '../../ui/menu.tsx';
import { timedFaults } from './expected.ts';
import { clockText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { momentEntries } from './moment-menu.ts';
import { placeMarks } from './place-marks.ts';
import { seekSoon } from './seek-soon.ts';
import { msAt, xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';
import { TimedFaults } from './timed-faults.tsx';

export interface CommandLaneProps {
  readonly scale: TimeScale;
  readonly offsetMs: number;
  readonly commands: readonly CommandMark[];
  readonly viewMs: number;
}

/** What people did: the accent is theirs, a fault is a black disc. A mark shows its moment when pressed. */
export function CommandLane({ scale, offsetMs, commands, viewMs }: CommandLaneProps): ReactElement {
  const faults = timedFaults(useFaults(), Date.parse(useTime((state) => state.startedAt)));
  const faultXs = faults.map(({ timeMs }) => xOf(scale, timeMs));
  const shown = placeMarks(commands, scale, faultXs);
  const obstacles = [...faultXs, ...shown.map(({ x }) => x)];
  const { entries, onContextMenu } = usePlanning(scale);
  return (
    <div className="timeline-row timeline-commands">
      <div className="timeline-label">{t('timeline.commands')}</div>
      <RightClickMenu entries={entries}>
        <div className="timeline-track" onContextMenu={onContextMenu}>
          {shown.map(({ mark, x, others, labelled }) => (
            <button
              key={mark.index}
              type="button"
              className={mark.fault ? 'timeline-mark timeline-fault' : 'timeline-mark'}
              data-later={mark.timeMs > viewMs || undefined}
              aria-label={titleOf(mark, others, offsetMs)}
              title={titleOf(mark, others, offsetMs)}
              style={{ transform: `translateX(${x}px)` }}
              onClick={() => seekSoon(mark.timeMs)}
            >
              <i>{mark.fault ? <Icon name="bolt" size={12} /> : null}</i>
              {labelled ? <span>{wordsOf(mark.label, others)}</span> : null}
            </button>
          ))}
          <TimedFaults {...{ faults, scale, offsetMs, obstacles }} />
        </div>
      </RightClickMenu>
    </div>
  );
}

/** A right click means the moment under the pointer: what was can be shown, what comes can be planned. */
function usePlanning(scale: TimeScale) {
  const [atMs, setAtMs] = useState(0);
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setAtMs(Math.max(0, Math.round(msAt(scale, x))));
  };
  return { entries: momentEntries(atMs, scale), onContextMenu };
}

function titleOf({ timeMs, label }: CommandMark, others: number, offsetMs: number): string {
  const words = wordsOf(label, others);
  return t('timeline.command', { clock: clockText(offsetMs, timeMs), label: words });
}

/** What was done, and how much else on the same place. */
function wordsOf(label: string, others: number): string {
  return others === 0 ? label : t('timeline.withOthers', { label, n: others });
}
