/** What goes on inside a pod at the moment shown. It is no part of any object, so it is asked for, again as time moves. */
import { useEffect, useState } from 'react';
import type { PodInside } from '../../engine/index.ts';
import { whenStill } from '../../model/scrub-store.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';

/** The figure follows the clock in steps of this many simulated milliseconds. */
export const insideStepMs = 250;

export function useInside(podUid: string): PodInside | undefined {
  const [answer, setAnswer] = useState<{ readonly podUid: string; readonly inside: PodInside | null }>();
  useEffect(() => {
    let isWanted = true;
    let isAsking = false;
    let seen = '';
    const look = (): void => {
      const { viewMs, revision, branch } = useTime.getState();
      const moment = `${branch} ${revision} ${Math.floor(viewMs / insideStepMs)}`;
      if (isAsking || moment === seen) return;
      isAsking = true;
      seen = moment;
      whenStill()
        .then(() => session.inside(podUid))
        .then(
          (inside) => isWanted && setAnswer({ podUid, inside }),
          // A cluster that is gone says so elsewhere; the figure keeps what it had.
          () => undefined,
        )
        .finally(() => {
          isAsking = false;
          if (isWanted) look();
        });
    };
    look();
    const stop = useTime.subscribe(look);
    return () => {
      isWanted = false;
      stop();
    };
  }, [podUid]);
  return answer?.podUid === podUid ? (answer.inside ?? undefined) : undefined;
}
