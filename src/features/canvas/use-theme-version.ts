import { useSyncExternalStore } from 'react';

/** Something that changes when the page's theme does: what is drawn on canvases has to be drawn again then. */
export function useThemeVersion(): string {
  return useSyncExternalStore(listen, read);
}

function listen(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const systemWishes = matchMedia('(forced-colors: active)');
  systemWishes.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    systemWishes.removeEventListener('change', listener);
  };
}

function read(): string {
  const theme = document.documentElement.dataset['theme'] ?? 'light';
  return matchMedia('(forced-colors: active)').matches ? `${theme} forced` : theme;
}
