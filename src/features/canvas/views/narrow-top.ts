/** Kept free at the top of a phone's canvas, in CSS pixels: the switch of the views stands there. */
export const narrowTop = 52;
