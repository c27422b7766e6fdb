/** How the page is divided. Remembered where the browser lets us, and just as usable where it doesn't. */
import { create } from 'zustand';

export interface PanelSizes {
  readonly editor: number;
  readonly inspector: number;
  readonly timeline: number;
  readonly terminal: number;
}

/** CSS pixels at which each panel opens, its smallest size, and its largest as a share of the window. */
export const panelLimits = {
  editor: { usual: 284, min: 240, max: 560 },
  inspector: { usual: 320, min: 260, max: 640 },
  timeline: { usual: 296, min: 120, max: 620 },
  terminal: { usual: 220, min: 120, max: 700 },
} as const;

/** The bar of the timeline stays when the rest of it is closed. */
export const timelineBarHeight = 40;

const storageKey = 'podarium.panels';
const usual: PanelSizes = {
  editor: panelLimits.editor.usual,
  inspector: panelLimits.inspector.usual,
  timeline: panelLimits.timeline.usual,
  // It opens when somebody wants to type.
  terminal: 0,
};

interface PanelStore extends PanelSizes {
  readonly resize: (panel: keyof PanelSizes, size: number) => void;
}

export const usePanelSizes = create<PanelStore>((set, get) => ({
  ...usual,
  ...readStored(),
  resize: (panel, size) => {
    set({ [panel]: size });
    const { editor, inspector, timeline, terminal } = get();
    store({ editor, inspector, timeline, terminal });
  },
}));

/** Opens the panel of manifests where it is closed. */
export function showEditor(): void {
  const { editor, resize } = usePanelSizes.getState();
  if (editor === 0) resize('editor', panelLimits.editor.usual);
}

export function toggleEditor(): void {
  toggle('editor');
}

export function toggleTimeline(): void {
  toggle('timeline');
}

/** Everything where it was at first. */
export function resetPanels(): void {
  for (const [panel, size] of Object.entries(usual))
    usePanelSizes.getState().resize(panel as keyof PanelSizes, size);
}

function toggle(panel: keyof PanelSizes): void {
  const { [panel]: size, resize } = usePanelSizes.getState();
  resize(panel, size === 0 ? panelLimits[panel].usual : 0);
}

/** Opens the terminal where it is closed. */
export function showTerminal(): void {
  if (usePanelSizes.getState().terminal === 0) toggleTerminal();
}

/** Opens the terminal, or closes it. */
export function toggleTerminal(): void {
  toggle('terminal');
}

function readStored(): Partial<PanelSizes> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return Object.fromEntries(
      Object.entries(stored as object).filter(
        ([panel, size]) => panel in usual && isSize(panel as keyof PanelSizes, size),
      ),
    );
  } catch {
    return {};
  }
}

function isSize(panel: keyof PanelSizes, size: unknown): boolean {
  return (
    typeof size === 'number' &&
    (size === 0 || (size >= panelLimits[panel].min && size <= panelLimits[panel].max))
  );
}

function store(sizes: PanelSizes): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(sizes));
  } catch {
    // Storage is forbidden or full: sizes then last as long as the page.
  }
}
