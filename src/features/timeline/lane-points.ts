/** The moments of a lane that can be pointed at: where its state changed, and its Events. */
import type { Lane } from '../../model/timeline-store.ts';
import { segmentAt } from './lane.ts';
import { xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

export interface LanePoint {
  readonly timeMs: number;
  readonly kind: 'state' | 'event' | 'end';
  /** A state's word or an Event's reason. */
  readonly title: string;
  readonly text: string;
  readonly warns: boolean;
  readonly author?: string | undefined;
  /** Until when the state held; null: it still does. */
  readonly toMs?: number | null;
  /** Of the change that made it; absent where none is known, as in the lives of containers. */
  readonly revision?: number | undefined;
}

export function pointsOf(lane: Lane): LanePoint[] {
  const states = lane.segments.map(({ fromMs, toMs, word, restarts, author, revision }): LanePoint => ({
    timeMs: fromMs,
    kind: 'state',
    title: word,
    text: restarts > 0 ? String(restarts) : '',
    warns: false,
    author,
    toMs,
    revision,
  }));
  const events = lane.events.map(({ timeMs, type, reason, message, revision }): LanePoint => ({
    timeMs,
    kind: 'event',
    title: reason,
    text: message,
    warns: type === 'Warning',
    revision,
  }));
  const end: LanePoint[] =
    lane.goneMs === null
      ? []
      : [
          {
            timeMs: lane.goneMs,
            kind: 'end',
            title: '',
            text: '',
            warns: false,
            revision: lane.goneRevision,
          },
        ];
  return [...states, ...events, ...end].toSorted((a, b) => a.timeMs - b.timeMs);
}

/** How near the pointer must be to a mark to mean it. */
const reachPx = 7;

/** The mark under the pointer; where there is none, the state that held at that moment. */
export function pointAt(lane: Lane, scale: TimeScale, x: number, timeMs: number): LanePoint | undefined {
  let best: LanePoint | undefined;
  let bestPx = reachPx;
  for (const point of pointsOf(lane)) {
    const px = Math.abs(xOf(scale, point.timeMs) - x);
    // Of what lies on one place an Event says more than the state, and a warning more than the rest.
    const weight = point.warns ? 2 : point.kind === 'event' ? 1 : 0;
    if (px - weight < bestPx) [best, bestPx] = [point, px - weight];
  }
  if (best !== undefined && best.kind !== 'state') return best;
  const segment = segmentAt(lane, timeMs);
  if (segment === undefined) return best;
  return pointsOf(lane).findLast((point) => point.kind === 'state' && point.timeMs === segment.fromMs);
}

/** The next one to the right (`by` 1) or left (-1) of a moment; several at one moment are one stop. */
export function neighbour(lane: Lane, timeMs: number, by: 1 | -1): LanePoint | undefined {
  const points = pointsOf(lane);
  return by === 1
    ? points.find((point) => point.timeMs > timeMs)
    : points.findLast((point) => point.timeMs < timeMs);
}
