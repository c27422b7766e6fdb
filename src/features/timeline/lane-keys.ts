/** The lanes by keyboard: one tab stop; up and down between lanes, left and right along the marks of one. */
import type { KeyboardEvent } from 'react';
import { useSelection } from '../../model/selection-store.ts';
import type { Lane } from '../../model/timeline-store.ts';
import { askWhy, canAskWhy } from './ask-why.ts';
import type { LaneRow } from './lane-order.ts';
import { neighbour, pointsOf } from './lane-points.ts';
import { seekSoon } from './seek-soon.ts';
import { setFold, setOpened, toggleLens, useTimelineView } from './timeline-view.ts';

interface LaneKeys {
  readonly rows: readonly LaneRow[];
  readonly laneOf: (row: LaneRow) => Lane | undefined;
  readonly viewMs: number;
  readonly headMs: number;
}

const rowSteps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** The row that the keyboard is on; before it was used, the one of what is selected. */
export function isActive(row: LaneRow): boolean {
  const { focused } = useTimelineView.getState();
  return focused === null ? row.key === useSelection.getState().selected : row.key === focused.key;
}

/** True when the key was one of the lanes'. */
export function pressLaneKey(event: KeyboardEvent, lanes: LaneKeys): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || lanes.rows.length === 0) return false;
  const at = lanes.rows.findIndex(isActive);
  const row = lanes.rows[at];
  const step = rowSteps[event.key];
  if (step !== undefined) moveTo(lanes.rows[clamp(at < 0 ? 0 : at + step, lanes.rows.length)]);
  else if (event.key === 'Home' && row === undefined) moveTo(lanes.rows[0]);
  else if (row === undefined || !onRow(event, row, lanes)) return false;
  event.preventDefault();
  return true;
}

function onRow(event: KeyboardEvent, row: LaneRow, lanes: LaneKeys): boolean {
  const timeMs = useTimelineView.getState().focused?.timeMs ?? null;
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return alongRow(event.key === 'ArrowRight' ? 1 : -1, row, timeMs, lanes);
    case 'Home':
    case 'End': {
      const lane = lanes.laneOf(row);
      const points = lane === undefined ? [] : pointsOf(lane);
      const point = event.key === 'Home' ? points[0] : points.at(-1);
      if (point !== undefined) focus(row, point.timeMs);
      return true;
    }
    case 'w':
      return askAt(row, timeMs, lanes);
    case 'Enter':
      choose(row, timeMs);
      return true;
    case ' ':
      toggle(row);
      return true;
    case 'z':
      toggleLens(timeMs ?? lanes.viewMs);
      return true;
    case 'Escape':
      if (timeMs === null) return false;
      focus(row, null);
      return true;
    default:
      return false;
  }
}

function askAt(row: LaneRow, timeMs: number | null, lanes: LaneKeys): boolean {
  const lane = lanes.laneOf(row);
  const points = lane === undefined ? [] : pointsOf(lane);
  const here = timeMs === null ? points : points.filter((point) => point.timeMs === timeMs);
  const point = here.findLast(({ warns }) => warns) ?? here.at(-1);
  if (point === undefined || !canAskWhy(row, point)) return false;
  askWhy(row, point);
  return true;
}

/** Right opens what is folded first, and left from before the first mark folds it: as in every tree. */
function alongRow(by: 1 | -1, row: LaneRow, timeMs: number | null, lanes: LaneKeys): boolean {
  const isHead = row.type === 'namespace' || row.type === 'group';
  if (isHead && timeMs === null && row.folded === (by === 1)) {
    toggle(row);
    return true;
  }
  const lane = lanes.laneOf(row);
  if (lane === undefined) return true;
  const point = neighbour(lane, timeMs ?? (by === 1 ? -1 : lanes.viewMs + 1), by);
  if (point !== undefined) focus(row, point.timeMs);
  return true;
}

function choose(row: LaneRow, timeMs: number | null): void {
  const key = selectable(row);
  if (key === undefined) return toggle(row);
  useSelection.getState().select(key);
  if (timeMs !== null) seekSoon(timeMs);
}

function moveTo(row: LaneRow | undefined): void {
  if (row === undefined) return;
  focus(row, null);
  const key = selectable(row);
  if (key !== undefined) useSelection.getState().hover(key);
}

function focus(row: LaneRow, timeMs: number | null): void {
  useTimelineView.setState({ focused: { key: row.key, timeMs } });
}

function clamp(at: number, length: number): number {
  return Math.min(length - 1, Math.max(0, at));
}

/** Folds or unfolds a head, opens or closes a pod. */
export function toggle(row: LaneRow): void {
  if (row.folded === undefined) return;
  if (row.type === 'object') setOpened(row.lane, row.folded);
  else setFold(row.key, !row.folded);
}

/** The object that a row stands for. */
export function selectable(row: LaneRow | undefined): string | undefined {
  if (row === undefined || row.type === 'namespace') return undefined;
  return row.lane;
}
