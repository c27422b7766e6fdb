import type { LifeState } from '../../bridge/protocol.ts';

/** What the timeline draws of one object; the store of the model gives it. All times are simulated milliseconds. */
export interface Segment {
  readonly fromMs: number;
  /** null: it lasts. */
  readonly toMs: number | null;
  readonly state: LifeState;
  readonly word: string;
}

export interface LaneEvent {
  readonly timeMs: number;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}

export interface Lane {
  readonly key: string;
  readonly owner?: string | undefined;
  readonly segments: readonly Segment[];
  readonly events: readonly LaneEvent[];
}

/** The segment that holds at a moment, found from the end because people look at the present. */
export function segmentAt(lane: Lane, ms: number): Segment | undefined {
  return lane.segments.findLast(
    (segment) => segment.fromMs <= ms && (segment.toMs === null || ms < segment.toMs),
  );
}

/** When the object was gone, or null while it is there. */
export function goneAtMs(lane: Lane): number | null {
  const last = lane.segments.at(-1);
  if (last === undefined) return null;
  return last.state === 'gone' ? last.fromMs : last.toMs;
}
