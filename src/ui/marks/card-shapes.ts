/** Near: outline and ground of a card, 112 by 64 unless it is told otherwise. */
import { boxPath, hatchPath } from './geometry.ts';
import type { Box } from './geometry.ts';
import type { MarkState, Shape } from './shape.ts';

export const cardWidth = 112;
export const cardHeight = 64;

export function cardShapes(state: MarkState, width = cardWidth, height = cardHeight): readonly Shape[] {
  const box = (line: number, radius = 8): Box => ({
    x: line / 2,
    y: line / 2,
    width: width - line,
    height: height - line,
    radius,
  });
  const outline = (stroke: string, line: number, dash?: readonly number[], fill = 'raised'): Shape => ({
    d: boxPath(box(line)),
    fill,
    stroke,
    width: line,
    ...(dash === undefined ? {} : { dash }),
  });
  switch (state) {
    case 'ready':
      return [outline('line-strong', 1)];
    case 'notReady':
      return [outline('not-ready-ink', 1.5), { d: footPath(width, height), fill: 'tint-not-ready' }];
    case 'creating':
    case 'init':
      return [outline('creating-ink', 1.5, [5, 3])];
    case 'unscheduled':
      return [outline('unscheduled-ink', 1.5, [4, 4], 'none')];
    case 'backOff':
      return [
        {
          d: notchedPath(width, height),
          fill: 'tint-backoff',
          stroke: 'backoff-ink',
          width: 1.5,
          round: true,
        },
      ];
    case 'failed':
      return [
        { d: boxPath(box(1.5)), fill: 'raised' },
        { d: hatchPath(box(1.5), 8, 'both'), stroke: 'cross-faint', width: 0.6 },
        outline('failed-ink', 1.5, undefined, 'none'),
      ];
    case 'succeeded':
      return [{ d: boxPath(box(1.5, 18)), fill: 'tint-succeeded' }];
    case 'terminating':
      return [{ d: cutPath(width, height), fill: 'raised', stroke: 'terminating-ink', width: 1.5 }];
    case 'unknown':
      return [
        { d: boxPath(box(1.25)), fill: 'ground' },
        { d: hatchPath(box(1.25), 7, 'rising'), stroke: 'hatch-faint', width: 0.7 },
        outline('unknown-ink', 1.25, [6, 4], 'none'),
      ];
  }
}

/** The lower half, filled: what a pod that runs but gets no traffic is half full of. */
function footPath(width: number, height: number): string {
  return `M1.5 ${height - 24}h${width - 3}v15.5a7 7 0 0 1-7 7h-${width - 17}a7 7 0 0 1-7-7z`;
}

/** A V, 12 wide and 8 deep, right of the middle. */
function notchedPath(width: number, height: number): string {
  const bottom = height - 0.75;
  return `M8.75 .75H${width - 27}l6 8 6-8h6.25a8 8 0 0 1 8 8V${bottom - 8}a8 8 0 0 1-8 8H8.75a8 8 0 0 1-8-8V8.75a8 8 0 0 1 8-8z`;
}

/** The corner is cut by 14. */
function cutPath(width: number, height: number): string {
  const right = width - 0.75;
  const bottom = height - 0.75;
  return `M8.75 .75H${right - 14.25}L${right} 15V${bottom - 8}a8 8 0 0 1-8 8H8.75a8 8 0 0 1-8-8V8.75a8 8 0 0 1 8-8z`;
}
