/** What an embedded figure shows: the run in its address, else the first view. Still until the reader starts it. */
import { readLink } from '../features/share/link.ts';
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';
import { picture, start } from './figure-picture.ts';

export async function openEmbedded(hash: string): Promise<void> {
  try {
    if (hash.length > 1) return await session.load((await readLink(hash)).run);
    const started = session.start({ ...start, picture });
    // The reader sees it: whatever is asked of it wakes it.
    if (picture !== undefined) useTime.setState({ connection: { kind: 'alive' } });
    await started;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    useTime.setState({ connection: { kind: 'broken', message } });
  }
}
