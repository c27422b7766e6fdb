import { create } from 'zustand';

interface SelectionStore {
  /** Key of the object that the inspector shows. */
  readonly selected: string | null;
  /** Key of the object under the pointer or with the keyboard's attention: it is lit in every view. */
  readonly hovered: string | null;
  select(key: string | null): void;
  hover(key: string | null): void;
}

export const useSelection = create<SelectionStore>((set) => ({
  selected: null,
  hovered: null,
  select: (selected) => set({ selected }),
  hover: (hovered) => set((state) => (state.hovered === hovered ? state : { hovered })),
}));
