/** A hand that drags along time asks for many moments: some of what they hold can wait until it rests. */
import type { ApiRequest, ToCluster } from './protocol.ts';

/** No picture of the cluster shows these, and they are many. */
const unseen: ReadonlySet<string> = new Set(['events', 'endpoints']);
export const isUnseen = (resource: string): boolean => unseen.has(resource);
export const isSeen = (resource: string): boolean => !unseen.has(resource);

export function isRough(message: ToCluster): boolean {
  return message.kind === 'time' && message.command.kind === 'seek' && message.command.rough === true;
}

/** The hand rests, and what was left out is told bit by bit. */
export function isRest(message: ToCluster): boolean {
  return message.kind === 'time' && message.command.kind === 'rest';
}

/** Goes on from the moment shown: then all must be told of it. Other questions can wait for no picture. */
export function isEndOfScrub(message: ToCluster): boolean {
  return message.kind === 'time' && !isRough(message) && !isRest(message);
}

/** Only looks: while a hand drags it can be left and asked again when the hand rests. */
export function isLook(message: ToCluster): boolean {
  if (message.kind === 'request') return changesNothing(message.request);
  return message.kind === 'verdict' || message.kind === 'inside' || message.kind === 'stateHash';
}

/** Looking, and trying. */
export function changesNothing({ method, query }: ApiRequest): boolean {
  return method === 'GET' || query?.['dryRun'] === 'All';
}
