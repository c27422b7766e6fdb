/** What the canvas shows beside the machines: its code comes after the first picture. The embedded figure has none of it. */
import { late } from '../../../ui/late.tsx';

/** In the viewport, over the machines or in their stead. */
export const Scenery = late(async () => (await import('./scenery.tsx')).Scenery);

/** In screen pixels: the search, whom one follows. */
export const Floating = late(async () => (await import('./floating.tsx')).Floating);

/** The switch of the views with the search beside it. */
export const ViewControls = late(async () => (await import('./floating.tsx')).ViewControls);

/** Cells of the tree grid's row: what is missing, and the relations of the object that is looked at. */
export const RowExtras = late(async () => (await import('../relations/row-extras.tsx')).RowExtras);
