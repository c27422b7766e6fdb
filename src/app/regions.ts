/** F6 and Shift+F6 go from part to part of the page; nobody has to walk through all controls of one to reach the next. */
import { useEffect } from 'react';

/** In the order of the document; where one lies in another, the inner one is meant. */
const regionSelector = [
  '.engine-broke',
  '.top-bar',
  '.phone-top',
  '.compare',
  '[data-panel-name]',
  '.canvas-pane',
  '.timeline-bar',
  '.phone-sheet',
  '.phone-bar',
  '.toast',
].join(', ');

const focusableSelector =
  'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex]:not([tabindex="-1"])';

/** Where one was in each, to come back to. */
const lastIn = new WeakMap<Element, HTMLElement>();

export function useRegionKeys(): void {
  useEffect(() => {
    const noteFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      const region = target.closest(regionSelector);
      if (region !== null) lastIn.set(region, target);
    };
    // Before the terminal, which sends this key to its program.
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('focusin', noteFocus);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('focusin', noteFocus);
    };
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
  // What is open above the page keeps the focus until it is closed.
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
  event.preventDefault();
  event.stopPropagation();
  goToRegion(event.shiftKey ? -1 : 1);
}

/** To the next part of the page, or to the one before. */
export function goToRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(regionSelector)].filter(
    (region) => entryOf(region) !== undefined,
  );
  const current = document.activeElement?.closest<HTMLElement>(regionSelector) ?? null;
  const from = current === null ? (by === 1 ? -1 : 0) : regions.indexOf(current);
  const next = regions[(from + by + regions.length) % regions.length];
  if (next !== undefined) entryOf(next)?.focus();
}

/** Focuses the tab stop of the cluster's own tree. */
export function goToCluster(): void {
  document.querySelector<HTMLElement>('.canvas-tree [tabindex="0"]')?.focus();
}

function entryOf(region: HTMLElement): HTMLElement | undefined {
  const last = lastIn.get(region);
  if (last !== undefined && region.contains(last) && isReachable(last)) return last;
  return [...region.querySelectorAll<HTMLElement>(focusableSelector)].find(isReachable);
}

function isReachable(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    element.closest('[inert], [hidden]') === null &&
    element.checkVisibility({ visibilityProperty: true })
  );
}
