/** What `embed-de.js` is built from: the texts of the parts that the figure has. */
import { german as canvas } from '../../features/canvas/messages.de.ts';
import { german as views } from '../../features/canvas/views/messages.de.ts';
import { german as timeline } from '../../features/timeline/messages.de.ts';
import { german as embed } from '../embed-messages.de.ts';
import { german as app } from '../messages.de.ts';
import { textsPlace } from './texts-place.ts';

/** Of the page around the figure only what tells of a part that broke. */
const ofPage = Object.entries(app).filter(([key]) => /panelBroke|tryAgain/.test(key));

globalThis.window[textsPlace] = { ...Object.fromEntries(ofPage), ...canvas, ...views, ...timeline, ...embed };
