/** What the frame around a panel offers in the panel's own menu: where to put it, and how large. */
import { createContext, useContext } from 'react';
import type { MenuEntry } from './menu-entry.ts';

/** Nothing where a panel stands alone, as on a phone. */
export const PanelEntries = createContext<readonly MenuEntry[]>([]);

/** The entries for the panel that this is part of, to be put at the end of its own. */
export function usePanelEntries(): readonly MenuEntry[] {
  return useContext(PanelEntries);
}
