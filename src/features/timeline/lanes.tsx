import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MouseEvent as ReactMouseEvent, PointerEvent, ReactElement, RefObject } from 'react';
import type { TimeState } from '../../bridge/protocol.ts';
import { useSelection } from '../../model/selection-store.ts';
import type { Lane } from '../../model/timeline-store.ts';
import { useSize } from '../../ui/use-size.ts';
import { clockOffsetMs } from './clock-text.ts';
import { laneOfContainer, useAskForContainers, useContainerLives } from './container-lives.ts';
import { LaneCanvas } from './lane-canvas.tsx';
import { isActive, pressLaneKey, selectable, toggle } from './lane-keys.ts';
import { LaneLabel } from './lane-label.tsx';
import { pointAt } from './lane-points.ts';
import { orderLanes } from './lane-order.ts';
import type { LaneRow } from './lane-order.ts';
import { t } from './messages.en.ts';
import type { PaintedRow } from './paint-lanes.ts';
import { PointPopover } from './point-popover.tsx';
import type { Pointed } from './point-popover.tsx';
import { seekSoon } from './seek-soon.ts';
import { msAt, xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';
import { useTimelineView } from './timeline-view.ts';

export interface LanesProps {
  readonly scale: TimeScale;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly time: TimeState;
  /** In px; a finger needs more than a pointer. */
  readonly rowHeight: number;
  readonly labelWidth: number;
}

/** Rows above and below the visible ones that are already there when scrolling. */
const spareRows = 4;

/** The lanes: labels are elements, bars are painted, and of both there are only as many as can be seen. */
export function Lanes({ scale, lanes, time, rowHeight, labelWidth }: LanesProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const { height } = useSize(list);
  const [scrollTop, setScrollTop] = useState(0);
  const rows = useRows(lanes);
  const focused = useTimelineView((state) => state.focused);
  const [hovered, setHovered] = useState<Pointed | null>(null);
  const { pinned, pin, unpin } = usePinned();
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spareRows);
  const last = Math.min(rows.length, Math.ceil((scrollTop + height) / rowHeight) + spareRows);
  const visible = rows.slice(first, last);
  const laneOf = useLaneOf(lanes);
  const offsetMs = clockOffsetMs(time.startedAt);
  const yOf = (at: number): number => at * rowHeight - scrollTop;
  const isPinned = pinned !== null && (hovered === null || isSamePoint(hovered, pinned));
  const pointed = (isPinned ? pinned : hovered) ?? focusedPoint({ rows, focused, laneOf, scale, time, yOf });
  const pointing = usePointing({ rows, laneOf, scale, rowHeight, labelWidth, list, setHovered, pin });
  return (
    <div className="timeline-lanes">
      <div
        className="timeline-scroll"
        ref={list}
        role="tree"
        aria-label={t('timeline.lanes')}
        tabIndex={0}
        aria-activedescendant={focused === null ? undefined : `lane-${focused.key}`}
        onScroll={(event) => {
          unpin();
          setScrollTop(event.currentTarget.scrollTop);
        }}
        onKeyDown={(event) => {
          if (pressLaneKey(event, { rows, laneOf, viewMs: time.viewMs, headMs: time.headMs }))
            bringIntoView(list, rows, rowHeight);
        }}
        onBlur={() => useTimelineView.setState({ focused: null })}
        {...pointing}
      >
        {rows.length === 0 ? <p className="timeline-empty sub">{t('timeline.empty')}</p> : null}
        <div className="timeline-labels" role="presentation" style={{ height: rows.length * rowHeight }}>
          {visible.map((row, at) => (
            <LaneLabel
              key={row.key}
              row={row}
              lane={laneOf(row)}
              y={(first + at) * rowHeight}
              viewMs={time.viewMs}
              offsetMs={offsetMs}
              position={first + at + 1}
              count={rows.length}
            />
          ))}
        </div>
      </div>
      <LaneCanvas
        {...{ scale, time, height, rowHeight }}
        rows={visible.map((row) => paintedRow(row, laneOf(row)))}
        firstY={first * rowHeight - scrollTop}
      />
      {pointed === null ? null : (
        <PointPopover {...{ pointed, offsetMs, labelWidth, rowHeight, height, isPinned }} onClose={unpin} />
      )}
    </div>
  );
}

function useRows(lanes: ReadonlyMap<string, Lane>): readonly LaneRow[] {
  const folds = useTimelineView((state) => state.folds);
  const opened = useTimelineView((state) => state.opened);
  const pods = useContainerLives((state) => state.pods);
  const openKeys = useMemo(() => [...lanes.keys()].filter((key) => opened[key] === true), [lanes, opened]);
  useAskForContainers(openKeys);
  // Lanes are rebuilt with each picture; who owns whom changes when one is born.
  return useMemo(() => {
    const containersOf = (key: string): string[] => (pods[key]?.lives ?? []).map(({ name }) => name);
    return orderLanes(lanes.values(), { folds, opened, containersOf });
  }, [lanes, folds, opened, pods]);
}

