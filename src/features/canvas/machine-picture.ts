/** A machine's pods on a 2D canvas: tiles at the middle distance, small marks far away. */
import { farDrawing, farSize, loudStates } from '../../ui/marks/far-shapes.ts';
import { paintDrawing } from '../../ui/marks/paint.ts';
import type { Palette } from '../../ui/marks/paint.ts';
import { tileDrawing, tileSize } from '../../ui/marks/tile-shapes.ts';
import { cellPlace } from './layout.ts';
import type { PodGrid, Rect } from './layout.ts';
import { shortWords } from './pod-look.ts';
import type { PodLook } from './pod-look.ts';
import type { Cell } from './slots.ts';

export interface PicturedPod {
  readonly key: string;
  readonly cell: Cell;
  readonly look: PodLook;
}

export interface PictureView {
  readonly grid: PodGrid;
  /** Screen pixels to a canvas unit. */
  readonly zoom: number;
  /** Device pixels to a screen pixel. */
  readonly pixelRatio: number;
  readonly isFar: boolean;
  /** Keys of the pods that get a ring, with its colour. */
  readonly rings: ReadonlyMap<string, string>;
}

/** Far marks are never smaller than this on the screen, where there is room. */
const farMark = 10;
const loudScale = 1.25;

/** Draws all pods; the context covers the machine from its top left corner. */
export function paintPods(
  context: CanvasRenderingContext2D,
  pods: readonly PicturedPod[],
  view: PictureView,
  palette: Palette,
): void {
  const scale = view.zoom * view.pixelRatio;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  const mark = markSize(view);
  const loud: PicturedPod[] = [];
  for (const pod of pods) {
    if (view.isFar && loudStates.has(pod.look.state)) loud.push(pod);
    else paintPod(context, pod, view, mark, palette);
  }
  for (const pod of loud) paintLoud(context, pod, view, mark, palette);
  for (const pod of pods) {
    const ring = view.rings.get(pod.key);
    if (ring !== undefined)
      paintRing(context, markPlace(view, pod.cell, mark), mark, view.zoom, palette(ring));
  }
}

/** The edge of a mark in canvas units: as large as the cell allows, up to its natural size on the screen. */
export function markSize({ grid, zoom, isFar }: Pick<PictureView, 'grid' | 'zoom' | 'isFar'>): number {
  const room = Math.min(grid.cellHeight, grid.cellWidth) * grid.scale;
  const wanted = (isFar ? Math.max(farMark, Math.min(14, room * zoom * 0.7)) : tileSize) / zoom;
  return Math.min(wanted, room);
}

/** The top left corner of a mark is that of the card's own mark, so nothing moves when the zoom crosses a threshold. */
function markPlace({ grid }: PictureView, cell: Cell, mark: number): { x: number; y: number } {
  const place = cellPlace(grid, cell);
  const inset = (length: number): number =>
    Math.max(0, Math.min(8 * grid.scale, (length * grid.scale - mark) / 2));
  return { x: place.x + inset(grid.cellWidth), y: place.y + inset(grid.cellHeight) };
}

function paintPod(
  context: CanvasRenderingContext2D,
  pod: PicturedPod,
  view: PictureView,
  mark: number,
  palette: Palette,
): void {
  const { look } = pod;
  const progress = { share: look.share, done: look.initDone, total: look.initTotal };
  const drawing = view.isFar ? farDrawing(look.state, progress) : tileDrawing(look.state, progress);
  const place = markPlace(view, pod.cell, mark);
  paintDrawing(context, drawing, { ...place, scale: mark / (view.isFar ? farSize : tileSize) }, palette);
  if (!view.isFar) paintName(context, look, { x: place.x + mark, y: place.y + mark / 2 }, view, palette);
}

/** Letters keep their size on the screen; a second line that would be cut is left out. */
const nameSize = 12;
const wordsSize = 11;
const nameGap = 6;
/** Below this a name is a stump. */
const leastNameRoom = 34;

/** Beside its tile, if there is room for words; `at` is the middle of the tile's right edge. */
function paintName(
  context: CanvasRenderingContext2D,
  look: PodLook,
  at: { readonly x: number; readonly y: number },
  { grid, zoom }: PictureView,
  palette: Palette,
): void {
  const room = grid.cellWidth * grid.scale - (8 * grid.scale + tileSize / zoom + nameGap / zoom);
  if (room * zoom < leastNameRoom) return;
  const x = at.x + nameGap / zoom;
  context.save();
  context.beginPath();
  context.rect(x, at.y - 16 / zoom, room, 32 / zoom);
  context.clip();
  context.fillStyle = palette('ink');
  context.font = `600 ${nameSize / zoom}px "Inter Variable", system-ui, sans-serif`;
  context.fillText(look.name, x, at.y - 2 / zoom);
  context.fillStyle = palette('ink-3');
  context.font = `400 ${wordsSize / zoom}px "Inter Variable", system-ui, sans-serif`;
  const words = [shortWords(look), look.number].find((text) => context.measureText(text).width <= room);
  if (words !== undefined) context.fillText(words, x, at.y + 11 / zoom);
  context.restore();
}

/** Trouble is larger than its neighbours and stands on a patch of surface, so that it breaks the grid. */
function paintLoud(
  context: CanvasRenderingContext2D,
  pod: PicturedPod,
  view: PictureView,
  mark: number,
  palette: Palette,
): void {
  const place = markPlace(view, pod.cell, mark);
  const size = mark * loudScale;
  const x = place.x - (size - mark) / 2;
  const y = place.y - (size - mark) / 2;
  const patch = size / farSize;
  context.fillStyle = palette('surface');
  context.fillRect(x - patch, y - patch, size + 2 * patch, size + 2 * patch);
  paintDrawing(context, farDrawing(pod.look.state), { x, y, scale: size / farSize }, palette);
}

function paintRing(
  context: CanvasRenderingContext2D,
  place: { x: number; y: number },
  mark: number,
  zoom: number,
  colour: string,
): void {
  const away = 3 / zoom;
  context.strokeStyle = colour;
  context.lineWidth = 2 / zoom;
  context.setLineDash([]);
  context.beginPath();
  context.roundRect(place.x - away, place.y - away, mark + 2 * away, mark + 2 * away, 4 / zoom);
  context.stroke();
}

/** Which pod is at a point of the machine, by arithmetic: the whole cell answers. */
export function podAt(
  seats: readonly { readonly key: string; readonly cell: Cell }[],
  grid: PodGrid,
  point: { readonly x: number; readonly y: number },
): string | undefined {
  const column = Math.floor((point.x - grid.left) / grid.pitchX);
  const row = Math.floor((point.y - grid.top) / grid.pitchY);
  return seats.find(({ cell }) => cell.row === row && cell.column === column)?.key;
}

/** The cell of a pod as a rectangle in the machine. */
export function cellRect(grid: PodGrid, cell: Cell): Rect {
  return {
    ...cellPlace(grid, cell),
    width: grid.cellWidth * grid.scale,
    height: grid.cellHeight * grid.scale,
  };
}
