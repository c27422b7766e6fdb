/** Where everything stands in the view that is shown, when that isn't the machines; a late view says so here. */
import { create } from 'zustand';
import type { CanvasView } from '../../../model/canvas-view-store.ts';
import type { PodField } from '../fields/pod-field.ts';
import type { Rect } from '../layout.ts';

/** One row of the tree grid that says what the view shows. */
export interface PlanRow {
  /** Its own: an object may be shown at two places. */
  readonly id: string;
  /** Of the object; of a ghost, its own. */
  readonly key: string;
  readonly level: number;
  readonly name: string;
  /** What is said of it, one a cell. */
  readonly cells: readonly string[];
  readonly children?: number;
}

export interface ViewPlan {
  readonly view: CanvasView;
  readonly bounds: Rect;
  readonly places: ReadonlyMap<string, Rect>;
  readonly rows: readonly PlanRow[];
  /** Its pods, as they stand together. */
  readonly fields: readonly PodField[];
}

interface PlanStore {
  readonly plan: ViewPlan | null;
  /** A wish to have what is gone forgotten and the rest stood close together. */
  readonly tidied: number;
}

export const usePlan = create<PlanStore>(() => ({ plan: null, tidied: 0 }));
