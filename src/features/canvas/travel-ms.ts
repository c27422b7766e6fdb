/** How long the view takes to get somewhere, in real milliseconds; at once for those who asked for less motion. */
export function travelMs(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 320;
}
