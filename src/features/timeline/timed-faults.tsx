/** Faults that strike at a time of their own: dashed discs until then. A press shows what can be done about one. */
import type { ReactElement } from 'react';
import type { ApiResponse } from '../../bridge/protocol.ts';
import { useFaults } from '../../model/faults-in-force.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { clockText } from './clock-text.ts';
import { timedFaults } from './expected.ts';
import type { TimedFault } from './expected.ts';
import { t } from './messages.en.ts';
import { xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export interface TimedFaultsProps {
  readonly scale: TimeScale;
  readonly offsetMs: number;
}

export function TimedFaults({ scale, offsetMs }: TimedFaultsProps): ReactElement[] {
  const faults = useFaults();
  const startedAt = useTime((state) => state.startedAt);
  return timedFaults(faults, Date.parse(startedAt)).map((fault) => (
    <Menu key={fault.name} side="top" entries={entriesOf(fault, offsetMs)}>
      <button
        type="button"
        className={`timeline-mark ${fault.hasStruck ? 'timeline-fault' : 'timeline-planned'}`}
        style={{ transform: `translateX(${xOf(scale, fault.timeMs)}px)` }}
      >
        <i>{fault.hasStruck ? <Icon name="bolt" size={12} /> : null}</i>
        <span>{fault.label}</span>
      </button>
    </Menu>
  ));
}

function entriesOf({ name, type, timeMs, hasStruck, hasEnded }: TimedFault, offsetMs: number): MenuEntry[] {
  return [
    { heading: t('timeline.command', { clock: clockText(offsetMs, timeMs), label: type }) },
    {
      text: t(hasStruck ? 'break.end' : 'break.cancel', { type }),
      icon: hasStruck ? 'check' : 'close',
      disabled: hasEnded,
      onSelect: () => reportFailure(session.endFault(name), refusalIn),
    },
  ];
}

function refusalIn(answer: ApiResponse): string | undefined {
  return answer.code < 400 ? undefined : (answer.body as { message?: string }).message;
}
