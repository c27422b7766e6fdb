import { findPlace } from './find-place.ts';
import type { Rect } from './layout.ts';
import type { Stage } from './use-stage.ts';

/** At the zoom at which a pod opens, the figure is about as large as on paper. */
export const figureScale = 1 / 2;

/**
 * Where the open box stands: on its pod's own card, moved only as far as it takes to stay on the canvas. Undefined for a
 * pod that is not drawn.
 */
export function boxPlace(
  stage: Stage,
  podKey: string,
  plan: { width: number; height: number },
): Rect | undefined {
  const card = findPlace(stage, podKey);
  if (card === undefined) return undefined;
  const scale = figureScale * stage.layout.grid.scale;
  const width = plan.width * scale;
  const height = plan.height * scale;
  const { bounds } = stage.layout;
  const keep = (start: number, length: number, end: number): number =>
    Math.max(4, Math.min(start, end - length - 4));
  return { x: keep(card.x, width, bounds.width), y: keep(card.y, height, bounds.height), width, height };
}
