import { startTransition, useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import type { Branch, TimeState } from '../bridge/protocol.ts';

/** How the session with the cluster stands. */
export type Connection =
  | { readonly kind: 'starting' }
  | { readonly kind: 'alive' }
  | { readonly kind: 'broken'; readonly message: string };

export interface TimeStore extends TimeState {
  readonly connection: Connection;
  readonly branches: readonly Branch[];
}

export const useTime = create<TimeStore>(() => ({
  headMs: 0,
  viewMs: 0,
  live: true,
  playing: false,
  speed: 1,
  branch: 'main',
  startedAt: '2026-03-02T09:00:00Z',
  revision: 0,
  undoable: null,
  redoable: null,
  connection: { kind: 'starting' },
  branches: [],
}));

/** What waits for the picture of the cluster is drawn anew thirty times a second at most, in real milliseconds. */
const restMs = 33;

/**
 * Time in steps of at least `stepMs` while it plays, and whenever anything else about it changes. What is drawn with it
 * waits for the picture of the cluster, and lets every other frame have that alone: while a hand drags along time, it
 * comes first.
 */
export function useTimeInSteps(stepMs: number): TimeStore {
  const read = useMemo(() => steppedReader(stepMs), [stepMs]);
  const [time, setTime] = useState(read);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let lastMs = Number.NEGATIVE_INFINITY;
    const follow = (): void => {
      waiting = undefined;
      lastMs = performance.now();
      startTransition(() => setTime(read()));
    };
    const followSoon = (): void => {
      if (waiting !== undefined) return;
      const leftMs = lastMs + restMs - performance.now();
      if (leftMs <= 0) follow();
      else waiting = setTimeout(follow, leftMs);
    };
    follow();
    const stop = useTime.subscribe(followSoon);
    return () => {
      stop();
      clearTimeout(waiting);
    };
  }, [read]);
  return time;
}

function steppedReader(stepMs: number): () => TimeStore {
  let last = useTime.getState();
  return () => {
    const now = useTime.getState();
    const isStill =
      now.playing && Math.abs(now.viewMs - last.viewMs) < stepMs && differsInMomentsOnly(last, now);
    if (!isStill) last = now;
    return last;
  };
}

function differsInMomentsOnly(a: TimeStore, b: TimeStore): boolean {
  return (Object.keys(a) as (keyof TimeStore)[]).every(
    (key) => ['viewMs', 'headMs', 'revision'].includes(key) || a[key] === b[key],
  );
}
