/**
 * Where on its line a move says how often it was gone and what makes it: beside or on its longest stretch, where the
 * words lie on no state and cross the fewest other lines.
 */
import type { Box, ChartLayout } from './container-layout.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface WordsWish {
  /** `from>to`. */
  readonly name: string;
  readonly words: string;
  /** Of the count's capsule; 0 without one. */
  readonly countWidth: number;
  /** How far along its longest stretch, so that those of there and back keep apart. */
  readonly share: number;
}

export interface PlacedWords {
  /** The capsule's middle. */
  readonly count: Point;
  readonly words: Point;
  readonly anchor: 'start' | 'middle' | 'end';
}

const pxPerCharacter = 6.7;
const textHeight = 14;
const gap = 5;

/** In the order of the wishes: what was placed is not written over. */
export function placeMoveWords(
  layout: ChartLayout,
  wishes: readonly WordsWish[],
): ReadonlyMap<string, PlacedWords> {
  const placed = new Map<string, PlacedWords>();
  const taken: Box[] = [];
  for (const wish of wishes) {
    const best = candidatesOf(layout, wish)
      .map((candidate) => ({
        ...candidate,
        cost: candidate.cost + costOf(layout, wish, candidate.boxes, taken),
      }))
      .reduce((a, b) => (b.cost < a.cost ? b : a));
    taken.push(...best.boxes);
    placed.set(wish.name, best);
  }
  return placed;
}

interface Candidate extends PlacedWords {
  readonly boxes: readonly Box[];
  readonly cost: number;
}

function candidatesOf(layout: ChartLayout, wish: WordsWish): readonly Candidate[] {
  const [from, to] = longestStretch(layout.lines[wish.name] ?? '');
  // Without words it stands where it always stood.
  const shares = wish.words === '' ? [wish.share] : [wish.share, 0.5, 0.35, 0.65, 0.25, 0.75];
  return shares.flatMap((share, order) => {
    const at = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    return waysAt(at, from.y === to.y, wish).map((way) => ({ ...way, cost: way.cost + order * 0.5 }));
  });
}

/** The ways in which the words may stand to their count at a point of the line. */
function waysAt(at: Point, isLevel: boolean, { words, countWidth }: WordsWish): readonly Candidate[] {
  const width = words.length * pxPerCharacter;
  const count = boxAround(at, countWidth);
  const aside = (isLevel ? countWidth / 2 : Math.max(5, countWidth / 2)) + gap;
  const way = (anchor: PlacedWords['anchor'], x: number, y: number, cost: number): Candidate => {
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    const box = { x: left, y: y - textHeight / 2, width, height: textHeight };
    const boxes = words === '' ? [count] : [count, box];
    return { count: at, words: { x, y: y + 4 }, anchor, boxes, cost };
  };
  if (isLevel && countWidth === 0) return [way('middle', at.x, at.y, 0), way('middle', at.x, at.y - 12, 1)];
  const sides = [way('end', at.x - aside, at.y, 0), way('start', at.x + aside, at.y, 0.2)];
  return isLevel ? [...sides, way('middle', at.x, at.y - 15, 2), way('middle', at.x, at.y + 15, 2)] : sides;
}

function boxAround({ x, y }: Point, width: number): Box {
  return { x: x - width / 2, y: y - textHeight / 2, width, height: textHeight };
}

/** Over a state or other words nothing can be read; a line that is crossed only looks unquiet. */
const costs = { state: 100, words: 60, frame: 8, line: 5, outside: 200 } as const;

function costOf(
  layout: ChartLayout,
  { name }: WordsWish,
  boxes: readonly Box[],
  taken: readonly Box[],
): number {
  let cost = 0;
  for (const box of boxes) {
    if (box.width === 0) continue;
    if (box.x < 0 || box.x + box.width > layout.width) cost += costs.outside;
    for (const [path, state] of Object.entries(layout.boxes)) {
      if (!meets(box, state)) continue;
      if (!isFrame(layout, path)) cost += costs.state;
      else if (!holds(state, box)) cost += costs.frame;
    }
    for (const other of taken) if (meets(box, other)) cost += costs.words;
    for (const [line, path] of Object.entries(layout.lines))
      if (line !== name)
        cost += stretchesOf(path).filter((at) => meets(box, spanned(at))).length * costs.line;
  }
  return cost;
}

const isFrame = ({ boxes }: ChartLayout, path: string): boolean =>
  Object.keys(boxes).some((other) => other.startsWith(`${path}.`));

function meets(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function holds(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

type Stretch = readonly [Point, Point];

function spanned([from, to]: Stretch): Box {
  const [x, y] = [Math.min(from.x, to.x) - 1, Math.min(from.y, to.y) - 1];
  return { x, y, width: Math.abs(to.x - from.x) + 2, height: Math.abs(to.y - from.y) + 2 };
}

function stretchesOf(line: string): readonly Stretch[] {
  const corners = cornersOf(line);
  return corners.slice(1).map((to, at) => [corners[at]!, to]);
}

function longestStretch(line: string): Stretch {
  const lengthOf = ([from, to]: Stretch): number => Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
  const nowhere: Stretch = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ];
  return stretchesOf(line).reduce((best, one) => (lengthOf(one) > lengthOf(best) ? one : best), nowhere);
}

/** The corners of `M0 0H10V10`. */
export function cornersOf(line: string): readonly Point[] {
  const corners: Point[] = [];
  for (const [, letter, first, second] of line.matchAll(/([MHV])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    const last = corners.at(-1) ?? { x: 0, y: 0 };
    const value = Number(first);
    if (letter === 'M') corners.push({ x: value, y: Number(second) });
    else corners.push(letter === 'H' ? { x: value, y: last.y } : { x: last.x, y: value });
  }
  return corners;
}
