/** Dragging asks for more moments than can be shown: at most one a frame is sought, and always the last. */
import { session } from '../../model/session.ts';
import { reportFailure } from '../../ui/report-failure.ts';

let wantedMs: number | null = null;

export function seekSoon(ms: number): void {
  const waiting = wantedMs !== null;
  wantedMs = ms;
  if (waiting) return;
  requestAnimationFrame(() => {
    const moment = wantedMs;
    wantedMs = null;
    if (moment !== null) reportFailure(session.scrub(moment));
  });
}
