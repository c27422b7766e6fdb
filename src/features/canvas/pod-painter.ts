/**
 * Keeps the picture of a machine's pods up to date: of a change only the cells that look different are painted again.
 * Trouble reaches beyond its cell, and so do rings: while there are any, the whole picture is painted.
 */
import { farSize, loudStates } from '../../ui/marks/far-shapes.ts';
import type { Palette } from '../../ui/marks/paint.ts';
import { createSpriteSheet } from '../../ui/marks/sprites.ts';
import { tileSize } from '../../ui/marks/tile-shapes.ts';
import { clearCell, lookName, paintPods } from './machine-picture.ts';
import type { PicturedPod, PictureTools, PictureView } from './machine-picture.ts';
import type { Cell } from './slots.ts';

/** A pod in its cell, and how it looks when it must be known. */
export interface SeatedLook extends Omit<PicturedPod, 'look'> {
  /** The same value as long as the pod looks the same. */
  readonly version: unknown;
  readonly read: () => PicturedPod['look'];
}

export interface PodPainter {
  /** How many pods it painted. */
  paint(context: CanvasRenderingContext2D, pods: readonly SeatedLook[], view: PictureView): number;
}

/** What a cell shows. */
interface Painted {
  readonly key: string;
  readonly version: unknown;
  readonly cell: Cell;
  readonly name: string;
  readonly isFaint: boolean;
  readonly isLoud: boolean;
}

/** One for all machines of a theme: they share their marks. */
export function createTools(palette: Palette): PictureTools {
  return {
    palette,
    far: createSpriteSheet(palette, farSize),
    tiles: createSpriteSheet(palette, tileSize),
  };
}

export function createPodPainter(tools: PictureTools): PodPainter {
  // By cell, not by pod: at another moment other pods may stand there and look the same.
  let last = new Map<number, Painted>();
  let lastView = '';
  return {
    paint(context, pods, view) {
      const viewName = nameOfView(context, view);
      const isFresh = viewName !== lastView;
      const next = new Map<number, Painted>();
      const changed: PicturedPod[] = [];
      const stale: Cell[] = [];
      let isLoud = false;
      for (const pod of pods) {
        const number = numberOf(pod.cell);
        const before = last.get(number);
        const painted = lookAgain(pod, before, view, changed, isFresh);
        next.set(number, painted);
        isLoud ||= painted.isLoud || before?.isLoud === true;
      }
      for (const [number, { cell, isLoud: wasLoud }] of last) {
        if (next.has(number)) continue;
        stale.push(cell);
        isLoud ||= wasLoud;
      }
      const hasRings = view.rings.size > 0;
      const isChanged = changed.length > 0 || stale.length > 0;
      last = next;
      // The view's name tells of rings that were there before.
      lastView = viewName;
      if (!isFresh && !isChanged) return 0;
      if (isFresh || isLoud || hasRings) {
        const all = pods.map(({ key, cell, read, isFaint = false }) => ({
          key,
          cell,
          look: read(),
          isFaint,
        }));
        context.clearRect(0, 0, context.canvas.width, context.canvas.height);
        paintPods(context, all, view, tools);
        return all.length;
      }
      for (const cell of stale) clearCell(context, cell, view);
      for (const { cell } of changed) clearCell(context, cell, view);
      paintPods(context, changed, view, tools);
      return changed.length;
    },
  };
}

const mostColumns = 4096;

const numberOf = ({ row, column }: Cell): number => row * mostColumns + column;

function lookAgain(
  pod: SeatedLook,
  before: Painted | undefined,
  view: PictureView,
  changed: PicturedPod[],
  isFresh: boolean,
): Painted {
  const { key, cell, version, isFaint = false } = pod;
  const isSame = before?.version === version && before?.key === key && before?.isFaint === isFaint;
  if (!isFresh && before !== undefined && isSame) return before;
  const look = pod.read();
  const name = lookName(look, view.isFar);
  if (before?.name !== name || before.isFaint !== isFaint) changed.push({ key, cell, look, isFaint });
  return { key, version, cell, name, isFaint, isLoud: view.isFar && loudStates.has(look.state) };
}

function nameOfView({ canvas }: CanvasRenderingContext2D, view: PictureView): string {
  const { grid, zoom, pixelRatio, isFar, rings } = view;
  const places = [grid.left, grid.top, grid.pitchX, grid.pitchY, grid.scale, canvas.width, canvas.height];
  return [...places, zoom, pixelRatio, isFar, ...[...rings].flat()].join(' ');
}
