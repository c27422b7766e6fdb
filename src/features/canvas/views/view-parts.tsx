/** What the canvas shows beside the machines: its code comes after the first picture. The embedded figure has none of it. */
import { late } from '../../../ui/late.tsx';

/** In the viewport, over the machines or in their stead. */
export const Scenery = late(async () => (await import('./scenery.tsx')).Scenery);

/** In screen pixels: the views' switch, the search, whom one follows. */
export const Floating = late(async () => (await import('./floating.tsx')).Floating);

/** Cells of the tree grid's row: what is missing, and the relations of the object that is looked at. */
export const RowExtras = late(async () => (await import('../relations/row-extras.tsx')).RowExtras);
