import type { FaultType } from '../../engine/api/podarium.ts';
import { session } from '../../model/session.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { t } from './messages.en.ts';

/** Says that it worked, and how to undo it. */
export function sayCaused(type: FaultType, name: string, plannedFor: string | undefined): void {
  showToast({
    text:
      plannedFor === undefined
        ? t('faults.caused', { type })
        : t('faults.planned', { type, clock: plannedFor }),
    action: { text: t('faults.end'), run: () => reportFailure(session.endFault(name)) },
  });
}
