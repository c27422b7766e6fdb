import type { KubeObject } from '../api/object.ts';
import type { View } from '../api/part.ts';
import {
  addOwnerIndexes,
  controlledIndex,
  orphanIndex,
  ownedIndex,
  podsByNode,
  type Store,
} from '../api/store.ts';
import { kindsOf } from '../api/custom-kinds.ts';
import { resourceKinds } from '../api/kinds.ts';
import type { Pod } from '../api/generated/types.ts';
import type { Clock } from './clock.ts';

/** Everything a part may read, straight from the store: reads are never stale here. */
export function createView(store: Store, clock: Clock): View {
  for (const kind of resourceKinds) addOwnerIndexes(store, kind.id);
  store.addIndex(podsByNode, 'pods', (pod) => [(pod as Pod).spec?.nodeName ?? '']);
  return {
    get nowMs() {
      return clock.nowMs;
    },
    get nowTimestamp() {
      return clock.timestamp;
    },
    get nowMicroTimestamp() {
      return clock.microTimestamp;
    },
    get: <Kind extends KubeObject>(resource: string, namespace: string, name: string) =>
      store.get(resource, namespace, name) as Kind | undefined,
    list: <Kind extends KubeObject>(resource: string, namespace?: string) =>
      store.list(resource, namespace) as readonly Kind[],
    controlledBy: <Kind extends KubeObject>(resource: string, uid: string) =>
      store.indexed(controlledIndex(resource), uid) as readonly Kind[],
    orphans: <Kind extends KubeObject>(resource: string, namespace: string) =>
      store.indexed(orphanIndex(resource), namespace) as readonly Kind[],
    ownedBy: <Kind extends KubeObject>(resource: string, uid: string) => {
      // Custom kinds get their indexes when somebody first asks.
      if (!store.hasIndex(ownedIndex(resource))) addOwnerIndexes(store, resource);
      return store.indexed(ownedIndex(resource), uid) as readonly Kind[];
    },
    kinds: () => kindsOf(store),
    podsOnNode: <Kind extends KubeObject>(nodeName: string) =>
      store.indexed(podsByNode, nodeName) as readonly Kind[],
    toMs: (timestamp) => clock.toMs(timestamp),
    toTimestamp: (timeMs) => clock.toTimestamp(timeMs),
  };
}
