/** How the timeline is looked at: which time, which lanes are folded or open, what is widened or compared. */
import { create } from 'zustand';
import { firstWindow } from './time-scale.ts';
import type { Lens, TimeWindow } from './time-scale.ts';

interface TimelineView {
  readonly window: TimeWindow;
  readonly lens: Lens | null;
  /** The stretch whose ends are compared. */
  readonly range: Lens | null;
  /** By key of the head: what a person chose, against what a head is at first. */
  readonly folds: Readonly<Record<string, boolean>>;
  /** Keys of pods whose containers have lanes. */
  readonly opened: Readonly<Record<string, boolean>>;
  /** The row with the keyboard's attention, and the moment on it. */
  readonly focused: { readonly key: string; readonly timeMs: number | null } | null;
}

const storageKey = 'podarium.timeline';

export const useTimelineView = create<TimelineView>(() => ({
  window: firstWindow,
  lens: null,
  range: null,
  folds: {},
  opened: {},
  focused: null,
  ...readStored(),
}));

export function setWindow(window: TimeWindow): void {
  useTimelineView.setState({ window });
}

export function setFold(key: string, folded: boolean): void {
  useTimelineView.setState(({ folds }) => ({ folds: { ...folds, [key]: folded } }));
  store();
}

export function setOpened(key: string, opened: boolean): void {
  useTimelineView.setState(({ opened: before }) => ({ opened: { ...before, [key]: opened } }));
  store();
}

/** How much is widened around a moment, and how a lens is told apart from the moment's surroundings. */
const lensMs = 60;

/** Widens some milliseconds from a moment on; the same again takes the lens away. */
export function toggleLens(fromMs: number, toMs = fromMs + lensMs): void {
  useTimelineView.setState(({ lens }) => {
    const isSame = lens !== null && lens.fromMs <= fromMs && fromMs <= lens.toMs;
    return { lens: isSame ? null : { fromMs: fromMs - 1, toMs: Math.max(toMs, fromMs + lensMs / 2) } };
  });
}

function store(): void {
  const { folds, opened } = useTimelineView.getState();
  try {
    localStorage.setItem(storageKey, JSON.stringify({ folds, opened }));
  } catch {
    // Without storage it is remembered until the page closes.
  }
}

function readStored(): Partial<Pick<TimelineView, 'folds' | 'opened'>> {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Record<string, unknown>;
    return { folds: flags(stored['folds']), opened: flags(stored['opened']) };
  } catch {
    return {};
  }
}

function flags(value: unknown): Record<string, boolean> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
  );
}