function useLaneOf(lanes: ReadonlyMap<string, Lane>): (row: LaneRow) => Lane | undefined {
  const pods = useContainerLives((state) => state.pods);
  return useCallback(
    (row) => {
      if (row.type === 'namespace' || row.lane === undefined) return undefined;
      if (row.type !== 'container') return lanes.get(row.lane);
      return laneOfContainer(
        row.key,
        pods[row.lane]?.lives.find(({ name }) => name === row.name),
      );
    },
    [lanes, pods],
  );
}

function paintedRow(row: LaneRow, lane: Lane | undefined): PaintedRow {
  if (row.type !== 'container') return { lane, isContainer: false, probes: [] };
  const pod = useContainerLives.getState().pods[row.lane];
  const probes = pod?.probes[row.name] ?? [];
  const nextMs = pod?.nextProbeMs[row.name];
  const next = nextMs === undefined ? undefined : { lane: row.key, timeMs: nextMs, label: t('expect.probe') };
  return { lane, isContainer: true, probes, next };
}

interface FocusedIn {
  readonly rows: readonly LaneRow[];
  readonly focused: { readonly key: string; readonly timeMs: number | null } | null;
  readonly laneOf: (row: LaneRow) => Lane | undefined;
  readonly scale: TimeScale;
  readonly time: TimeState;
  readonly yOf: (at: number) => number;
}

/** What the keyboard has come to on a lane. */
function focusedPoint({ rows, focused, laneOf, scale, yOf }: FocusedIn): Pointed | null {
  if (focused === null || focused.timeMs === null) return null;
  const at = rows.findIndex(({ key }) => key === focused.key);
  const row = rows[at];
  const lane = row === undefined ? undefined : laneOf(row);
  if (row === undefined || lane === undefined) return null;
  const x = xOf(scale, focused.timeMs);
  const point = pointAt(lane, scale, x, focused.timeMs);
  return point === undefined ? null : { row, point, name: row.name, x, y: yOf(at) };
}

interface Pointing {
  readonly rows: readonly LaneRow[];
  readonly laneOf: (row: LaneRow) => Lane | undefined;
  readonly scale: TimeScale;
  readonly rowHeight: number;
  readonly labelWidth: number;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly setHovered: (pointed: Pointed | null) => void;
  readonly pin: (pointed: Pointed | null) => void;
}

/** What the pointer is on; a press on a mark shows its moment, one on a bar or a name the object. */
function usePointing({ rows, laneOf, scale, rowHeight, labelWidth, list, setHovered, pin }: Pointing) {
  const find = (event: PointerEvent | MouseEvent): Pointed | { row?: LaneRow } => {
    const box = list.current?.getBoundingClientRect();
    if (box === undefined) return {};
    const scrollTop = list.current?.scrollTop ?? 0;
    const at = Math.floor((event.clientY - box.top + scrollTop) / rowHeight);
    const row = rows[at];
    const lane = row === undefined ? undefined : laneOf(row);
    const x = event.clientX - box.left - labelWidth;
    if (row === undefined) return {};
    const point = lane === undefined || x < 0 ? undefined : pointAt(lane, scale, x, msAt(scale, x));
    return point === undefined ? { row } : { row, point, name: row.name, x, y: at * rowHeight - scrollTop };
  };
  return {
    onPointerMove(event: PointerEvent): void {
      if (event.pointerType === 'touch') return;
      const found = find(event);
      setHovered('point' in found ? found : null);
      useSelection.getState().hover(selectable(found.row) ?? null);
    },
    onPointerLeave(): void {
      setHovered(null);
      useSelection.getState().hover(null);
    },
    onClick(event: ReactMouseEvent): void {
      const found = find(event.nativeEvent);
      const { row } = found;
      if (row === undefined) return;
      const isToggle = (event.target as Element).closest('.timeline-twist') !== null;
      const key = selectable(row);
      if (isToggle || key === undefined) return toggle(row);
      useSelection.getState().select(key);
      pin('point' in found ? found : null);
      if ('point' in found && found.point.kind !== 'state') seekSoon(found.point.timeMs);
    },
  };
}

/** What somebody pressed on keeps its words until they turn to something else. */
function usePinned() {
  const [pinned, pin] = useState<Pointed | null>(null);
  const isPinned = pinned !== null;
  useEffect(() => {
    if (!isPinned) return undefined;
    const onPointerDown = (event: globalThis.PointerEvent): void => {
      if (!(event.target as Element).closest('.timeline-popover')) pin(null);
    };
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      pin(null);
    };
    document.addEventListener('pointerdown', onPointerDown, { capture: true });
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, { capture: true });
      document.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [isPinned]);
  return { pinned, pin, unpin: () => pin(null) };
}

function isSamePoint(left: Pointed, right: Pointed): boolean {
  return left.row.key === right.row.key && left.point.timeMs === right.point.timeMs;
}

function bringIntoView(
  list: RefObject<HTMLDivElement | null>,
  rows: readonly LaneRow[],
  rowHeight: number,
): void {
  const element = list.current;
  const at = rows.findIndex(isActive);
  if (element === null || at < 0) return;
  const top = at * rowHeight;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + rowHeight > element.scrollTop + element.clientHeight)
    element.scrollTop = top + rowHeight - element.clientHeight;
}
