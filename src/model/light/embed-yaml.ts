/** What `embed-yaml.js` is built from. */
import { parseManifests } from '../manifests.ts';
import { parserPlace } from './parser-place.ts';

globalThis.window[parserPlace] = parseManifests;
