import type { ManifestParser } from '../manifest-parser.ts';

/** Beside the figure's own script. */
export const parserScript = 'embed-yaml.js';
export const parserPlace = 'podariumParseManifests';

declare global {
  interface Window {
    [parserPlace]?: ManifestParser;
  }
}
