/** A machine's pods on a 2D canvas: tiles at the middle distance, small marks far away. */
import { farDrawing, farSize, loudStates } from '../../ui/marks/far-shapes.ts';
import type { Palette } from '../../ui/marks/paint.ts';
import type { SpriteSheet } from '../../ui/marks/sprites.ts';
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
  /** Nobody looks for it: it steps back. */
  readonly isFaint?: boolean;
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

/** What pods are painted with: the colours of the theme, and the marks of each distance. */
export interface PictureTools {
  readonly palette: Palette;
  readonly far: SpriteSheet;
  readonly tiles: SpriteSheet;
}

/** Far marks are never smaller than this on the screen, where there is room. */
const farMark = 10;
const loudScale = 1.25;
/** As in the style sheet what recedes. */
const faint = 0.28;

/** Draws pods over what is there; the context covers the machine from its top left corner. */
export function paintPods(
  context: CanvasRenderingContext2D,
  pods: readonly PicturedPod[],
  view: PictureView,
  tools: PictureTools,
): void {
  const mark = markSize(view);
  const loud: PicturedPod[] = [];
  for (const pod of pods) {
    context.globalAlpha = pod.isFaint === true ? faint : 1;
    if (view.isFar && loudStates.has(pod.look.state) && pod.isFaint !== true) loud.push(pod);
    else paintMark(context, pod, view, mark, tools);
  }
  context.globalAlpha = 1;
  if (!view.isFar) paintNames(context, pods, view, mark, tools.palette);
  for (const pod of loud) paintLoud(context, pod, view, mark, tools);
  if (view.rings.size > 0) paintRings(context, pods, view, mark, tools.palette);
}

const scaleOf = ({ zoom, pixelRatio }: PictureView): number => zoom * pixelRatio;

/** From here on a canvas unit is a canvas unit. */
function toUnits(context: CanvasRenderingContext2D, view: PictureView): void {
  const scale = scaleOf(view);
  context.setTransform(scale, 0, 0, scale, 0, 0);
}

/** Throws away what a cell shows, and nothing of its neighbours: far away they stand a pixel apart. */
export function clearCell(context: CanvasRenderingContext2D, cell: Cell, view: PictureView): void {
  const scale = scaleOf(view);
  const mark = markSize(view);
  const { x, y } = view.isFar ? markPlace(view, cell, mark) : cellRect(view.grid, cell);
  const { width, height } = view.isFar ? { width: mark, height: mark } : cellRect(view.grid, cell);
  context.clearRect(
    Math.round(x * scale),
    Math.round(y * scale),
    Math.ceil(width * scale),
    Math.ceil(height * scale),
  );
}

/** Stands for all that is painted of a pod. */
export function lookName(look: PodLook, isFar: boolean): string {
  const { state, share = '', initDone = '', initTotal = '' } = look;
  const mark = `${state} ${share} ${initDone}/${initTotal}`;
  return isFar ? mark : `${mark} ${look.name} ${shortWords(look)} ${look.number}`;
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

/** On whole device pixels, where a copied bitmap is sharp. */
function paintMark(
  context: CanvasRenderingContext2D,
  { cell, look }: PicturedPod,
  view: PictureView,
  mark: number,
  { far, tiles }: PictureTools,
): void {
  const progress = { share: look.share, done: look.initDone, total: look.initTotal };
  const size = Math.round(mark * scaleOf(view) * 4) / 4;
  const image = view.isFar
    ? far(lookName(look, true), size, () => farDrawing(look.state, progress))
    : tiles(lookName(look, true), size, () => tileDrawing(look.state, progress));
  const place = markPlace(view, cell, mark);
  const scale = scaleOf(view);
  context.drawImage(image, Math.round(place.x * scale), Math.round(place.y * scale));
}

function paintNames(
  context: CanvasRenderingContext2D,
  pods: readonly PicturedPod[],
  view: PictureView,
  mark: number,
  palette: Palette,
): void {
  toUnits(context, view);
  for (const { cell, look, isFaint } of pods) {
    context.globalAlpha = isFaint === true ? faint : 1;
    const place = markPlace(view, cell, mark);
    paintName(context, look, { x: place.x + mark, y: place.y + mark / 2 }, view, palette);
  }
  context.globalAlpha = 1;
  context.resetTransform();
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
  { cell, look }: PicturedPod,
  view: PictureView,
  mark: number,
  { far, palette }: PictureTools,
): void {
  const scale = scaleOf(view);
  const place = markPlace(view, cell, mark);
  const size = Math.round(mark * loudScale * scale);
  const x = Math.round((place.x + mark / 2) * scale - size / 2);
  const y = Math.round((place.y + mark / 2) * scale - size / 2);
  const patch = Math.ceil(size / farSize);
  context.fillStyle = palette('surface');
  context.fillRect(x - patch, y - patch, size + 2 * patch, size + 2 * patch);
  context.drawImage(
    far(look.state, size, () => farDrawing(look.state)),
    x,
    y,
  );
}

function paintRings(
  context: CanvasRenderingContext2D,
  pods: readonly PicturedPod[],
  view: PictureView,
  mark: number,
  palette: Palette,
): void {
  toUnits(context, view);
  for (const { key, cell } of pods) {
    const ring = view.rings.get(key);
    if (ring !== undefined) paintRing(context, markPlace(view, cell, mark), mark, view.zoom, palette(ring));
  }
  context.resetTransform();
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
