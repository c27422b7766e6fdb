/** Far away: a mark on a 10 by 10 view box, drawn mostly on canvases. Health recedes and trouble steps forward. */
import { arcPath, boxPath, circlePath, tickPath } from './geometry.ts';
import type { Drawing, MarkProgress, MarkState } from './shape.ts';

export const farSize = 10;

/** Drawn last and larger than their neighbours, on a patch of surface, so that they break the grid. */
export const loudStates: ReadonlySet<MarkState> = new Set(['backOff', 'failed']);

const fixed: Partial<Record<MarkState, Drawing>> = {
  ready: {
    shapes: [
      {
        d: boxPath({ x: 0.5, y: 0.5, width: 9, height: 9, radius: 2 }),
        fill: 'mark-ready',
        stroke: 'ready',
        width: 1,
      },
    ],
  },
  notReady: {
    shapes: [
      {
        d: boxPath({ x: 1, y: 1, width: 8, height: 8, radius: 1.6 }),
        fill: 'surface',
        stroke: 'mark-not-ready',
        width: 1.5,
      },
      { d: 'M1 5h8v2.4A1.6 1.6 0 0 1 7.4 9H2.6A1.6 1.6 0 0 1 1 7.4z', fill: 'mark-not-ready' },
    ],
  },
  unscheduled: {
    shapes: [{ d: circlePath(5, 5, 4), stroke: 'unscheduled-ink', width: 1.5, dash: [2, 1.59] }],
  },
  backOff: {
    shapes: [
      {
        d: 'M1.8 0H4.6L6.6 4 8.6 0H10V8.2A1.8 1.8 0 0 1 8.2 10H1.8A1.8 1.8 0 0 1 0 8.2V1.8A1.8 1.8 0 0 1 1.8 0z',
        fill: 'mark-backoff',
      },
    ],
  },
  failed: {
    shapes: [{ d: 'M1.6 1.6l6.8 6.8M8.4 1.6L1.6 8.4', stroke: 'mark-failed', width: 3, round: true }],
  },
  succeeded: {
    shapes: [{ d: boxPath({ x: 0, y: 3.2, width: 10, height: 3.6, radius: 1.8 }), fill: 'succeeded' }],
  },
  terminating: {
    shapes: [
      {
        d: 'M2.2 1H6l3 3v3.8A1.2 1.2 0 0 1 7.8 9H2.2A1.2 1.2 0 0 1 1 7.8V2.2A1.2 1.2 0 0 1 2.2 1z',
        fill: 'surface',
        stroke: 'terminating-ink',
        width: 1.6,
      },
    ],
  },
  unknown: {
    shapes: [
      {
        d: boxPath({ x: 0.9, y: 0.9, width: 8.2, height: 8.2, radius: 1.4 }),
        fill: 'surface',
        stroke: 'unknown-ink',
        width: 1.3,
      },
      { d: 'M1.4 5.6l4.2-4.2M1.6 8.8l7.2-7.2M5 9l4-4', stroke: 'unknown-ink', width: 1 },
    ],
  },
};

export function farDrawing(state: MarkState, progress: MarkProgress = {}): Drawing {
  if (state === 'creating') {
    return {
      shapes: [
        { d: circlePath(5, 5, 3.7), stroke: 'line-strong', width: 2 },
        { d: arcPath(5, 5, 3.7, 0, progress.share ?? 0), stroke: 'creating-arc', width: 2 },
      ],
    };
  }
  if (state === 'init') {
    const total = Math.max(1, progress.total ?? 1);
    const done = progress.done ?? 0;
    const ticks = { cx: 5, cy: 5, r: 3.7, gap: total > 1 ? 0.12 : 0.0001 };
    return {
      shapes: [
        { d: tickPath(ticks, total, done, total), stroke: 'creating-faint', width: 2.2 },
        { d: tickPath(ticks, total, 0, done), stroke: 'creating-ink', width: 2.2 },
      ],
    };
  }
  return fixed[state] ?? { shapes: [] };
}
