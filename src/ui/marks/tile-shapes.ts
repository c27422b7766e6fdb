/** The middle distance: a tile on a 28 by 28 view box. The near card shows the same tile at 20 px. */
import { arcPath, boxPath, circlePath, hatchPath, tickPath } from './geometry.ts';
import type { Drawing, MarkProgress, MarkState, Shape } from './shape.ts';

export const tileSize = 28;

const square = { x: 1, y: 1, width: 26, height: 26, radius: 6 };
const edged = { x: 2, y: 2, width: 24, height: 24, radius: 5 };
const ring = { cx: 14, cy: 14, r: 11.5 };

const glyph = (d: string, stroke: string, width: number): Shape => ({ d, stroke, width, round: true });

const fixed: Partial<Record<MarkState, Drawing>> = {
  ready: {
    shapes: [{ d: boxPath(square), fill: 'ready' }, glyph('M8 14.4l4.2 4.2L20.2 10', 'on-state', 2.6)],
  },
  notReady: {
    shapes: [
      { d: boxPath(edged), fill: 'surface', stroke: 'not-ready-ink', width: 2 },
      { d: 'M3 14h22v8a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3z', fill: 'not-ready' },
      { d: 'M8.5 14a5.5 5.5 0 0 1 11 0z', fill: 'not-ready-ink' },
      { d: 'M8.5 14a5.5 5.5 0 0 0 11 0z', fill: 'surface' },
    ],
  },
  unscheduled: {
    shapes: [
      { d: circlePath(14, 14, 12), stroke: 'unscheduled-ink', width: 2, dash: [4.2, 3.34] },
      glyph(
        'M10 8.5h8M10 19.5h8M10.8 8.5c0 3.4 3.2 3.6 3.2 5.5s-3.2 2.1-3.2 5.5M17.2 8.5c0 3.4-3.2 3.6-3.2 5.5s3.2 2.1 3.2 5.5',
        'unscheduled-ink',
        1.7,
      ),
    ],
  },
  failed: {
    shapes: [
      { d: boxPath(square), fill: 'failed' },
      { d: hatchPath(square, 6, 'both'), stroke: 'cross-on-state', width: 0.75 },
      glyph('M9.2 9.2l9.6 9.6M18.8 9.2l-9.6 9.6', 'on-state', 3.2),
    ],
  },
  succeeded: {
    shapes: [
      { d: boxPath({ x: 1, y: 6, width: 26, height: 16, radius: 8 }), fill: 'succeeded' },
      {
        d: boxPath({ x: 9.6, y: 9.6, width: 8.8, height: 8.8, radius: 1.6 }),
        stroke: 'on-state',
        width: 1.5,
      },
      glyph('M11.8 14l1.6 1.6 2.9-3.2', 'on-state', 1.5),
    ],
  },
  unknown: {
    shapes: [
      { d: boxPath(edged), fill: 'surface' },
      { d: hatchPath(edged, 5, 'rising'), stroke: 'hatch', width: 0.65 },
      { d: boxPath(edged), stroke: 'unknown-ink', width: 1.5, dash: [4, 2.6] },
      { d: circlePath(14, 14, 7), fill: 'surface' },
      glyph('M11.6 12a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.7M14 18.3v.2', 'unknown-ink', 2),
    ],
  },
};

export function tileDrawing(state: MarkState, progress: MarkProgress = {}): Drawing {
  switch (state) {
    case 'creating':
      return creatingTile(progress.share ?? 0);
    case 'init':
      return initTile(progress.done ?? 0, Math.max(1, progress.total ?? 1));
    case 'backOff':
      return backOffTile(progress.share ?? 1);
    case 'terminating':
      return terminatingTile(progress.share ?? 0);
    default:
      return fixed[state] ?? { shapes: [] };
  }
}

function creatingTile(share: number): Drawing {
  return {
    shapes: [
      { d: circlePath(14, 14, 11.5), fill: 'surface', stroke: 'line-strong', width: 3 },
      { d: arcPath(14, 14, 11.5, 0, share), stroke: 'creating-arc', width: 3 },
      glyph('M14 8.5v9.5M10 14.2l4 4 4-4', 'creating-ink', 2),
    ],
  };
}

function initTile(done: number, total: number): Drawing {
  const ticks = { ...ring, gap: total > 1 ? Math.min(0.07, 0.5 / total) : 0.0001 };
  return {
    shapes: [
      { d: circlePath(14, 14, 11.5), fill: 'surface' },
      { d: tickPath(ticks, total, done, total), stroke: 'line-strong', width: 3 },
      { d: tickPath(ticks, total, 0, done), stroke: 'creating-arc', width: 3 },
    ],
    text: { text: `${done}/${total}`, x: 14, y: 17.6, size: total > 9 ? 8 : 10, colour: 'creating-ink' },
  };
}

function backOffTile(share: number): Drawing {
  return {
    shapes: [
      {
        d: 'M7 1h8.5l3.5 5.5L22.5 1a4.5 4.5 0 0 1 4.5 4.5V21a6 6 0 0 1-6 6H7a6 6 0 0 1-6-6V7a6 6 0 0 1 6-6z',
        fill: 'backoff',
      },
      { d: circlePath(13.5, 16, 6.3), stroke: 'arc-on-state', width: 2.4 },
      { d: arcPath(13.5, 16, 6.3, 1 - share, 1), stroke: 'on-state', width: 2.4 },
      { d: 'M12.8 6.2l4.6 3.5-4.6 3.5z', fill: 'on-state' },
    ],
  };
}

function terminatingTile(share: number): Drawing {
  const bar = { x: 9, y: 16.4, width: 10, height: 2.4, radius: 1 };
  return {
    shapes: [
      {
        d: 'M7 2h10.5L26 10.5V21a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5V7a5 5 0 0 1 5-5z',
        fill: 'surface',
        stroke: 'terminating',
        width: 2,
      },
      { d: 'M14 8.2l5 6H9z', fill: 'terminating-ink' },
      { d: boxPath(bar), fill: 'grace-faint' },
      ...(share > 0.02 ? [{ d: boxPath({ ...bar, width: 10 * share }), fill: 'terminating-ink' }] : []),
    ],
  };
}
