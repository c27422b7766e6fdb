/** What an embedded figure shows when no run is asked for, drawn when the page was built: see first-picture.ts. */
import type { Picture } from '../bridge/protocol.ts';
import { firstViewObjects } from '../lessons/first-view.ts';

export const start = {
  /** The same figure for every reader. */
  seed: 'podarium',
  objects: firstViewObjects,
  /** A figure begins with everything Ready. */
  startAtMs: 20_000,
  playing: false,
};

/** Only a build draws it (scripts/drawn-picture.ts): elsewhere the engine tells it. */
export const picture: Picture | undefined = undefined;
