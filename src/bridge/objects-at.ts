import type { Cluster, KubeObject } from '../engine/index.ts';
import type { ObjectPatch } from './protocol.ts';

/** All objects by key as they were at a position of the history; at the newest moment without one. */
export function objectsAt(cluster: Cluster, position?: number): Map<string, KubeObject> {
  const objects = new Map(cluster.objects());
  if (position === undefined) return objects;
  const { history } = cluster;
  const undone = history.difference(history.changes.length, position);
  for (const [key, { object }] of [...history.heartbeatsUndone(), ...undone]) {
    if (object === undefined) objects.delete(key);
    else objects.set(key, object);
  }
  return objects;
}

/** The same as a picture tells them. */
export function patchesAt(cluster: Cluster, position?: number): ObjectPatch[] {
  return Array.from(objectsAt(cluster, position), ([key, object]) => ({ key, object }));
}
