/** Acting in the past begins a branch: the page says so once, and offers to compare. */
import { openCompare } from '../../model/compare-store.ts';
import { useTime } from '../../model/time-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { clockOf } from '../../model/clock-of.ts';
import { t } from './messages.en.ts';

/** Tells each new branch until the returned function is called. What an undo made tells of itself. */
export function tellForks(): () => void {
  return useTime.subscribe((now, before) => {
    if (now.branch === before.branch || now.redoable !== null) return;
    if (before.connection.kind !== 'alive' || before.branches.some(({ id }) => id === now.branch)) return;
    const fork = now.branches.find(({ id }) => id === now.branch);
    if (fork === undefined || fork.parent === null) return;
    showToast({
      text: t('branches.forked', { clock: clockOf(now.startedAt, fork.forkedAtMs) }),
      action: { text: t('branches.compare'), run: () => openCompare() },
    });
  });
}
