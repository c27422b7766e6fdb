/**
 * What the page shows first, drawn when it was built: the same seed and the same commands are the same state on any
 * host (invariant 1), so nobody needs to wait for the engine to see it.
 */
import type { Picture } from '../bridge/protocol.ts';
import { firstViewObjects } from '../lessons/first-view.ts';

/** How the first view is started: a new cluster of the same kind takes a seed of its own. */
export const start = {
  seed: 'podarium',
  objects: firstViewObjects,
  /** The nodes have joined and the first pods are on their way: something happens at the first glance. */
  startAtMs: 3000,
  playing: true,
};

/** Only a build draws it (scripts/drawn-picture.ts): elsewhere the engine tells it. */
export const picture: Picture | undefined = undefined;
