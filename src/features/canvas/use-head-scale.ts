import { useCanvas } from './canvas-store.ts';
import type { LayoutForm } from './layout.ts';
import { headScale } from './zoom-level.ts';

/** By how much names are enlarged at the zoom that is drawn; a phone's canvas is always near. */
export function useHeadScale(form: LayoutForm): number {
  return useCanvas(({ level, drawnZoom }) =>
    form === 'narrow' || level === 'near' || level === 'close' ? 1 : headScale(drawnZoom),
  );
}
