import { useEffect, useRef, useState } from 'react';
import { useStageContext } from './use-stage.ts';
import type { Stage } from './use-stage.ts';

/**
 * A part of the stage that is drawn again at once after a while of rest, and otherwise no more often than every `stepMs`
 * real milliseconds: for what is read with half an eye, while ten pictures a second go by.
 */
export function useStageCalmly<Part>(select: (stage: Stage) => Part, stepMs: number): Part {
  const source = useStageContext();
  const [part, setPart] = useState(() => select(source.read()));
  const shownAtMs = useRef(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer = undefined;
      shownAtMs.current = performance.now();
      setPart(select(source.read()));
    };
    const listen = (): void => {
      if (timer !== undefined) return;
      const restedMs = performance.now() - shownAtMs.current;
      if (restedMs >= stepMs) show();
      else timer = setTimeout(show, stepMs - restedMs);
    };
    show();
    const end = source.subscribe(listen);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [source, select, stepMs]);
  return part;
}
