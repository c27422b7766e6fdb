import { create } from 'zustand';

/** A wish to see an object on the canvas; a new one each time, so that the same object can be asked for twice. */
export interface Reveal {
  readonly key: string;
}

interface SelectionStore {
  /** Key of the object that the inspector shows. */
  readonly selected: string | null;
  /** Key of the object under the pointer or with the keyboard's attention: it is lit in every view. */
  readonly hovered: string | null;
  /** What the canvas was last asked to bring into view. */
  readonly revealed: Reveal | null;
  select(key: string | null): void;
  hover(key: string | null): void;
  /** Selects an object and brings it into view on the canvas. */
  reveal(key: string): void;
}

export const useSelection = create<SelectionStore>((set) => ({
  selected: null,
  hovered: null,
  revealed: null,
  select: (selected) => set({ selected }),
  hover: (hovered) => set((state) => (state.hovered === hovered ? state : { hovered })),
  reveal: (key) => set({ selected: key, revealed: { key } }),
}));
