/** Tells when the page's first picture is on the screen: what is not part of it is fetched only then. */
import { useEffect } from 'react';

/** So long the picture is waited for: a tab in the background paints none. */
const patienceMs = 1000;

let tell: () => void = () => {};

/** Resolves once the page has painted its first picture, or does not seem to. */
export const firstPaint = new Promise<void>((resolve) => {
  tell = resolve;
  setTimeout(resolve, patienceMs);
});

/** Stands beside what makes the picture. */
export function FirstPaint(): null {
  // The frame after the one that is being made begins when that has been painted.
  useEffect(() => void requestAnimationFrame(() => setTimeout(tell)), []);
  return null;
}
