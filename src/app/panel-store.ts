/** Where the panels stand now. Remembered where the browser lets us, and just as usable where it doesn't. */
import { create } from 'zustand';
import { useSelection } from '../model/selection-store.ts';
import { askToWrite } from '../model/terminal-wish-store.ts';
import {
  activeOf,
  dockOf,
  hidePanel,
  maximisePanel,
  movePanel,
  panelsIn,
  readPlaces,
  resizeDock,
  showPanel,
  usualPlaces,
} from './panel-places.ts';
import { askForSheet, useSheet } from './sheet-store.ts';
import type { Dock, DockName, PanelName, PanelPlaces } from './panel-places.ts';

const storageKey = 'podarium.places';

export const usePanels = create<PanelPlaces>(() => readStored());

usePanels.subscribe((places) => {
  try {
    localStorage.setItem(storageKey, JSON.stringify(places));
  } catch {
    // Storage is forbidden or full: the places then last as long as the page.
  }
});

// What is selected is looked at, wherever its panel stands.
useSelection.subscribe((now, before) => {
  if (now.selected === null || now.selected === before.selected) return;
  const { isPhone, asked } = useSheet.getState();
  // The timeline goes on telling of what is chosen in it.
  if (isPhone && asked !== 'timeline') askForSheet(null);
  const { maximised } = usePanels.getState();
  change((places) => ({ ...showPanel(places, 'inspector'), maximised }));
});

/** The inspector is there while something is selected, the others always. */
export function hasContent(panel: PanelName): boolean {
  return panel !== 'inspector' || useSelection.getState().selected !== null;
}

/** Which panel of a dock is seen; undefined when it is closed or has none. */
export function seenIn(places: PanelPlaces, dock: DockName): PanelName | undefined {
  return places[dock].isOpen ? activeOf(places[dock], panelsIn(places, dock, hasContent)) : undefined;
}

export function isSeen(panel: PanelName): boolean {
  const places = usePanels.getState();
  return seenIn(places, dockOf(places, panel)) === panel;
}

export function show(panel: PanelName): void {
  if (useSheet.getState().isPhone) return askForSheet(panel);
  change((places) => showPanel(places, panel));
}

export function hide(panel: PanelName): void {
  if (panel === 'inspector') useSelection.getState().select(null);
  else change((places) => hidePanel(places, panel));
}

export function dock(panel: PanelName, to: DockName): void {
  change((places) => movePanel(places, panel, to));
}

export function resize(name: DockName, size: number): void {
  change((places) => resizeDock(places, name, size));
}

/** Opens a dock at the size that it had, or closes it. */
export function openDock(name: DockName, isOpen: boolean): void {
  change((places) => ({ ...places, [name]: { ...places[name], isOpen } }));
}

/** Gives a panel the whole page, or the page back. */
export function toggleMaximised(panel: PanelName): void {
  change((places) => maximisePanel(places, places.maximised === panel ? null : panel));
}

/** Gives the page back to all; whether one panel had it. */
export function restorePanels(): void {
  change((places) => maximisePanel(places, null));
}

/** Everything where it was at first. */
export function resetPanels(): void {
  usePanels.setState(usualPlaces);
}

/** Places that were kept with a session; what this browser remembers of them is newer. */
export function putPlaces(kept: unknown): void {
  try {
    if (localStorage.getItem(storageKey) !== null) return;
  } catch {
    // No storage here: what was kept elsewhere is all there is.
  }
  usePanels.setState(readPlaces(kept));
}

/** Shows a panel, or closes the dock that it is seen in. */
export function toggle(panel: PanelName): void {
  const { isPhone, asked } = useSheet.getState();
  if (isPhone) return askForSheet(asked === panel ? null : panel);
  if (!isSeen(panel)) show(panel);
  else if (panel === 'inspector') hide(panel);
  else openDock(dockOf(usePanels.getState(), panel), false);
}

let beforeTerminal: { readonly name: DockName; readonly dock: Dock } | undefined;

/** Opens the terminal, or leaves its dock as it was before. */
export function toggleTerminal(): void {
  if (useSheet.getState().isPhone) {
    toggle('terminal');
    if (useSheet.getState().asked === 'terminal') askToWrite();
    return;
  }
  const places = usePanels.getState();
  const name = dockOf(places, 'terminal');
  if (!isSeen('terminal')) {
    beforeTerminal = { name, dock: places[name] };
    show('terminal');
    askToWrite();
    return;
  }
  const back = beforeTerminal?.name === name ? beforeTerminal.dock : undefined;
  const other = places[name].panels.find((panel) => panel !== 'terminal' && !places.hidden.includes(panel));
  const active = back !== undefined && back.active !== 'terminal' ? back.active : other;
  change((now) => ({
    ...now,
    maximised: null,
    [name]: {
      ...now[name],
      active: active ?? 'terminal',
      isOpen: active !== undefined && (back?.isOpen ?? true),
    },
  }));
}

function change(next: (places: PanelPlaces) => PanelPlaces): void {
  usePanels.setState(next);
}

function readStored(): PanelPlaces {
  try {
    return readPlaces(JSON.parse(localStorage.getItem(storageKey) ?? 'null'));
  } catch {
    return usualPlaces;
  }
}
