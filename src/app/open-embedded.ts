/** What an embedded figure shows: the run in its address, else the first view. Still until the reader starts it. */
import { readLink } from '../features/share/link.ts';
import { firstViewObjects } from '../lessons/first-view.ts';
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';

/** A figure begins with everything Ready. */
const figureStartMs = 20_000;
/** The same figure for every reader. */
const figureSeed = 'podarium';

export async function openEmbedded(hash: string): Promise<void> {
  try {
    if (hash.length > 1) return await session.load((await readLink(hash)).run);
    await session.start({
      seed: figureSeed,
      objects: firstViewObjects,
      startAtMs: figureStartMs,
      playing: false,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    useTime.setState({ connection: { kind: 'broken', message } });
  }
}
