import { create } from 'zustand';

export const stepKinds = ['event', 'change', 'action', 'second'] as const;
export type StepKind = (typeof stepKinds)[number];

interface StepChoice {
  readonly by: StepKind;
  readonly choose: (by: StepKind) => void;
}

/** What the step button steps by; the keyboard uses the same. */
export const useStepKind = create<StepChoice>((set) => ({ by: 'change', choose: (by) => set({ by }) }));
