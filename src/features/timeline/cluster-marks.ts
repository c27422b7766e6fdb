/** Marks that would lie on each other stand together, and say how many they are. */
import { msAt, xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export interface Cluster<Mark> {
  readonly marks: readonly Mark[];
  readonly x: number;
  /** Free px up to the next one. */
  readonly room: number;
}

/** Of marks in the order of time those in view, from left to right. */
export function clusterMarks<Mark extends { readonly timeMs: number }>(
  marks: readonly Mark[],
  scale: TimeScale,
  apartPx: number,
  isShown: (mark: Mark) => boolean = () => true,
): Cluster<Mark>[] {
  const until = msAt(scale, scale.widthPx);
  const found: { marks: Mark[]; x: number }[] = [];
  for (let at = firstAfter(marks, scale.fromMs); at < marks.length; at++) {
    const mark = marks[at]!;
    if (mark.timeMs > until) break;
    if (!isShown(mark)) continue;
    const x = xOf(scale, mark.timeMs);
    const last = found.at(-1);
    if (last !== undefined && x - last.x < apartPx) last.marks.push(mark);
    else found.push({ marks: [mark], x });
  }
  return found.map(({ marks: own, x }, at) => ({
    marks: own,
    x: Math.round(x),
    room: (found[at + 1]?.x ?? scale.widthPx) - x,
  }));
}

function firstAfter(marks: readonly { readonly timeMs: number }[], ms: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle]!.timeMs < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
