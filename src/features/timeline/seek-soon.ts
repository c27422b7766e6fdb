/** Dragging and held keys ask for more moments than can be shown: at most one a frame is sought, and always the last. */
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';

let wantedMs: number | null = null;
/** Asked for, and not shown yet. */
let headingMs: number | null = null;

/** The moment that will be shown, in simulated milliseconds: what one key press adds to, however quickly it follows. */
export function headedFor(): number {
  return headingMs ?? useTime.getState().viewMs;
}

export function seekSoon(ms: number): void {
  const waiting = wantedMs !== null;
  wantedMs = headingMs = ms;
  if (waiting) return;
  requestAnimationFrame(() => {
    const moment = wantedMs;
    wantedMs = null;
    if (moment !== null) reportFailure(session.scrub(moment).finally(() => arrive(moment)));
  });
}

function arrive(moment: number): void {
  if (headingMs === moment) headingMs = null;
}

/** To the newest moment, whatever was asked for before. */
export function seekLive(): void {
  wantedMs = headingMs = null;
  reportFailure(session.live());
}
