/**
 * The embedded figure is one classic script, which cannot import: it loads the parser as a second such script, that
 * leaves it where both know.
 */
import type { ManifestParser } from '../manifest-parser.ts';
import { parserPlace, parserScript } from './parser-place.ts';

/** Known only while the script itself runs. */
const ownAddress = (document.currentScript as HTMLScriptElement | null)?.src ?? location.href;

export function loadManifestParser(): Promise<ManifestParser> {
  const ready = globalThis.window[parserPlace];
  if (ready !== undefined) return Promise.resolve(ready);
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL(parserScript, ownAddress).href;
    script.addEventListener('load', () => resolve(globalThis.window[parserPlace]!));
    script.addEventListener('error', () => reject(new Error('The reader of manifests could not be loaded.')));
    document.head.append(script);
  });
}
