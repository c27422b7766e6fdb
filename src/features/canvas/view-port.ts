/** Which part of the cluster is in view, as arithmetic. */
import type { Layout, Rect } from './layout.ts';
import { narrowTop } from './views/narrow-top.ts';
import type { RailMachine } from './rails.ts';

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** Nobody needs a cluster of three machines to fill a wall. */
const largestFit = 1.5;
/** Of the minimap and its distance from the edge, in CSS pixels; at the cluster's own foot there is as much room. */
const cornerHeight = 72;
/** A view lower than this (a figure in a page) keeps its height for the cluster: nothing floats in its corner. */
const lowBelow = 480;

export function isLow(size: ScreenSize): boolean {
  return size.height > 0 && size.height < lowBelow;
}

/** What nothing floats over. */
export function clearSize(size: ScreenSize): ScreenSize {
  return isLow(size) ? size : { ...size, height: size.height - cornerHeight };
}

/** The viewport that shows the whole cluster; a phone's shows its full width and scrolls. */
export function fitViewport(layout: Layout, size: ScreenSize): Viewport {
  const { bounds, form } = layout;
  if (form === 'narrow') return { x: 0, y: narrowTop, zoom: size.width / bounds.width };
  // What floats in the corner does not shrink with the cluster.
  const corner = isLow(size) ? 0 : cornerHeight;
  const body = bounds.height - corner;
  const zoom = Math.min(
    size.width / bounds.width,
    size.height / bounds.height,
    (size.height - corner) / body,
    largestFit,
  );
  const height = Math.max(bounds.height * zoom, body * zoom + corner);
  return { x: (size.width - bounds.width * zoom) / 2, y: (size.height - height) / 2, zoom };
}

/** A tree longer than this allows is begun at its top, where its words can be read. */
const leastFit = 0.8;
/** The same of a phone's, which is held nearer but has the smaller screen. */
const leastNarrowFit = 1;
/** Where there are few objects they are not blown up. */
const largestPlan = 1.25;
/** A canvas as wide as this, in CSS pixels, is looked at from further away. */
const roomyFrom = 1600;
const largestRoomyPlan = 1.75;

/** From afar names stand above what they name, in CSS pixels. */
const labelHeight = 32;

/**
 * The viewport that shows a whole view other than the machines', or where it begins; all of it, however small, when
 * `isLarge`: its pods are painted from afar then.
 */
export function fitBounds(bounds: Rect, size: ScreenSize, form: Layout['form'], isLarge = false): Viewport {
  const top = form === 'narrow' ? narrowTop : isLarge ? labelHeight : 0;
  const room = {
    width: size.width,
    height: size.height - top - (form === 'narrow' || isLow(size) ? 0 : cornerHeight),
  };
  const largest = size.width >= roomyFrom ? largestRoomyPlan : largestPlan;
  const whole = Math.min(room.width / bounds.width, room.height / bounds.height, largest);
  const least = form === 'narrow' ? leastNarrowFit : isLarge ? 0 : leastFit;
  const zoom = Math.max(whole, least);
  return {
    x: Math.max(0, (room.width - bounds.width * zoom) / 2) - bounds.x * zoom,
    y:
      top + (form === 'narrow' ? 0 : Math.max(0, (room.height - bounds.height * zoom) / 2)) - bounds.y * zoom,
    zoom,
  };
}

/** Kept free around what is shown, in CSS pixels. */
const margin = 16;

/** The viewport that shows `rect` at `zoom`, or smaller where it wouldn't fit; below `least`, only where it begins. */
export function viewportOf(rect: Rect, size: ScreenSize, zoom: number, least = 0): Viewport {
  const room = Math.min((size.width - 2 * margin) / rect.width, (size.height - 2 * margin) / rect.height);
  const chosen = Math.max(least, Math.min(zoom, room));
  const start = (from: number, length: number, available: number): number =>
    Math.max((available - length * chosen) / 2, margin) - from * chosen;
  return {
    x: start(rect.x, rect.width, size.width),
    y: start(rect.y, rect.height, size.height),
    zoom: chosen,
  };
}

export function isInView(rect: Rect, viewport: Viewport, size: ScreenSize): boolean {
  const left = rect.x * viewport.zoom + viewport.x;
  const top = rect.y * viewport.zoom + viewport.y;
  return (
    left + rect.width * viewport.zoom > 0 &&
    top + rect.height * viewport.zoom > 0 &&
    left < size.width &&
    top < size.height
  );
}

/** Further away a pod is a mark without words. */
const leastSeen = 0.45;

/** All of it is seen, nothing floats over it, and it is large enough to be read. */
export function isWellInView(rect: Rect, viewport: Viewport, size: ScreenSize): boolean {
  const { width, height } = clearSize(size);
  const left = rect.x * viewport.zoom + viewport.x;
  const top = rect.y * viewport.zoom + viewport.y;
  return (
    viewport.zoom >= leastSeen &&
    left >= 0 &&
    top >= 0 &&
    left + rect.width * viewport.zoom <= width &&
    top + rect.height * viewport.zoom <= height
  );
}

/** Pods on machines that are in view. */
export function podsInView(machines: readonly RailMachine[], viewport: Viewport, size: ScreenSize): number {
  let count = 0;
  for (const { scene, rect } of machines) if (isInView(rect, viewport, size)) count += scene.seats.length;
  return count;
}
