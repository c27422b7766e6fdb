/**
 * How the document looks: colours, contrast and motion. What a person chose wins over what their system wishes; what
 * holds in the end stands on the root element (`data-theme`, `data-contrast`, `data-motion`), and style sheets read it
 * there and nowhere else. A script in the head of each page writes the same before the first paint.
 */
import { useEffect } from 'react';
import { useMedia } from './use-media.ts';

export interface Looks {
  readonly theme: 'light' | 'dark' | 'system';
  readonly contrast: 'usual' | 'more' | 'system';
  readonly motion: 'full' | 'reduced' | 'system';
}

/** Keeps the root element's attributes true, also when the system changes its mind. */
export function useRootLooks({ theme, contrast, motion }: Looks): void {
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const systemWantsContrast = useMedia('(prefers-contrast: more)');
  const systemReduces = useMedia('(prefers-reduced-motion: reduce)');
  const isDark = theme === 'system' ? systemIsDark : theme === 'dark';
  const hasMore = contrast === 'system' ? systemWantsContrast : contrast === 'more';
  const isReduced = motion === 'system' ? systemReduces : motion === 'reduced';
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = isDark ? 'dark' : 'light';
    dataset['contrast'] = hasMore ? 'more' : 'usual';
    dataset['motion'] = isReduced ? 'reduced' : 'full';
  }, [isDark, hasMore, isReduced]);
}
