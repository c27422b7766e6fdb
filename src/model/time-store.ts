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
  connection: { kind: 'starting' },
  branches: [],
}));
