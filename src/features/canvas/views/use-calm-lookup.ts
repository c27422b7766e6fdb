import { useEffect, useMemo, useRef, useState } from 'react';
import { mirror } from '../../../model/mirror.ts';
import type { Lookup } from '../../../model/relations/lookup.ts';

/** With more pods than this a whole view takes a frame or more to lay out. */
const manyPods = 300;
/** Real milliseconds between two pictures of a large cluster. */
const stepMs = 250;

/**
 * The cluster to look around in, another value when an object of these resources changed: at once in a small cluster, and
 * a few times a second in a large one. Give the same array each time.
 */
export function useCalmLookup(resources: readonly string[]): Lookup {
  const [lookup, setLookup] = useState(look);
  const shownAtMs = useRef(0);
  const listen = useMemo(
    () => (changed: () => void) => {
      const ends = resources.map((resource) => mirror.subscribeResource(resource, changed));
      return () => {
        for (const end of ends) end();
      };
    },
    [resources],
  );
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer = undefined;
      shownAtMs.current = performance.now();
      setLookup(look());
    };
    show();
    const end = listen(() => {
      if (timer !== undefined) return;
      const restedMs = performance.now() - shownAtMs.current;
      if (mirror.count('pods') < manyPods || restedMs >= stepMs) show();
      else timer = setTimeout(show, stepMs - restedMs);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [listen]);
  return lookup;
}

function look(): Lookup {
  return { get: (key) => mirror.get(key), list: (resource) => mirror.list(resource) };
}
