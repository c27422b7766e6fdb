/** Keys of the whole page. They are left alone where somebody types or where the focused control has its own use for them. */
import { useEffect } from 'react';
import { isSingleKey } from '../ui/page-command.ts';
import { useSettings } from '../model/settings-store.ts';
import { pageCommands } from './commands.ts';
import { hasOwnUse, keysOf } from './key-names.ts';
import { useShell } from './shell-store.ts';

export function usePageKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    document.addEventListener('keydown', onEarlyKey, true);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('keydown', onEarlyKey, true);
    };
  }, []);
}

/** The editor would wait for a second key after this one; who writes there finds things by it like everybody. */
function onEarlyKey(event: KeyboardEvent): void {
  if (keysOf(event) !== 'Ctrl+k' || (event.target as Element).closest('.monaco-editor') === null) return;
  event.stopPropagation();
  onKey(event);
}

function onKey(event: KeyboardEvent): void {
  const keys = keysOf(event);
  if (keys === undefined || event.defaultPrevented) return;
  const isChord = keys.startsWith('Ctrl+');
  if (useShell.getState().dialog !== null || ((!isChord || isOfText(keys)) && hasOwnUse(event))) return;
  if (isSingleKey(keys) && !useSettings.getState().singleKeys) return;
  const command = pageCommands().find(
    (candidate) => candidate.keys?.includes(keys) === true && candidate.when?.() !== false,
  );
  if (command === undefined) return;
  event.preventDefault();
  command.run();
}

/** Where somebody writes, these undo what was written, or send it. */
function isOfText(keys: string): boolean {
  return keys === 'Ctrl+z' || keys === 'Ctrl+Shift+z' || keys === 'Ctrl+enter';
}
