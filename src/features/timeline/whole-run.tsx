/** The whole run on one strip: its branches as a small railway, and a frame around what the lanes show. */
import { useMemo, useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import type { Branch, TimeState } from '../../bridge/protocol.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { exactText, spanText, tickText } from './clock-text.ts';
import { t } from './messages.en.ts';
import { placeNames, railsOf } from './run-tree.ts';
import type { Rail } from './run-tree.ts';
import { msAt, spanOf, tickStepMs, ticksOf, windowBetween, xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';
import { setWindow } from './timeline-view.ts';

export interface WholeRunProps {
  /** Of the lanes above. */
  readonly scale: TimeScale;
  readonly time: TimeState;
  readonly offsetMs: number;
}

const railsPx = 26;
/** A run that has just begun is not stretched over the whole strip. */
const shortestMs = 240_000;

export function WholeRun({ scale, time, offsetMs }: WholeRunProps): ReactElement {
  const branches = useTime((state) => state.branches);
  const lastMs = Math.max(time.headMs, ...branches.map(({ headMs }) => headMs));
  const run = useMemo((): TimeScale => {
    const spanMs = Math.max(shortestMs, lastMs * 1.08);
    const widthPx = scale.widthPx;
    const msPerPx = spanMs / Math.max(1, widthPx - 32);
    return { fromMs: -16 * msPerPx, msPerPx, widthPx };
  }, [lastMs, scale.widthPx]);
  const ticks = ticksOf(run, offsetMs);
  const step = tickStepMs(run);
  return (
    <div className="timeline-row timeline-run">
      <div className="timeline-label">
        {t('timeline.wholeRun')}
        <span className="sub">{runWords(lastMs, branches.length)}</span>
      </div>
      <div className="timeline-track">
        {ticks.map((tick) => (
          <span key={tick.ms} className="timeline-run-tick" style={{ left: Math.round(tick.x) }}>
            {tickText(time.startedAt, tick.ms, step)}
          </span>
        ))}
        <Rails run={run} branches={branches} time={time} />
        <Brush run={run} scale={scale} offsetMs={offsetMs} time={time} />
      </div>
    </div>
  );
}

function runWords(lastMs: number, branches: number): string {
  const span = spanText(Math.max(lastMs, 1000));
  return branches > 1 ? t('timeline.runOfBranches', { span, n: branches }) : span;
}

interface RailsProps {
  readonly run: TimeScale;
  readonly branches: readonly Branch[];
  readonly time: TimeState;
}

function Rails({ run, branches, time }: RailsProps): ReactElement {
  const commands = useTimeline((state) => state.commands);
  const rails = useMemo(() => railsOf(branches), [branches]);
  const gap = rails.length < 2 ? 0 : Math.min(9, (railsPx - 10) / (rails.length - 1));
  const yOf = (row: number): number => (rails.length === 1 ? 13 : 6 + row * gap);
  const current = rails.find(({ branch }) => branch.id === time.branch);
  return (
    <>
      <svg className="timeline-rails" width={run.widthPx} height={railsPx} aria-hidden="true">
        {rails.map((rail) => (
          <RailLine key={rail.branch.id} {...{ rail, run, time, yOf }} />
        ))}
        {commands.map(({ index, timeMs, fault }) => {
          const [x, y] = [xOf(run, timeMs), yOf(current?.row ?? 0)];
          return fault ? (
            <circle key={index} cx={x} cy={y} r={3} fill="var(--ink)" />
          ) : (
            <rect key={index} x={x - 2.5} y={y - 2.5} width={5} height={5} rx={1} fill="var(--accent)" />
          );
        })}
        <path d={`M${xOf(run, time.viewMs)} 0V${railsPx}`} stroke="var(--accent)" strokeWidth={1.5} />
      </svg>
      {rails.length > 1 && rails.length <= 3 ? <BranchNames {...{ rails, run, time, yOf }} /> : null}
    </>
  );
}

interface RailProps {
  readonly rail: Rail;
  readonly run: TimeScale;
  readonly time: TimeState;
  readonly yOf: (row: number) => number;
}

/** The branch that plays is ahead of the last list of branches. */
function headOf(branch: Branch, time: TimeState): number {
  return branch.id === time.branch ? time.headMs : branch.headMs;
}

function RailLine({ rail, run, time, yOf }: RailProps): ReactElement {
  const { branch, row, parentRow } = rail;
  const isCurrent = branch.id === time.branch;
  const colour = isCurrent ? 'var(--accent)' : 'var(--ink-3)';
  const [fork, head] = [xOf(run, parentRow === null ? 0 : branch.forkedAtMs), xOf(run, headOf(branch, time))];
  const [y, from] = [yOf(row), yOf(parentRow ?? row)];
  const end = parentRow === null ? head : Math.max(head, fork + 14);
  const path =
    parentRow === null
      ? `M${fork} ${y}H${end}`
      : `M${fork} ${from}C${fork + 8} ${from} ${fork + 6} ${y} ${fork + 14} ${y}H${end}`;
  return (
    <g>
      <path d={path} fill="none" stroke={colour} strokeWidth={isCurrent ? 2.5 : 1.75} />
      {parentRow === null ? null : (
        <circle cx={fork} cy={from} r={3} fill="var(--surface)" stroke="var(--ink-3)" strokeWidth={1.5} />
      )}
      <circle cx={end} cy={y} r={2.75} fill={colour} />
    </g>
  );
}

const pxPerCharacter = 6.5;
/** Nothing that is pressed is narrower. */
const narrowestPx = 24;

/** Each at the head of its rail; as high as the strip, so that a finger finds it. */
function BranchNames({
  rails,
  run,
  time,
  yOf,
}: Omit<RailProps, 'rail'> & { readonly rails: readonly Rail[] }) {
  const wishes = rails.map(({ branch, parentRow }) => {
    const head = xOf(run, headOf(branch, time));
    const end = parentRow === null ? head : Math.max(head, xOf(run, branch.forkedAtMs) + 14);
    const widthPx = Math.max(narrowestPx, Math.min(220, branch.name.length * pxPerCharacter + 12));
    return { leftPx: Math.max(4, end + 4), widthPx };
  });
  const lefts = placeNames(wishes, run.widthPx - 4);
  return rails.map(({ branch, row }, at) => (
    <button
      key={branch.id}
      type="button"
      className="timeline-branch"
      data-current={branch.id === time.branch || undefined}
      aria-label={t('timeline.selectBranch', { name: branch.name })}
      style={{ transform: `translateX(${lefts[at]}px)`, width: wishes[at]!.widthPx }}
      onClick={() => reportFailure(session.selectBranch(branch.id))}
    >
      <span style={{ marginTop: yOf(row) - 8 }}>{branch.name}</span>
    </button>
  ));
}

interface BrushProps {
  readonly run: TimeScale;
  readonly scale: TimeScale;
  readonly time: TimeState;
  readonly offsetMs: number;
}

type Grip = 'from' | 'to' | 'whole' | 'new';

/** Its ends are dragged, or moved by arrows; its middle moves both; beside it a new one is drawn. */
function Brush({ run, scale, offsetMs }: BrushProps): ReactElement {
  const drag = useRef<{ grip: Grip; x: number; fromMs: number; toMs: number } | undefined>(undefined);
  const [fromMs, toMs] = [scale.fromMs, scale.fromMs + spanOf(scale)];
  const [left, right] = [clampX(run, xOf(run, fromMs)), clampX(run, xOf(run, toMs))];
  const start = (event: PointerEvent<HTMLElement>, grip: Grip): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { grip, x: event.clientX, fromMs, toMs };
    if (grip !== 'new') return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    drag.current = { grip, x: event.clientX, fromMs: msAt(run, x), toMs: msAt(run, x) };
  };
  const move = (event: PointerEvent<HTMLElement>): void => {
    const from = drag.current;
    if (from === undefined) return;
    const byMs = (event.clientX - from.x) * run.msPerPx;
    if (from.grip === 'whole') setWindow(windowBetween(from.fromMs + byMs, from.toMs + byMs));
    else if (from.grip === 'from')
      setWindow(windowBetween(Math.min(from.fromMs + byMs, from.toMs - 20), from.toMs));
    else if (from.grip === 'to')
      setWindow(windowBetween(from.fromMs, Math.max(from.toMs + byMs, from.fromMs + 20)));
    else if (Math.abs(event.clientX - from.x) > 4)
      setWindow(
        windowBetween(Math.min(from.fromMs, from.fromMs + byMs), Math.max(from.fromMs, from.fromMs + byMs)),
      );
  };
  const stop = (): void => {
    drag.current = undefined;
  };
  const moves = { onPointerMove: move, onPointerUp: stop, onPointerCancel: stop };
  const onKey = (event: KeyboardEvent, grip: 'from' | 'to'): void => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const stepMs = ((toMs - fromMs) / 20) * by * (event.shiftKey ? 5 : 1);
    setWindow(grip === 'from' ? windowBetween(fromMs + stepMs, toMs) : windowBetween(fromMs, toMs + stepMs));
  };
  const handle = (grip: 'from' | 'to', x: number, ms: number): ReactElement => (
    <div
      className="timeline-brush-handle"
      role="slider"
      tabIndex={0}
      aria-label={t(grip === 'from' ? 'timeline.shownFrom' : 'timeline.shownTo')}
      aria-valuemin={0}
      aria-valuemax={Math.round(Math.max(ms, msAt(run, run.widthPx)))}
      aria-valuenow={Math.max(0, Math.round(ms))}
      aria-valuetext={exactText(offsetMs, Math.max(0, ms))}
      style={{ left: x }}
      onPointerDown={(event) => start(event, grip)}
      onKeyDown={(event) => onKey(event, grip)}
      {...moves}
    />
  );
  return (
    <div className="timeline-brush-field" onPointerDown={(event) => start(event, 'new')} {...moves}>
      <div
        className="timeline-brush"
        style={{ left, width: Math.max(2, right - left) }}
        onPointerDown={(event) => start(event, 'whole')}
        {...moves}
      />
      {handle('from', left, fromMs)}
      {handle('to', right, toMs)}
    </div>
  );
}

function clampX(run: TimeScale, x: number): number {
  return Math.min(run.widthPx - 4, Math.max(4, x));
}
