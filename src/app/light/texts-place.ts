import type { Texts } from '../../ui/i18n.ts';

/** Where a script with texts leaves them. */
export const textsPlace = 'podariumTexts';

/** The script with the texts of a language, beside the figure's own. */
export function textsScript(tag: string): string {
  return `embed-${tag}.js`;
}

declare global {
  interface Window {
    [textsPlace]?: Texts;
  }
}
