/**
 * What somebody asks "why" about, and the walk along the answer: each step shows its moment and lights its object on
 * the canvas. The chain is kept while one walks, since the past that is shown would give another.
 */
import { create } from 'zustand';
import type { WhyStep } from '../bridge/protocol.ts';
import { useSelection } from './selection-store.ts';
import { session } from './session.ts';
import { useTime } from './time-store.ts';

export interface WhyQuestion {
  /** `resource/namespace/name`. */
  readonly key: string;
  /** As in `status.conditions[Ready].status`; absent: the object as it is. */
  readonly field?: string;
  /** The change that is asked about, when it is known. */
  readonly revision?: number;
  /** What that change is called; without it the field is named. */
  readonly called?: string;
}

export interface Walk {
  /** Whose chain it is. */
  readonly key: string;
  /** Oldest first. */
  readonly steps: readonly WhyStep[];
  readonly at: number;
  readonly isPlaying: boolean;
}

interface WhyStore {
  readonly question: WhyQuestion | null;
  readonly walk: Walk | null;
  /** Selects the object, and has the inspector answer. */
  open(question: WhyQuestion): void;
  /** The question is over: the object answers for itself again. */
  forget(): void;
  /** Goes to a step of a chain; before the first and past the last there is none. */
  go(key: string, steps: readonly WhyStep[], at: number, isPlaying?: boolean): Promise<void>;
  pause(): void;
  /** Ends the walk, back at the moment where it began. */
  leave(): Promise<void>;
}

/** Where and how time stood when the walk began. */
let start: { readonly live: boolean; readonly viewMs: number; readonly playing: boolean } | undefined;

export const useWhy = create<WhyStore>((set, get) => ({
  question: null,
  walk: null,
  open: (question) => {
    set({ question });
    useSelection.getState().select(question.key);
  },
  forget: () => set((state) => (state.question === null ? state : { question: null })),
  go: async (key, steps, at, isPlaying = false) => {
    const step = steps[at];
    if (step === undefined) return;
    const { live, viewMs, playing } = useTime.getState();
    start ??= { live, viewMs, playing };
    set({ walk: { key, steps, at, isPlaying } });
    await session.seek(step.timeMs);
    const { walk } = get();
    if (walk?.key !== key || walk.at !== at) return;
    const lit = keyOfStep(step);
    useSelection.setState({ hovered: lit, revealed: lit === null ? null : { key: lit } });
  },
  pause: () => set(({ walk }) => (walk === null ? {} : { walk: { ...walk, isPlaying: false } })),
  leave: async () => {
    const back = start;
    start = undefined;
    set({ walk: null });
    useSelection.getState().hover(null);
    if (back === undefined) return;
    if (!back.live) return session.seek(back.viewMs);
    await session.live();
    if (back.playing) await session.play();
  },
}));

/** What a step shows on the canvas: a machine is drawn as its node. */
function keyOfStep({ key, type }: WhyStep): string | null {
  if (type === 'COMMAND') return null;
  return key.startsWith('machines.podarium.dev//') ? `nodes//${key.split('/')[2]!}` : key;
}
