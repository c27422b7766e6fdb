/**
 * A field: the pods of one owner or slice in a grid, as the views of owners and of the network stand them. Large fields
 * are drawn in blocks, and only those in view.
 */
import type { PodGrid, Point, Rect } from '../layout.ts';
import type { Viewport } from '../view-port.ts';
import type { Cell } from '../slots.ts';

export interface FieldSeat {
  /** Its own in the field. */
  readonly id: string;
  /** Empty for an address that no pod stands behind. */
  readonly podKey: string;
  readonly cell: Cell;
}

export interface PodField {
  /** Of the object whose pods they are. */
  readonly key: string;
  readonly name: string;
  readonly at: Point;
  readonly grid: PodGrid;
  readonly seats: readonly FieldSeat[];
}

export interface FieldBlock {
  readonly id: string;
  /** In canvas units. */
  readonly rect: Rect;
  /** Cells are counted from the block's own corner. */
  readonly seats: readonly FieldSeat[];
}

export function gridOf(cell: {
  readonly width: number;
  readonly height: number;
  readonly pitchX: number;
  readonly pitchY: number;
}): PodGrid {
  return {
    columns: 1,
    scale: 1,
    left: 0,
    top: 0,
    cellWidth: cell.width,
    cellHeight: cell.height,
    pitchX: cell.pitchX,
    pitchY: cell.pitchY,
  };
}

/** Fewer are elements at any distance, and their view isn't shown so small that they could not be read. */
const fewPods = 120;

export function areMany(fields: readonly PodField[]): boolean {
  return fields.reduce((sum, { seats }) => sum + seats.length, 0) > fewPods;
}

/** Screen pixels along the edge of a block, as far as whole cells allow. */
const blockPixels = 640;

/** The blocks of a field for a zoom; they are the same while the zoom stays within a factor of two. */
export function blocksOf(field: PodField, zoom: number): readonly FieldBlock[] {
  const units = blockPixels / 2 ** Math.round(Math.log2(zoom));
  const { grid, at } = field;
  const columns = Math.max(1, Math.floor(units / grid.pitchX));
  const rows = Math.max(1, Math.floor(units / grid.pitchY));
  const blocks = new Map<string, { rect: Rect; seats: FieldSeat[] }>();
  for (const seat of field.seats) {
    const left = Math.floor(seat.cell.column / columns);
    const top = Math.floor(seat.cell.row / rows);
    const id = `${field.key} ${columns} ${left} ${top}`;
    let block = blocks.get(id);
    if (block === undefined) {
      const corner = { x: at.x + left * columns * grid.pitchX, y: at.y + top * rows * grid.pitchY };
      const size = { width: columns * grid.pitchX, height: rows * grid.pitchY };
      blocks.set(id, (block = { rect: { ...corner, ...size }, seats: [] }));
    }
    const cell = { row: seat.cell.row - top * rows, column: seat.cell.column - left * columns };
    block.seats.push({ ...seat, cell });
  }
  return [...blocks].map(([id, block]) => ({ id, ...block }));
}

/** About how many cells of all fields are in view, by arithmetic. */
export function cellsInView(
  fields: readonly PodField[],
  { x, y, zoom }: Viewport,
  size: { readonly width: number; readonly height: number },
): number {
  let count = 0;
  for (const { at, grid, seats } of fields) {
    const last = seats.at(-1);
    if (last === undefined) continue;
    const { width, height } = fieldSize(seats, grid);
    const seenX = overlap(at.x * zoom + x, width * zoom, size.width) / (width * zoom);
    const seenY = overlap(at.y * zoom + y, height * zoom, size.height) / (height * zoom);
    count += Math.ceil(seats.length * seenX * seenY);
  }
  return count;
}

function overlap(from: number, length: number, room: number): number {
  return Math.max(0, Math.min(from + length, room) - Math.max(from, 0));
}

const sizes = new WeakMap<readonly FieldSeat[], { width: number; height: number }>();

export function fieldSize(
  seats: readonly FieldSeat[],
  grid: PodGrid,
): { readonly width: number; readonly height: number } {
  let size = sizes.get(seats);
  if (size === undefined) {
    let [columns, rows] = [0, 0];
    for (const { cell } of seats) {
      columns = Math.max(columns, cell.column + 1);
      rows = Math.max(rows, cell.row + 1);
    }
    sizes.set(seats, (size = { width: columns * grid.pitchX, height: rows * grid.pitchY }));
  }
  return size;
}

export function seatRect({ at, grid }: PodField, { row, column }: Cell): Rect {
  return {
    x: at.x + column * grid.pitchX,
    y: at.y + row * grid.pitchY,
    width: grid.cellWidth,
    height: grid.cellHeight,
  };
}
