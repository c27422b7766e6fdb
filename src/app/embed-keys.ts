/** The keys of the figure: those of the page's transport. They work while the figure has the focus. */
import { useEffect } from 'react';
import { goBack, stepTime, togglePlay } from '../features/timeline/transport-actions.ts';
import { session } from '../model/session.ts';
import { reportFailure } from '../ui/report-failure.ts';
import { hasOwnUse, keysOf } from './key-names.ts';

const actions: Readonly<Record<string, () => void>> = {
  ' ': togglePlay,
  '.': stepTime,
  ',': goBack,
  l: () => reportFailure(session.live()),
};

/** A still figure knows one key: the one that starts it. */
export function useEmbedKeys(isStarted: boolean, start: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const keys = keysOf(event);
      if (keys === undefined || event.defaultPrevented || hasOwnUse(event)) return;
      const act = isStarted ? actions[keys] : keys === ' ' ? start : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isStarted, start]);
}
