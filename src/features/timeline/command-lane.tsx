import type { ReactElement } from 'react';
import type { Fault } from '../../engine/index.ts';
import { useResource } from '../../model/mirror.ts';
import { useTime } from '../../model/time-store.ts';
import type { CommandMark } from '../../model/timeline-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { clockText } from './clock-text.ts';
import { timedFaults } from './expected.ts';
import { t } from './messages.en.ts';
import { placeMarks } from './place-marks.ts';
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
        <TimedFaults scale={scale} />
      </div>
    </div>
  );
}

/** Faults that strike at a time of their own: dashed discs until then. */
function TimedFaults({ scale }: { readonly scale: TimeScale }): ReactElement[] {
  const faults = useResource('faults.podarium.dev') as readonly Fault[];
  const startedAt = useTime((state) => state.startedAt);
  return timedFaults(faults, Date.parse(startedAt)).map(({ name, timeMs, label, hasStruck }) => (
    <span
      key={name}
      className={`timeline-mark ${hasStruck ? 'timeline-fault' : 'timeline-planned'}`}
      style={{ transform: `translateX(${xOf(scale, timeMs)}px)` }}
    >
      <i>{hasStruck ? <Icon name="bolt" size={12} /> : null}</i>
      <span>{label}</span>
    </span>
  ));
}

function titleOf({ timeMs, label }: CommandMark, others: number, offsetMs: number): string {
  const words = wordsOf(label, others);
  return t('timeline.command', { clock: clockText(offsetMs, timeMs), label: words });
}

/** What was done, and how much else on the same place. */
function wordsOf(label: string, others: number): string {
  return others === 0 ? label : t('timeline.withOthers', { label, n: others });
}
