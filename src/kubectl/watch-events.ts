import type { Status } from '../engine/api/status-error.ts';
import type { WatchEvent as ServedEvent } from '../engine/api/watch.ts';
import type { WatchEvent } from './api-client.ts';
import { ServerError } from './kubectl-error.ts';

/**
 * Tells the events that a server sent to a command until it answers true, which is the result. Bookmarks say nothing
 * to a command. @throws ServerError when the server ended the watch with an error.
 */
export function tellEvents(events: readonly ServedEvent[], onEvent: (event: WatchEvent) => boolean): boolean {
  for (const { type, object } of events) {
    if (type === 'ERROR') throw new ServerError(object as Status);
    if (type !== 'BOOKMARK' && onEvent({ type, object })) return true;
  }
  return false;
}
