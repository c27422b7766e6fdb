/** Which way lines run, for what is placed or moved by hand. */
export function isRightToLeft(element: Element = document.documentElement): boolean {
  return getComputedStyle(element).direction === 'rtl';
}

/** The key whose meaning an arrow has where lines run the other way: forward is where they go. */
export function arrowAlongLine(key: string, element: Element): string {
  if (!isRightToLeft(element)) return key;
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
}
