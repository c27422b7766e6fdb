/** A hand that drags along time asks for many moments: some of what they hold can wait until it rests. */
import type { ToCluster } from './protocol.ts';

/** No picture of the cluster shows these, and they are many. */
const unseen: ReadonlySet<string> = new Set(['events', 'endpoints']);
export const isUnseen = (resource: string): boolean => unseen.has(resource);
export const isSeen = (resource: string): boolean => !unseen.has(resource);

/** Goes on from the moment shown, or rests there: then all must be told of it. Other questions can wait for no picture. */
export function isEndOfScrub(message: ToCluster): boolean {
  if (message.kind !== 'time') return false;
  return message.command.kind !== 'seek' || message.command.rough !== true;
}
