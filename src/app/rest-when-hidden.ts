/** A page that nobody sees costs nothing: its time stands still, and goes on when somebody looks again. */
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';
import { reportFailure } from '../ui/report-failure.ts';

export function restWhenHidden(): void {
  let rests = false;
  document.addEventListener('visibilitychange', () => {
    const { playing, connection } = useTime.getState();
    if (connection.kind !== 'alive') return;
    if (document.hidden && playing) {
      rests = true;
      reportFailure(session.pause());
    } else if (!document.hidden && rests) {
      rests = false;
      reportFailure(session.play());
    }
  });
}
