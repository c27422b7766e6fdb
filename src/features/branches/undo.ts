/** Undo and redo as a person asks for them: what was done is said, with the way back. */
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { t } from './messages.en.ts';

/** The moment shown as if the last act had not been. Does nothing when there is none. */
export function undoLast(): void {
  const { undoable } = useTime.getState();
  if (undoable !== null) reportFailure(undo(undoable));
  else showToast({ text: t('branches.nothingToUndo') });
}

/** Back to what the last undo left. Does nothing when there is none. */
export function redoLast(): void {
  if (useTime.getState().redoable !== null) reportFailure(redo());
  else showToast({ text: t('branches.nothingToRedo') });
}

async function undo(label: string): Promise<void> {
  const undone = await session.undo(t('branches.before', { label }));
  if (undone === null) return;
  showToast({
    text: t('branches.undone', { label: undone.label }),
    action: { text: t('branches.redo'), run: redoLast },
  });
}

async function redo(): Promise<void> {
  const redone = await session.redo();
  if (redone === null) return;
  showToast({
    text: t('branches.redone', { label: redone.label }),
    action: { text: t('branches.undo'), run: undoLast },
  });
}
