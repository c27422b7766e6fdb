/** What the search and the choice of namespaces found on the canvas. */
import { create } from 'zustand';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { splitObjectKey } from '../../../model/mirror.ts';

interface MatchStore {
  /** Keys in the order of the tree grid; null while nobody searches. */
  readonly matches: readonly string[] | null;
  readonly keys: ReadonlySet<string> | null;
  /** What was searched for. */
  readonly search: string;
  /** The match that Enter went to last. */
  readonly at: number;
}

export const useMatches = create<MatchStore>(() => ({ matches: null, keys: null, search: '', at: -1 }));

/** Whether an object steps back, as it isn't what somebody looks for. */
export function useRecedes(key: string): boolean {
  const isFound = useMatches(({ keys }) => keys === null || keys.has(key));
  const isShown = useCanvasView(({ namespaces }) => isInNamespaces(key, namespaces));
  return !isFound || !isShown;
}

/** Objects without a namespace are in all. */
export function isInNamespaces(key: string, namespaces: readonly string[]): boolean {
  if (namespaces.length === 0) return true;
  const { namespace } = splitObjectKey(key);
  return namespace === '' || namespaces.includes(namespace);
}
