import type { ReactElement } from 'react';
import { session } from '../../model/session.ts';
import { useTimeInSteps } from '../../model/time-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { Menu } from '../../ui/menu.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { clockOffsetMs, clockText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { seekSoon } from './seek-soon.ts';
import { speedChoices, speedText } from './speeds.ts';
import './mini-timeline.css';

/** Its clock shows whole seconds. */
const clockStepMs = 250;

/** The phone's timeline: the whole run on one line. Drag to scrub; the clock opens the lanes. */
export function MiniTimeline({ onOpen }: { readonly onOpen: () => void }): ReactElement {
  const { viewMs, headMs, speed, startedAt } = useTimeInSteps(clockStepMs);
  const commands = useTimeline((state) => state.commands);
  const offsetMs = clockOffsetMs(startedAt);
  // A little more than the run, so that the present is not at the edge.
  const spanMs = Math.max(60_000, headMs * 1.15);
  return (
    <div className="mini-timeline">
      <div className="mini-head">
        <button type="button" className="mini-clock" onClick={onOpen}>
          <span className="visually-hidden">{t('timeline.title')}</span>
          <span className="numeric">{clockText(offsetMs, viewMs)}</span>
        </button>
        <SpeedMenu speed={speed} />
      </div>
      <div className="mini-track">
        <i className="mini-past" style={{ width: `${(headMs / spanMs) * 100}%` }} />
        {commands.map((command) => (
          <i
            key={command.index}
            className={command.fault ? 'mini-fault' : 'mini-command'}
            style={{ left: `${(command.timeMs / spanMs) * 100}%` }}
          />
        ))}
        <input
          type="range"
          aria-label={t('timeline.moment')}
          min={0}
          max={Math.round(spanMs)}
          value={Math.round(viewMs)}
          onChange={(event) => seekSoon(Math.min(headMs, event.currentTarget.valueAsNumber))}
        />
      </div>
    </div>
  );
}

function SpeedMenu({ speed }: { readonly speed: number }): ReactElement {
  return (
    <Menu
      align="end"
      side="top"
      entries={speedChoices().map(({ value, text }) => ({
        text,
        ...(Number(value) === speed ? { icon: 'check' as const } : {}),
        onSelect: () => reportFailure(session.setSpeed(Number(value))),
      }))}
    >
      <button type="button" className="mini-speed sub numeric">
        <span className="visually-hidden">{t('timeline.speed')}</span>
        {speedText(speed)}
      </button>
    </Menu>
  );
}
