/** The embedded figure is one classic script, which cannot import: another language is a second such script. */
import type { Texts } from '../../ui/i18n.ts';
import { textsPlace, textsScript } from './texts-place.ts';

/** Known only while the script itself runs. */
const ownAddress = (document.currentScript as HTMLScriptElement | null)?.src ?? location.href;

export function loadTexts(tag: string): Promise<Texts> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL(textsScript(tag), ownAddress).href;
    script.addEventListener('load', () => resolve(globalThis.window[textsPlace] ?? {}));
    script.addEventListener('error', () => reject(new Error('The language could not be loaded.')));
    document.head.append(script);
  });
}
