import type { Lane } from '../../model/timeline-store.ts';

/** The last moment before `viewMs` at which a life changed or somebody acted; 0 when there is none. */
export function previousMoment(
  lanes: Iterable<Lane>,
  commands: readonly { readonly timeMs: number }[],
  viewMs: number,
): number {
  let best = 0;
  const consider = (ms: number | undefined): void => {
    if (ms !== undefined && ms < viewMs && ms > best) best = ms;
  };
  for (const lane of lanes) consider(lane.segments.findLast((segment) => segment.fromMs < viewMs)?.fromMs);
  consider(commands.findLast((command) => command.timeMs < viewMs)?.timeMs);
  return best;
}
