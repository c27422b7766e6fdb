import { isMotionReduced } from '../../ui/motion.ts';

/** How long the view takes to get somewhere, in real milliseconds; at once for those who asked for less motion. */
export function travelMs(): number {
  return isMotionReduced() ? 0 : 320;
}
