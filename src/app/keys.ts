/** Keys of the whole page. They are left alone where somebody types or where the focused control has its own use for them. */
import { useEffect } from 'react';
import { stepTime, goBack, togglePlay } from '../features/timeline/transport-actions.ts';
import { useSelection } from '../model/selection-store.ts';
import { session } from '../model/session.ts';
import { toggleTerminal } from './panel-sizes.ts';
import { reportFailure } from '../ui/report-failure.ts';

const actions: Readonly<Record<string, () => void>> = {
  ' ': togglePlay,
  '.': stepTime,
  ',': goBack,
  l: () => reportFailure(session.live()),
  Escape: () => useSelection.getState().select(null),
};

export function usePageKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey && event.code === 'Backquote') {
        event.preventDefault();
        toggleTerminal();
        return;
      }
      const action = actions[event.key];
      if (action === undefined || event.defaultPrevented || hasOwnUse(event)) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function hasOwnUse(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target as HTMLElement;
  if (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="textbox"], [role="menu"]') !== null
  ) {
    return true;
  }
  return (
    event.key === ' ' && target.closest('button, a, [role="button"], [role="tab"], [role="radio"]') !== null
  );
}
