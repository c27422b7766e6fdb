/**
 * Where everything stands, in canvas units (pixels at zoom 1), on a 4 px grid. Pure: the same counts give the same
 * places. Two forms: wide has cards in machines side by side; narrow, for a phone, has cells in machines one below
 * the other.
 */

export type LayoutForm = 'wide' | 'narrow';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How pods are laid out in a machine; offsets are from the machine's top left corner. */
export interface PodGrid {
  readonly columns: number;
  /** 1 when there is room; 1/2 or 1/4 of a card's size when machines are crowded. */
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  /** Of one pod at scale 1. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** From one pod to the next, scale included. */
  readonly pitchX: number;
  readonly pitchY: number;
}

export interface Layout {
  readonly form: LayoutForm;
  readonly grid: PodGrid;
  readonly controlPlane: Rect;
  readonly queue: Rect;
  readonly machines: readonly Rect[];
  readonly services: readonly Rect[];
  /** Height of the rail from the API server to the kubelets; one above each row of machines. */
  readonly upperRails: readonly number[];
  /** Height of the rail from a Service to its endpoints; one below each row of machines. */
  readonly lowerRails: readonly number[];
  readonly machineColumns: number;
  readonly bounds: Rect;
}

export interface LayoutInput {
  readonly form: LayoutForm;
  readonly machineCount: number;
  readonly serviceCount: number;
  /** Pods side by side, from the slots. */
  readonly columns: number;
  /** Rows of pods; in the narrow form each machine has its own. */
  readonly rows: readonly number[];
  /** Rows that a machine keeps free at least, so that the first pods do not make everything move. */
  readonly leastRows: number;
  /** Whether any machine shows pods of kube-system as tiles. */
  readonly hasSystemPods: boolean;
}

export const baseColumns: Readonly<Record<LayoutForm, number>> = { wide: 2, narrow: 3 };

const margin = 12;
const machineWidth = 260;
const machineGap = 16;
const controlPlaneSize = { width: 376, height: 120 };
const narrowWidth = 366;
/** What floats in the corner needs this much at the bottom when no Services stand there. */
const controlsHeight = 60;
/** Room for the legend of a namespace's band above its first row. */
const legendGap = 24;

export function computeLayout(input: LayoutInput): Layout {
  return input.form === 'wide' ? wideLayout(input) : narrowLayout(input);
}

/** Where a pod's cell begins, from its machine's corner. */
export function cellPlace(grid: PodGrid, cell: { readonly row: number; readonly column: number }): Point {
  return { x: grid.left + cell.column * grid.pitchX, y: grid.top + cell.row * grid.pitchY };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One row up to 4 machines, then as many columns as keep the whole cluster about as wide as a screen. */
export function machineColumnsFor(count: number): number {
  if (count <= 4) return Math.max(1, count);
  if (count <= 8) return 4;
  if (count <= 18) return 6;
  return count <= 40 ? 8 : 12;
}

function wideGrid(columns: number, hasSystemPods: boolean): PodGrid {
  const scale = baseColumns.wide / columns;
  return {
    columns,
    scale,
    left: margin,
    top: (hasSystemPods ? 140 : 100) + legendGap,
    cellWidth: 112,
    cellHeight: 64,
    pitchX: (machineWidth - 2 * margin - 112 * scale) / (columns - 1),
    pitchY: 72 * scale,
  };
}

function wideLayout(input: LayoutInput): Layout {
  const grid = wideGrid(input.columns, input.hasSystemPods);
  const rows = Math.max(...input.rows, 0);
  const least = grid.scale === 1 ? input.leastRows : input.leastRows / 2;
  const podHeight = Math.max(rows * grid.pitchY, least * 72) - 8 * grid.scale;
  const height = Math.ceil((grid.top + podHeight + margin + 4) / 4) * 4;
  const columns = machineColumnsFor(input.machineCount);
  const width = Math.max(836, 2 * margin + columns * (machineWidth + machineGap) - machineGap);
  const first = 164;
  const rowPitch = height + 60;
  const machines = Array.from({ length: input.machineCount }, (_, index) => ({
    x: margin + (index % columns) * (machineWidth + machineGap),
    y: first + Math.floor(index / columns) * rowPitch,
    width: machineWidth,
    height,
  }));
  const machineRows = Math.max(1, Math.ceil(input.machineCount / columns));
  const bottom = first + machineRows * rowPitch - 60;
  const services = serviceRects(input.serviceCount, {
    top: bottom + 36,
    width,
    cardWidth: 304,
    cardHeight: 44,
  });
  const last = services.at(-1);
  const row = Array.from({ length: machineRows }, (_, index) => first + index * rowPitch);
  return {
    form: 'wide',
    grid,
    controlPlane: { x: margin, y: margin, ...controlPlaneSize },
    queue: { x: 404, y: margin, width: width - 404 - margin, height: 120 },
    machines,
    services,
    upperRails: row.map((y) => y - 16),
    lowerRails: row.map((y) => y + height + 20),
    machineColumns: columns,
    bounds: {
      x: 0,
      y: 0,
      width,
      height: footOf(last, services.length, bottom) + margin,
    },
  };
}

/** One Service stands beside what floats in the corner; more stand above it. */
function footOf(last: Rect | undefined, serviceCount: number, bottom: number): number {
  if (last === undefined) return bottom + controlsHeight;
  return last.y + last.height + (serviceCount > 1 ? controlsHeight - margin : 0);
}

function narrowLayout(input: LayoutInput): Layout {
  const scale = baseColumns.narrow / input.columns;
  const grid: PodGrid = {
    columns: input.columns,
    scale,
    left: margin,
    top: 42,
    cellWidth: 108,
    cellHeight: 32,
    pitchX: (narrowWidth - 2 * margin - 108 * scale) / (input.columns - 1),
    pitchY: 40 * scale,
  };
  const machines: Rect[] = [];
  let y = 120;
  for (let index = 0; index < input.machineCount; index++) {
    const rows = Math.max(input.rows[index] ?? 0, 1);
    const height = Math.ceil((grid.top + rows * grid.pitchY - 8 * scale + margin) / 4) * 4;
    machines.push({ x: margin, y, width: narrowWidth, height });
    y += height + margin;
  }
  const services = serviceRects(input.serviceCount, {
    top: y,
    width: 390,
    cardWidth: narrowWidth,
    cardHeight: 44,
  });
  const last = services.at(-1);
  return {
    form: 'narrow',
    grid,
    controlPlane: { x: margin, y: margin, width: narrowWidth, height: 36 },
    queue: { x: margin, y: 60, width: narrowWidth, height: 48 },
    machines,
    services,
    upperRails: [],
    lowerRails: [],
    machineColumns: 1,
    bounds: { x: 0, y: 0, width: 390, height: last === undefined ? y : last.y + last.height + margin },
  };
}

function serviceRects(
  count: number,
  room: {
    readonly top: number;
    readonly width: number;
    readonly cardWidth: number;
    readonly cardHeight: number;
  },
): readonly Rect[] {
  const perRow = Math.max(
    1,
    Math.floor((room.width - 2 * margin + machineGap) / (room.cardWidth + machineGap)),
  );
  return Array.from({ length: count }, (_, index) => ({
    x: margin + (index % perRow) * (room.cardWidth + machineGap),
    y: room.top + Math.floor(index / perRow) * (room.cardHeight + 12),
    width: room.cardWidth,
    height: room.cardHeight,
  }));
}
