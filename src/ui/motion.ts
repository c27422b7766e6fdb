/** Whether things may move: what stands on the root element (looks.ts), else what the system wishes. */
export function isMotionReduced(): boolean {
  const { motion } = document.documentElement.dataset;
  if (motion !== undefined) return motion === 'reduced';
  return globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
