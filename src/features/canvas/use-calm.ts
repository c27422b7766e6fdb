import { useEffect, useRef, useState } from 'react';

/**
 * A value that changes no more often than every `stepMs` real milliseconds: the newest one follows when the step is over.
 * For what is read with half an eye, while ten pictures a second go by.
 */
export function useCalm<Value>(value: Value, stepMs: number): Value {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    newest.current = value;
    if (Object.is(value, shown)) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setShown(newest.current);
    }, stepMs);
  }, [value, shown, stepMs]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return shown;
}
