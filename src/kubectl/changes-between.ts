import type { KubeObject } from '../engine/api/object.ts';
import type { WatchEvent } from './api-client.ts';

/** The events of a watch that lead from one look at a collection to the next. An object made anew comes twice. */
export function changesBetween(before: readonly KubeObject[], after: readonly KubeObject[]): WatchEvent[] {
  const known = new Map(before.map((object) => [object.metadata?.uid, object]));
  const events: WatchEvent[] = [];
  for (const object of after) {
    const last = known.get(object.metadata?.uid);
    known.delete(object.metadata?.uid);
    if (last === undefined) events.push({ type: 'ADDED', object });
    else if (last.metadata?.resourceVersion !== object.metadata?.resourceVersion)
      events.push({ type: 'MODIFIED', object });
  }
  return [...[...known.values()].map((object): WatchEvent => ({ type: 'DELETED', object })), ...events];
}
