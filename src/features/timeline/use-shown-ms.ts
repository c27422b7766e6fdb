import type { TimeState } from '../../bridge/protocol.ts';
import { useTime } from '../../model/time-store.ts';

/**
 * The moment shown, in simulated milliseconds, at once. A window that follows it stands where the lanes were drawn for
 * `time`, and there its line stays until they have moved.
 */
export function useShownMs(time: TimeState, isFollowing: boolean): number {
  return useTime(({ viewMs }) => (isFollowing ? time.viewMs : viewMs));
}
