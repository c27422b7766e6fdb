import type { CommandMark } from '../../model/timeline-store.ts';
import { xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export interface PlacedMark {
  readonly mark: CommandMark;
  readonly x: number;
  /** How many others stand on the same place. */
  readonly others: number;
  /** There is room for its words before the next mark. */
  readonly labelled: boolean;
}

const pxPerCharacter = 6;
/** Marks closer than this would lie on each other. */
const apartPx = 14;
const mostMarks = 200;

/** The nearest of what else stands on the lane, right of `x`. */
export function nextOf(obstacles: readonly number[], x: number): number {
  return Math.min(Number.POSITIVE_INFINITY, ...obstacles.filter((other) => other > x));
}

/** Marks in view from left to right; of those that share a place the fault is shown, else the first. */
export function placeMarks(
  commands: readonly CommandMark[],
  scale: TimeScale,
  obstacles: readonly number[] = [],
): PlacedMark[] {
  const placed: { mark: CommandMark; x: number; others: number }[] = [];
  for (const mark of commands) {
    const x = xOf(scale, mark.timeMs);
    if (x < -8 || x > scale.widthPx + 8) continue;
    const last = placed.at(-1);
    if (last === undefined || x - last.x >= apartPx) placed.push({ mark, x, others: 0 });
    else {
      last.others++;
      if (mark.fault && !last.mark.fault) last.mark = mark;
    }
  }
  return placed.slice(-mostMarks).map(({ mark, x, others }, at, all) => {
    const room = Math.min(all[at + 1]?.x ?? scale.widthPx, nextOf(obstacles, x)) - x;
    return { mark, x: Math.round(x), others, labelled: room > labelPx(mark.label) };
  });
}

/** How much room a mark takes that says its words. */
export function labelPx(label: string): number {
  return label.length * pxPerCharacter + 24;
}
