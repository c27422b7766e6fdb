import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, RefObject } from 'react';
import type { TimeState } from '../../bridge/protocol.ts';
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import { useResource } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import type { Lane } from '../../model/timeline-store.ts';
import { useSize } from '../../ui/use-size.ts';
import { expectedByLane } from './expected.ts';
import type { Expected } from './expected.ts';
import { segmentAt } from './lane.ts';
import { orderLanes } from './lane-order.ts';
import type { LaneRow } from './lane-order.ts';
import { t } from './messages.en.ts';
import { laneHeight, paintLanes } from './paint-lanes.ts';
import { usePalette } from './palette.ts';
import type { TimeScale } from './time-scale.ts';

export interface LanesProps {
  readonly scale: TimeScale;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly time: TimeState;
}

/** Rows above and below the visible ones that are already there when scrolling. */
const spareRows = 4;

/** The lanes: labels are elements, bars are painted, and of both there are only as many as can be seen. */
export function Lanes({ scale, lanes, time }: LanesProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const { height } = useSize(list);
  const [scrollTop, setScrollTop] = useState(0);
  const rows = useMemo(() => orderLanes(lanes.values()), [lanes]);
  const first = Math.max(0, Math.floor(scrollTop / laneHeight) - spareRows);
  const last = Math.min(rows.length, Math.ceil((scrollTop + height) / laneHeight) + spareRows);
  const visible = rows.slice(first, last);
  return (
    <div className="timeline-lanes">
      <div
        className="timeline-scroll"
        ref={list}
        role="listbox"
        aria-label={t('timeline.lanes')}
        tabIndex={0}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        onKeyDown={(event) => moveSelection(event, rows, list)}
      >
        {rows.length === 0 ? <p className="timeline-empty sub">{t('timeline.empty')}</p> : null}
        <div className="timeline-labels" style={{ height: rows.length * laneHeight }}>
          {visible.map((row, at) => (
            <LaneLabel
              key={row.key}
              row={row}
              lane={lanes.get(row.key)}
              y={(first + at) * laneHeight}
              viewMs={time.viewMs}
            />
          ))}
        </div>
      </div>
      <LaneCanvas
        {...{ scale, time, height }}
        lanes={visible.map((row) => lanes.get(row.key)).filter((lane) => lane !== undefined)}
        firstY={first * laneHeight - scrollTop}
      />
    </div>
  );
}

interface LaneCanvasProps {
  readonly scale: TimeScale;
  readonly time: TimeState;
  readonly height: number;
  readonly lanes: readonly Lane[];
  readonly firstY: number;
}

function LaneCanvas({ scale, time, height, lanes, firstY }: LaneCanvasProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const expected = useExpected(time);
  const { widthPx } = scale;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || context === null || context === undefined) return;
    fitToPixels(canvas.current, context, widthPx, height);
    context.font = '400 11px "Inter Variable", system-ui, sans-serif';
    const { viewMs, headMs } = time;
    paintLanes(context, { scale, viewMs, headMs, palette, lanes, firstY, expected });
  });
  return (
    <canvas ref={canvas} className="timeline-canvas" style={{ width: widthPx, height }} aria-hidden="true" />
  );
}

/** Sets the bitmap's size where it changed, and clears it. */
function fitToPixels(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
): void {
  const ratio = globalThis.devicePixelRatio;
  const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
}

const nothingExpected: ReadonlyMap<string, readonly Expected[]> = new Map();

/** Only at the newest moment: what came after an earlier one is known, and drawn. */
function useExpected({ live, startedAt }: TimeState): ReadonlyMap<string, readonly Expected[]> {
  const pods = useResource('pods') as readonly Pod[];
  const nodes = useResource('nodes') as readonly Node[];
  return useMemo(
    () => (live ? expectedByLane(pods, nodes, Date.parse(startedAt)) : nothingExpected),
    [pods, nodes, live, startedAt],
  );
}

interface LaneLabelProps {
  readonly row: LaneRow;
  readonly lane: Lane | undefined;
  readonly y: number;
  readonly viewMs: number;
}

function LaneLabel({ row, lane, y, viewMs }: LaneLabelProps): ReactElement {
  const selected = useSelection((state) => state.selected === row.key);
  const select = useSelection((state) => state.select);
  const gone = lane?.goneMs ?? null;
  const isGone = gone !== null && gone <= viewMs;
  const word = isGone || lane === undefined ? t('timeline.gone') : (segmentAt(lane, viewMs)?.word ?? '');
  const title = t('timeline.lane', { name: row.name, suffix: row.suffix, word });
  return (
    <div
      className="timeline-lane"
      role="option"
      id={`lane-${row.key}`}
      aria-selected={selected}
      aria-label={title}
      title={title}
      data-key={row.key}
      data-opens-group={row.opensGroup || undefined}
      data-gone={isGone || undefined}
      style={{ transform: `translateY(${y}px)` }}
      onClick={() => select(row.key)}
    >
      <span className="timeline-lane-name">{row.name}</span>{' '}
      <span className={row.suffixIsCode ? 'mono' : undefined}>{row.suffix}</span>
    </div>
  );
}

function moveSelection(
  event: KeyboardEvent,
  rows: readonly LaneRow[],
  list: RefObject<HTMLDivElement | null>,
): void {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
  if (step === undefined || rows.length === 0) return;
  event.preventDefault();
  const { selected, select } = useSelection.getState();
  const at = rows.findIndex((row) => row.key === selected);
  const next = Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step));
  select(rows[next]?.key ?? null);
  const element = list.current;
  if (element === null) return;
  const top = next * laneHeight;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + laneHeight > element.scrollTop + element.clientHeight) {
    element.scrollTop = top + laneHeight - element.clientHeight;
  }
}
