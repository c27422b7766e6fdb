/** Nothing floats in the embedded figure. */
export const narrowTop = 0;
