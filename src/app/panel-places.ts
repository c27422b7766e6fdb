/**
 * Where the panels of the page stand: each in one dock, in an order; of those in a dock one is open. Plain data and
 * pure functions, so that a place can be kept, restored and tested.
 */

export const panelNames = ['editor', 'inspector', 'timeline', 'terminal'] as const;
export type PanelName = (typeof panelNames)[number];
export const dockNames = ['left', 'right', 'bottom'] as const;
export type DockName = (typeof dockNames)[number];

export interface Dock {
  /** In their order, hidden ones too: they come back where they were. */
  readonly panels: readonly PanelName[];
  /** Which of them is shown; another stands in for one that is not there. */
  readonly active: PanelName;
  /** CSS pixels; kept while the dock is closed. */
  readonly size: number;
  readonly isOpen: boolean;
}

export interface PanelPlaces extends Readonly<Record<DockName, Dock>> {
  readonly hidden: readonly PanelName[];
  /** It has the whole page for itself. */
  readonly maximised: PanelName | null;
}

/** On a screen as wide as this the panels open larger, in CSS pixels. */
const isRoomy = (globalThis.innerWidth ?? 0) >= 2200;

/** CSS pixels at which each dock opens, its smallest and its largest size. */
export const dockLimits = {
  left: { usual: isRoomy ? 360 : 284, min: 240, max: 640 },
  right: { usual: isRoomy ? 420 : 344, min: 260, max: 640 },
  bottom: { usual: isRoomy ? 320 : 240, min: 120, max: 700 },
};

export const usualPlaces: PanelPlaces = {
  left: { panels: ['editor'], active: 'editor', size: dockLimits.left.usual, isOpen: true },
  right: { panels: ['inspector'], active: 'inspector', size: dockLimits.right.usual, isOpen: true },
  bottom: {
    panels: ['timeline', 'terminal'],
    active: 'timeline',
    size: dockLimits.bottom.usual,
    isOpen: true,
  },
  hidden: [],
  maximised: null,
};

export function dockOf(places: PanelPlaces, panel: PanelName): DockName {
  return dockNames.find((name) => places[name].panels.includes(panel)) ?? 'bottom';
}

/** The panels of a dock that can be seen: neither hidden nor without anything to show. */
export function panelsIn(
  places: PanelPlaces,
  dock: DockName,
  hasContent: (panel: PanelName) => boolean,
): readonly PanelName[] {
  return places[dock].panels.filter((panel) => !places.hidden.includes(panel) && hasContent(panel));
}

/** Which of the seen panels of a dock is open; undefined when there is none. */
export function activeOf(dock: Dock, seen: readonly PanelName[]): PanelName | undefined {
  return seen.includes(dock.active) ? dock.active : seen[0];
}

/** Puts a panel at the end of a dock, and shows it there. */
export function movePanel(places: PanelPlaces, panel: PanelName, to: DockName): PanelPlaces {
  const from = dockOf(places, panel);
  if (from === to) return showPanel(places, panel);
  const left = places[from].panels.filter((other) => other !== panel);
  const moved = {
    ...places,
    [from]: { ...places[from], panels: left, active: nextActive(places[from], left, panel) },
    [to]: { ...places[to], panels: [...places[to].panels, panel] },
  };
  return showPanel(moved, panel);
}

/** Brings a panel to the front of its dock, and opens that. */
export function showPanel(places: PanelPlaces, panel: PanelName): PanelPlaces {
  const dock = dockOf(places, panel);
  return {
    ...places,
    [dock]: { ...places[dock], active: panel, isOpen: true },
    hidden: places.hidden.filter((other) => other !== panel),
    maximised: places.maximised === null ? null : panel,
  };
}

/** It comes back by a command, where it was. */
export function hidePanel(places: PanelPlaces, panel: PanelName): PanelPlaces {
  const dock = dockOf(places, panel);
  const hidden = [...places.hidden.filter((other) => other !== panel), panel];
  const left = places[dock].panels.filter((other) => !hidden.includes(other));
  return {
    ...places,
    [dock]: { ...places[dock], active: nextActive(places[dock], left, panel) },
    hidden,
    maximised: places.maximised === panel ? null : places.maximised,
  };
}

/** A size of 0 closes the dock; the last size is kept for when it opens again. */
export function resizeDock(places: PanelPlaces, dock: DockName, size: number): PanelPlaces {
  const { min, max } = dockLimits[dock];
  const next = size === 0 ? places[dock].size : Math.min(max, Math.max(min, size));
  return { ...places, [dock]: { ...places[dock], size: next, isOpen: size > 0 } };
}

/** Gives a panel the whole page, or takes it back. */
export function maximisePanel(places: PanelPlaces, panel: PanelName | null): PanelPlaces {
  return panel === null ? { ...places, maximised: null } : { ...showPanel(places, panel), maximised: panel };
}

/** The places in something that was kept; the usual ones when it is damaged or of another time. */
export function readPlaces(kept: unknown): PanelPlaces {
  const { left, right, bottom, hidden } = (kept ?? {}) as Partial<Record<string, unknown>>;
  const docks = {
    left: readDock('left', left),
    right: readDock('right', right),
    bottom: readDock('bottom', bottom),
  };
  const found = dockNames.flatMap((name) => docks[name]?.panels ?? []);
  const isWhole = found.length === panelNames.length && panelNames.every((panel) => found.includes(panel));
  if (docks.left === undefined || docks.right === undefined || docks.bottom === undefined || !isWhole)
    return usualPlaces;
  return {
    left: docks.left,
    right: docks.right,
    bottom: docks.bottom,
    hidden: Array.isArray(hidden) ? panelNames.filter((panel) => hidden.includes(panel)) : [],
    maximised: null,
  };
}

function readDock(name: DockName, kept: unknown): Dock | undefined {
  const { panels, active, size, isOpen } = (kept ?? {}) as Partial<Record<string, unknown>>;
  if (!Array.isArray(panels) || !panels.every(isPanel) || typeof size !== 'number') return undefined;
  const { usual, min, max } = dockLimits[name];
  return {
    panels,
    active: isPanel(active) ? active : usualPlaces[name].active,
    size: size >= min && size <= max ? size : usual,
    isOpen: isOpen !== false,
  };
}

export function isPanel(value: unknown): value is PanelName {
  return panelNames.some((name) => name === value);
}

/** Who is shown when `gone` no longer is. */
function nextActive(dock: Dock, left: readonly PanelName[], gone: PanelName): PanelName {
  return dock.active === gone ? (left[0] ?? gone) : dock.active;
}
