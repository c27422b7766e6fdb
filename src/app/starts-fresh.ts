import { isLink } from '../features/share/is-link.ts';
import { hasKeptSession } from '../model/autosave-tab.ts';

/** Whether the page opens with nothing of its own to show: then its first picture is known, and its engine can wait. */
export function startsFresh(hash: string): boolean {
  return !isLink(hash) && !hasKeptSession();
}
