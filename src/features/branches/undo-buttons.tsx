import type { ReactElement } from 'react';
import { useTime } from '../../model/time-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { t } from './messages.en.ts';
import { redoLast, undoLast } from './undo.ts';

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');

/** Undo and redo; the tooltip says what. */
export function UndoButtons({ iconSize = 16 }: { readonly iconSize?: number }): ReactElement {
  const undoable = useTime((state) => state.undoable);
  const redoable = useTime((state) => state.redoable);
  return (
    <>
      <IconButton
        icon="undo"
        size={iconSize}
        label={undoable === null ? t('branches.nothingToUndo') : t('branches.undoLabel', { label: undoable })}
        keys={isMac ? '⌘ Z' : 'Ctrl Z'}
        aria-disabled={undoable === null}
        onClick={undoLast}
      />
      <IconButton
        icon="redo"
        size={iconSize}
        label={redoable === null ? t('branches.nothingToRedo') : t('branches.redoLabel', { label: redoable })}
        keys={isMac ? '⇧ ⌘ Z' : 'Ctrl Shift Z'}
        aria-disabled={redoable === null}
        onClick={redoLast}
      />
    </>
  );
}
