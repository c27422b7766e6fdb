/**
 * Faults that strike at a time of their own: dashed discs until then. One that is to come is dragged to another moment,
 * or moved by arrows; a press shows what else can be done about it.
 */
import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import type { ApiResponse } from '../../bridge/protocol.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { clockText, parseClock } from './clock-text.ts';
import type { TimedFault } from './expected.ts';
import { t } from './messages.en.ts';
import { labelPx, nextOf } from './place-marks.ts';
import { askFor } from './small-form.tsx';
import { msAt, xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export interface TimedFaultsProps {
  readonly scale: TimeScale;
  readonly offsetMs: number;
  /** Where other marks of the lane stand: words must end before them. */
  readonly obstacles: readonly number[];
}

export function TimedFaults({
  faults,
  scale,
  offsetMs,
  obstacles,
}: TimedFaultsProps & { readonly faults: readonly TimedFault[] }): ReactElement[] {
  return faults.map((fault) =>
    fault.hasStruck ? (
      <Menu key={fault.name} side="top" entries={entriesOf(fault, offsetMs)}>
        <button
          type="button"
          className="timeline-mark timeline-fault"
          aria-label={fault.label}
          style={{ transform: `translateX(${xOf(scale, fault.timeMs)}px)` }}
        >
          <i>
            <Icon name="bolt" size={12} />
          </i>
          {hasRoom(fault, scale, obstacles) ? <span>{fault.label}</span> : null}
        </button>
      </Menu>
    ) : (
      <PlannedFault key={fault.name} {...{ fault, scale, offsetMs, obstacles }} />
    ),
  );
}

function hasRoom({ label, timeMs }: TimedFault, scale: TimeScale, obstacles: readonly number[]): boolean {
  const x = xOf(scale, timeMs);
  return nextOf(obstacles, x + 1) - x > labelPx(label);
}

interface PlannedFaultProps extends TimedFaultsProps {
  readonly fault: TimedFault;
}

const arrowMs = 1000;
const shiftTimes = 10;
/** Below this a press is a press. */
const dragSlackPx = 4;

function PlannedFault({ fault, scale, offsetMs, obstacles }: PlannedFaultProps): ReactElement {
  const drag = useRef<{ x: number; isMoved: boolean } | undefined>(undefined);
  /** Where it is being dragged to. */
  const [atMs, setAtMs] = useState<number | null>(null);
  const timeMs = atMs ?? fault.timeMs;
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (drag.current === undefined) return;
    if (Math.abs(event.clientX - drag.current.x) >= dragSlackPx) drag.current.isMoved = true;
    if (!drag.current.isMoved) return;
    const x = xOf(scale, fault.timeMs) + event.clientX - drag.current.x;
    setAtMs(soonest(msAt(scale, x)));
  };
  const drop = (): void => {
    if (drag.current?.isMoved === true && atMs !== null) move(fault.name, atMs);
    setAtMs(null);
  };
  const cancel = (): void => {
    drag.current = undefined;
    setAtMs(null);
  };
  return (
    <Menu side="top" entries={entriesOf(fault, offsetMs)}>
      <button
        type="button"
        className="timeline-mark timeline-planned"
        data-dragged={atMs === null ? undefined : true}
        aria-label={t('fault.plannedAt', { type: fault.type, clock: clockText(offsetMs, timeMs) })}
        aria-description={t('fault.howToMove')}
        style={{ transform: `translateX(${xOf(scale, timeMs)}px)` }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, isMoved: false };
        }}
        onPointerMove={onPointerMove}
        onPointerUp={drop}
        onPointerCancel={cancel}
        onClickCapture={(event) => {
          // The press that ends a drag opens no menu.
          if (drag.current?.isMoved === true) event.stopPropagation();
          drag.current = undefined;
        }}
        onKeyDown={(event) => onFaultKey(event, fault)}
      >
        <i />
        {atMs !== null ? <span>{clockText(offsetMs, atMs)}</span> : null}
        {atMs === null && hasRoom(fault, scale, obstacles) ? <span>{fault.label}</span> : null}
      </button>
    </Menu>
  );
}

function onFaultKey(event: KeyboardEvent, { name, timeMs }: TimedFault): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (event.key === 'Delete' || event.key === 'Backspace') reportFailure(session.endFault(name), refusalIn);
  else if (by === undefined) return;
  else move(name, soonest(timeMs + by * arrowMs * (event.shiftKey ? shiftTimes : 1)));
  event.preventDefault();
  event.stopPropagation();
}

/** Whole seconds, and not in the past: what is planned for now would strike at once. */
function soonest(ms: number): number {
  const { headMs } = useTime.getState();
  return Math.max((Math.floor(headMs / 1000) + 1) * 1000, Math.round(ms / 1000) * 1000);
}

function move(name: string, atMs: number): void {
  reportFailure(session.moveFault(name, atMs), refusalIn);
}

function entriesOf(fault: TimedFault, offsetMs: number): MenuEntry[] {
  const { name, type, timeMs, hasStruck, hasEnded } = fault;
  const moving: MenuEntry = {
    text: t('fault.move'),
    icon: 'timeline',
    onSelect: () => askForTime(fault, offsetMs),
  };
  return [
    { heading: t('timeline.command', { clock: clockText(offsetMs, timeMs), label: type }) },
    ...(hasStruck ? [] : [moving]),
    {
      text: t(hasStruck ? 'break.end' : 'break.cancel', { type }),
      icon: hasStruck ? 'check' : 'close',
      disabled: hasEnded,
      onSelect: () => reportFailure(session.endFault(name), refusalIn),
    },
  ];
}

function askForTime({ name, type, timeMs }: TimedFault, offsetMs: number): void {
  askFor({
    title: t('fault.moveTitle', { type }),
    label: t('fault.time'),
    value: clockText(offsetMs, timeMs),
    save: t('fault.moveNow'),
    onAnswer: (text) => {
      const { headMs } = useTime.getState();
      const atMs = parseClock(offsetMs, text, headMs);
      if (atMs === undefined) return t('fault.noTime');
      move(name, Math.max(headMs + 1, atMs));
      return undefined;
    },
  });
}

function refusalIn(answer: ApiResponse): string | undefined {
  return answer.code < 400 ? undefined : (answer.body as { message?: string }).message;
}
