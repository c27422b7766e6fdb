import type { CommandMark } from '../../model/timeline-store.ts';
import { xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export interface PlacedMark {
  readonly mark: CommandMark;
  readonly x: number;
  /** There is room for its words before the next mark. */
  readonly labelled: boolean;
}

const pxPerCharacter = 6;
const mostMarks = 200;

/** Marks in view; where two stand on one pixel the fault wins, else the later. */
export function placeMarks(commands: readonly CommandMark[], scale: TimeScale): PlacedMark[] {
  const byPixel = new Map<number, CommandMark>();
  for (const mark of commands) {
    const x = Math.round(xOf(scale, mark.timeMs) / 4) * 4;
    if (x < -8 || x > scale.widthPx + 8) continue;
    if (byPixel.get(x)?.fault !== true || mark.fault) byPixel.set(x, mark);
  }
  const placed = [...byPixel].map(([x, mark]) => ({ mark, x })).toSorted((a, b) => a.x - b.x);
  return placed.slice(-mostMarks).map(({ mark, x }, at, all) => {
    const room = (all[at + 1]?.x ?? scale.widthPx) - x;
    return { mark, x, labelled: room > mark.label.length * pxPerCharacter + 24 };
  });
}
