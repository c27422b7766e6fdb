/** What `embed-engine.js` is built from. */
import { createInProcessHost } from '../in-process-host.ts';
import { enginePlace } from './engine-place.ts';

globalThis.window[enginePlace] = createInProcessHost;
