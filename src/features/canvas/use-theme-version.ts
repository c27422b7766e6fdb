import { useSyncExternalStore } from 'react';

/** Something that changes when the page's theme or its fonts do: what is drawn on canvases has to be drawn again then. */
export function useThemeVersion(): string {
  return useSyncExternalStore(listen, read);
}

let wishes: MediaQueryList | undefined;

/** Asked for once: it keeps its answer up to date by itself. */
const systemWishes = (): MediaQueryList => (wishes ??= matchMedia('(forced-colors: active)'));

function listen(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-contrast'],
  });
  systemWishes().addEventListener('change', listener);
  document.fonts.addEventListener('loadingdone', listener);
  return () => {
    observer.disconnect();
    systemWishes().removeEventListener('change', listener);
    document.fonts.removeEventListener('loadingdone', listener);
  };
}

function read(): string {
  const { theme = 'light', contrast = '' } = document.documentElement.dataset;
  const colours = systemWishes().matches ? `${theme} forced` : theme;
  return `${colours} ${contrast} ${document.fonts.status}`;
}
