/**
 * A second press on the same spot goes into what the first one fell on. The first opens the inspector and may move the
 * view, so what lies under the second says nothing.
 */
import { useCallback, useEffect, useRef } from 'react';
import type { MouseEvent as ReactMouseEvent } from 'react';

interface Press {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

const longestMs = 500;
const slackPx = 6;

/** Give each first press, with the key of what it fell on, to the function that this returns. */
export function useDoublePress(
  onDouble: (key: string) => void,
): (event: ReactMouseEvent, key: string | undefined) => void {
  const first = useRef<Press | undefined>(undefined);
  const doubledAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const stop = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    const onMouseDown = (event: MouseEvent): void => {
      const press = first.current;
      first.current = undefined;
      doubledAtMs.current = Number.NEGATIVE_INFINITY;
      if (press === undefined || event.button !== 0 || !isSamePlace(press, event)) return;
      stop(event);
      doubledAtMs.current = event.timeStamp;
      onDouble(press.key);
    };
    // The rest of the second press, up to the next one, belongs to nothing that happens to be there.
    const onRest = (event: Event): void => {
      if (event.timeStamp - doubledAtMs.current < longestMs) stop(event);
    };
    document.addEventListener('mousedown', onMouseDown, true);
    document.addEventListener('click', onRest, true);
    document.addEventListener('dblclick', onRest, true);
    return () => {
      document.removeEventListener('mousedown', onMouseDown, true);
      document.removeEventListener('click', onRest, true);
      document.removeEventListener('dblclick', onRest, true);
    };
  }, [onDouble]);
  return useCallback(({ clientX: x, clientY: y, timeStamp: atMs }, key) => {
    first.current = key === undefined ? undefined : { key, x, y, atMs };
  }, []);
}

function isSamePlace(press: Press, { clientX, clientY, timeStamp }: MouseEvent): boolean {
  return timeStamp - press.atMs < longestMs && Math.hypot(clientX - press.x, clientY - press.y) <= slackPx;
}
