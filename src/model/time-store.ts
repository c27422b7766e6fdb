import { useMemo, useSyncExternalStore } from 'react';
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

/** Time in steps of at least `stepMs` while it plays, and at once when anything else about it changes. */
export function useTimeInSteps(stepMs: number): TimeStore {
  const read = useMemo(() => steppedReader(stepMs), [stepMs]);
  return useSyncExternalStore(useTime.subscribe, read);
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
