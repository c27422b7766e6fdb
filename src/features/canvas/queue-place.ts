/** Where cards stand in the scheduler's queue. */
import type { Layout, LayoutForm, Point, Rect } from './layout.ts';

/** Of the n-th card, from the queue's corner. */
export function queuePlace(form: LayoutForm, index: number): Point {
  return form === 'wide' ? { x: 12 + index * 120, y: 40 } : { x: 12 + index * 116, y: 8 };
}

/** Room for the reason beside the cards. */
const reasonWidth = 168;
const narrowReasonWidth = 126;

/** How many cards fit; the others are counted. */
export function queueRoom({ form }: Layout, { width }: Rect): number {
  return form === 'wide'
    ? Math.floor((width - 12 - reasonWidth) / 120)
    : Math.floor((width - narrowReasonWidth) / 116);
}
