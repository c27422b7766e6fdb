/** What the canvas itself remembers: how near one stands, and where the keyboard is. Nothing of the cluster. */
import { create } from 'zustand';
import type { ZoomLevel } from './zoom-level.ts';

export interface CanvasState {
  readonly level: ZoomLevel;
  /** The zoom at which canvases were last drawn: it follows the real one when the hand rests. */
  readonly drawnZoom: number;
  /** The person went somewhere: until they ask for it, the view no longer follows the cluster's size. */
  readonly hasWandered: boolean;
  /** Key of the object that one went into, until one moves on: a panel that opens beside it must not cut it off. */
  readonly destination: string | null;
  /** Key of the object that the tree grid's focus is on, while it has the focus. */
  readonly focused: string | null;
  /** Where the tab key comes back to. */
  readonly lastFocused: string | null;
}

export const useCanvas = create<CanvasState>(() => ({
  level: 'near',
  drawnZoom: 1,
  hasWandered: false,
  destination: null,
  focused: null,
  lastFocused: null,
}));
