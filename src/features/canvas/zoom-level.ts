/** How much of a pod is drawn at a zoom: the same shape gains words as one comes closer. */
export type ZoomLevel = 'far' | 'middle' | 'near' | 'close';

const levels: readonly ZoomLevel[] = ['far', 'middle', 'near', 'close'];
/** The zoom at which each level but the first begins. */
const begins = [0.45, 0.7, 1.6] as const;
/** So that a hand that trembles at a threshold doesn't make the picture flicker. */
const hysteresis = 0.05;
/** More DOM cards than this in view cost more than a frame. */
const mostCards = 300;

/** The level at zoom `zoom`, coming from `current`; `cardsInView` says how many pods would have to be drawn as cards. */
export function zoomLevel(zoom: number, current: ZoomLevel | undefined, cardsInView: number): ZoomLevel {
  const now = current === undefined ? -1 : levels.indexOf(current);
  let level = 0;
  for (const [index, threshold] of begins.entries()) {
    const isAbove = now > index;
    const edge = current === undefined ? threshold : threshold + (isAbove ? -hysteresis : hysteresis) / 2;
    if (zoom >= edge) level = index + 1;
  }
  const wanted = levels[level] ?? 'far';
  return cardsInView > mostCards && level > 1 ? 'middle' : wanted;
}

/** Letters on a machine's head are enlarged by this much as the machine gets smaller, so that they stay legible. */
export function headScale(zoom: number): number {
  if (zoom >= 0.9) return 1;
  if (zoom >= 0.68) return 1.3;
  if (zoom >= 0.45) return 1.6;
  if (zoom >= 0.28) return 2.4;
  return zoom >= 0.16 ? 4 : 6;
}
