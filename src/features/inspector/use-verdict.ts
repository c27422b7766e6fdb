import { useEffect, useState } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import type { SchedulerVerdict } from '../../engine/index.ts';
import { whenStill } from '../../model/scrub-store.ts';
import { session } from '../../model/session.ts';

/** The verdict at the moment shown; asked anew when the pod was bound or refused anew. */
export function useVerdict({ metadata, spec, status }: Pod): SchedulerVerdict | null {
  const [kept, setKept] = useState<{ told: string; found: SchedulerVerdict | null } | null>(null);
  const { uid = '' } = metadata ?? {};
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  const told = [spec?.nodeName, scheduled?.status, scheduled?.message].join('\n');
  useEffect(() => {
    let isWanted = true;
    const keep = (found: SchedulerVerdict | null): void => {
      if (isWanted) setKept({ told, found });
    };
    const ask = (): Promise<SchedulerVerdict | null> | null => (isWanted ? session.verdict(uid) : null);
    whenStill()
      .then(ask)
      .then(keep, () => keep(null));
    return () => {
      isWanted = false;
    };
  }, [uid, told]);
  return kept?.found?.uid === uid ? kept.found : null;
}
