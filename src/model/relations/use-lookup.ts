import { useMemo, useSyncExternalStore } from 'react';
import type { KubeObject } from '../../bridge/protocol.ts';
import { mirror } from '../mirror.ts';
import type { Lookup } from './lookup.ts';

/** The cluster to look around in: another value when an object of these resources changes (give the same array each time). */
export function useLookup(resources: readonly string[]): Lookup {
  const source = useMemo(() => createSource(resources), [resources]);
  return useSyncExternalStore(source.subscribe, source.read);
}

function createSource(resources: readonly string[]) {
  let lists: readonly (readonly KubeObject[])[] = [];
  let lookup = look();
  return {
    subscribe(listener: () => void): () => void {
      const ends = resources.map((resource) => mirror.subscribeResource(resource, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    read(): Lookup {
      const next = resources.map((resource) => mirror.list(resource));
      const isSame = lists.length === next.length && next.every((list, index) => list === lists[index]);
      if (!isSame) lookup = look();
      lists = next;
      return lookup;
    },
  };
}

function look(): Lookup {
  return { get: (key) => mirror.get(key), list: (resource) => mirror.list(resource) };
}
