/** How a person looks at the cluster: which arrangement the canvas shows, and what of it stands out. */
import { create } from 'zustand';

/** Pods on their machines; who owns whom; how a request finds its pod. */
export type CanvasView = 'machines' | 'ownership' | 'network';

interface CanvasViewStore {
  readonly view: CanvasView;
  /** What somebody looks for: words of names, kinds and labels. Empty: everything stands out alike. */
  readonly search: string;
  /** Namespaces that are shown; empty: all. */
  readonly namespaces: readonly string[];
  /** The object that the canvas keeps in view, wherever it goes. */
  readonly followed: string | null;
  show(view: CanvasView): void;
  searchFor(search: string): void;
  showNamespaces(namespaces: readonly string[]): void;
  follow(key: string | null): void;
}

export const useCanvasView = create<CanvasViewStore>((set) => ({
  view: 'machines',
  search: '',
  namespaces: [],
  followed: null,
  show: (view) => set({ view }),
  searchFor: (search) => set({ search }),
  showNamespaces: (namespaces) => set({ namespaces }),
  follow: (followed) => set({ followed }),
}));
