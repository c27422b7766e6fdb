/**
 * Where the arrows of one object run: to what stands on the canvas straight, to what has no place there by a card that
 * stands beside the object as long as somebody looks.
 */
import type { Point, Rect } from '../layout.ts';
import type { Relation } from '../../../model/relations/relations.ts';

export interface Arrow {
  readonly relation: Relation;
  /** Key of the other end. */
  readonly other: string;
  readonly path: string;
  /** Where its label stands: the middle of the way. */
  readonly label: Point;
}

export interface SideCard {
  readonly relation: Relation;
  readonly other: string;
  readonly rect: Rect;
  readonly path: string;
}

export interface ArrowPlan {
  readonly arrows: readonly Arrow[];
  readonly cards: readonly SideCard[];
  /** Relations that no room was left for. */
  readonly more: number;
}

const card = { width: 208, height: 40, gap: 8 } as const;
const distance = 44;
const mostCards = 8;
const mostArrows = 60;

export function planArrows(
  key: string,
  relations: readonly Relation[],
  placeOf: (key: string) => Rect | undefined,
  bounds: Rect,
): ArrowPlan {
  const own = placeOf(key);
  if (own === undefined) return { arrows: [], cards: [], more: 0 };
  const ends = relations.map((relation) => {
    const other = relation.from === key ? relation.to : relation.from;
    return { relation, other, rect: placeOf(other) };
  });
  const arrows = ends.flatMap(({ relation, other, rect }): Arrow[] => {
    if (rect === undefined) return [];
    const [start, end] = relation.from === key ? [own, rect] : [rect, own];
    return [{ relation, other, ...join(start, end) }];
  });
  const beside = ends.filter(({ rect }) => rect === undefined);
  const shown = beside.slice(0, mostCards);
  return {
    arrows: arrows.slice(0, mostArrows),
    cards: sideCards(own, shown, bounds),
    more: beside.length - shown.length + Math.max(0, arrows.length - mostArrows),
  };
}

type End = Pick<SideCard, 'relation' | 'other'>;

/** On the side where there is more room. */
function sideCards(own: Rect, ends: readonly End[], bounds: Rect): readonly SideCard[] {
  const isRight = own.x + own.width / 2 < bounds.x + bounds.width / 2;
  const x = isRight ? own.x + own.width + distance : own.x - distance - card.width;
  const height = ends.length * (card.height + card.gap) - card.gap;
  const top = Math.max(bounds.y + 8, own.y + own.height / 2 - height / 2);
  const from = isRight ? own.x + own.width : own.x;
  const to = isRight ? x : x + card.width;
  const bend = (from + to) / 2;
  return ends.map((end, index) => {
    const rect = { x, y: top + index * (card.height + card.gap), width: card.width, height: card.height };
    const middle = rect.y + card.height / 2;
    const start = own.y + own.height / 2;
    return { ...end, rect, path: `M${from} ${start}C${bend} ${start} ${bend} ${middle} ${to} ${middle}` };
  });
}

/** From edge to edge, in a bow that leaves and arrives square. */
function join(start: Rect, end: Rect): { readonly path: string; readonly label: Point } {
  const from = centre(start);
  const to = centre(end);
  const isUpright = Math.abs(to.y - from.y) > Math.abs(to.x - from.x) / 2;
  if (isUpright) {
    const sign = Math.sign(to.y - from.y) || 1;
    const y1 = from.y + (sign * start.height) / 2;
    const y2 = to.y - (sign * end.height) / 2;
    const half = (y1 + y2) / 2;
    return {
      path: `M${from.x} ${y1}C${from.x} ${half} ${to.x} ${half} ${to.x} ${y2}`,
      label: { x: (from.x + to.x) / 2, y: half },
    };
  }
  const sign = Math.sign(to.x - from.x) || 1;
  const x1 = from.x + (sign * start.width) / 2;
  const x2 = to.x - (sign * end.width) / 2;
  const half = (x1 + x2) / 2;
  return {
    path: `M${x1} ${from.y}C${half} ${from.y} ${half} ${to.y} ${x2} ${to.y}`,
    label: { x: half, y: (from.y + to.y) / 2 },
  };
}

function centre({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
