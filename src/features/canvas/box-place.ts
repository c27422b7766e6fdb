import { findPlace } from './find-place.ts';
import type { Rect } from './layout.ts';
import type { Stage } from './use-stage.ts';
import type { ScreenSize } from './view-port.ts';

/** One stands at least so near when one goes into a pod, and no nearer than the second by itself. */
export const podZooms = { least: 1.7, usual: 3 } as const;

/** A figure stands half as large among the machines as on paper; a large one smaller, to be seen whole from near. */
const scales = { least: 0.42, most: 0.5 } as const;

export interface BoxPlace extends Rect {
  /** Of the figure, in canvas units. */
  readonly scale: number;
}

/**
 * Where the open box stands: on its pod's own card, moved only as far as it takes to stay on the canvas. Undefined for a
 * pod that is not drawn.
 */
export function boxPlace(
  stage: Stage,
  podKey: string,
  plan: { width: number; height: number },
  size: ScreenSize,
): BoxPlace | undefined {
  const card = findPlace(stage, podKey);
  if (card === undefined) return undefined;
  const room = Math.min((size.width - 32) / plan.width, (size.height - 32) / plan.height) / podZooms.least;
  const scale = Math.max(scales.least, Math.min(scales.most, room)) * stage.layout.grid.scale;
  const width = plan.width * scale;
  const height = plan.height * scale;
  const { bounds } = stage.layout;
  const keep = (start: number, length: number, end: number): number =>
    Math.max(4, Math.min(start, end - length - 4));
  return {
    x: keep(card.x, width, bounds.width),
    y: keep(card.y, height, bounds.height),
    width,
    height,
    scale,
  };
}
