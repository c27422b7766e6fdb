/** A hand that drags along time asks for many moments: some of what they hold can wait until it rests. */
import type { ToCluster } from './protocol.ts';

/** No picture of the cluster shows these, and they are many. */
const unseen: ReadonlySet<string> = new Set(['events', 'endpoints']);
export const isUnseen = (resource: string): boolean => unseen.has(resource);
export const isSeen = (resource: string): boolean => !unseen.has(resource);

export function isRough(message: ToCluster): boolean {
  return message.kind === 'time' && message.command.kind === 'seek' && message.command.rough === true;
}
