import type { Lane, Segment } from '../../model/timeline-store.ts';

/** The segment that holds at a moment, found from the end because people look at the present. */
export function segmentAt(lane: Lane, ms: number): Segment | undefined {
  return lane.segments.findLast(
    (segment) => segment.fromMs <= ms && (segment.toMs === null || ms < segment.toMs),
  );
}
