import { useSelection } from '../../model/selection-store.ts';
import { useCanvas } from './canvas-store.ts';

/** Colours of the rings that fall on some pods, by key: a selection elsewhere leaves their picture alone. */
export function useRings(isHere: (key: string) => boolean): ReadonlyMap<string, string> {
  const here = (key: string | null): string | null => (key !== null && isHere(key) ? key : null);
  const selected = useSelection((state) => here(state.selected));
  const focused = useCanvas((state) => here(state.focused));
  const rings = new Map<string, string>();
  if (selected !== null) rings.set(selected, 'accent');
  if (focused !== null) rings.set(focused, 'focus');
  return rings;
}
