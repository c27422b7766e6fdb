import { useEffect } from 'react';
import { useFiles } from '../model/files-store.ts';

/** Calls when somebody asks to see a place of a file: the editor may be closed then. */
export function useShownFile(openEditor: () => void): void {
  useEffect(
    () =>
      useFiles.subscribe(({ shown }, before) => {
        if (shown !== undefined && shown !== before.shown) openEditor();
      }),
    [openEditor],
  );
}
