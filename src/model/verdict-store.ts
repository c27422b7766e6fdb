/** The scheduler's verdict that somebody reads just now: the machines on the canvas say how they came off. */
import { create } from 'zustand';
import type { SchedulerVerdict } from '../engine/index.ts';

interface VerdictStore {
  readonly shown: SchedulerVerdict | null;
  show(verdict: SchedulerVerdict): void;
  /** Takes it away, unless another has come in its place. */
  hide(verdict: SchedulerVerdict): void;
}

export const useVerdictShown = create<VerdictStore>((set) => ({
  shown: null,
  show: (shown) => set({ shown }),
  hide: (verdict) => set((state) => (state.shown === verdict ? { shown: null } : state)),
}));
