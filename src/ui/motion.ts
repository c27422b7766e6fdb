/** Whether things may move: what a person chose in the settings, else what their system wishes. */
export function isMotionReduced(): boolean {
  const chosen = document.documentElement.dataset['motion'];
  if (chosen === 'reduced' || chosen === 'full') return chosen === 'reduced';
  return globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
