/** What a part of the cluster reads: noted while somebody wants to know. */
import type { Change, Cluster, KubeObject } from '../engine/index.ts';

type View = Cluster['view'];

/** One answer that the store gave. */
export type Read =
  | {
      readonly kind: 'object';
      readonly resource: string;
      readonly namespace: string;
      readonly name: string;
      /** undefined: there was none. */
      readonly object: KubeObject | undefined;
    }
  | { readonly kind: 'list'; readonly resource: string; readonly count: number };

/**
 * Tells what is asked of a cluster's view from now on, and of each change before anybody hears of it. For a cluster that
 * nobody else has.
 */
export function recordReads(
  cluster: Cluster,
  note: (read: Read) => void,
  onWrite: (change: Change) => void,
): void {
  const { history } = cluster;
  const append = history.append.bind(history);
  history.append = (change) => {
    onWrite(change);
    append(change);
  };
  const { view } = cluster;
  const { get } = view;
  view.get = <Kind extends KubeObject>(resource: string, namespace: string, name: string) => {
    const object = get<Kind>(resource, namespace, name);
    note({ kind: 'object', resource, namespace, name, object });
    return object;
  };
  for (const method of ['list', 'controlledBy', 'orphans', 'ownedBy'] as const) {
    const original = view[method] as (resource: string, of?: string) => readonly KubeObject[];
    view[method] = ((resource: string, of?: string) => {
      const objects = original(resource, of);
      note({ kind: 'list', resource, count: objects.length });
      return objects;
    }) as View[typeof method];
  }
  const { podsOnNode } = view;
  view.podsOnNode = <Kind extends KubeObject>(nodeName: string) => {
    const pods = podsOnNode<Kind>(nodeName);
    note({ kind: 'list', resource: 'pods', count: pods.length });
    return pods;
  };
}
