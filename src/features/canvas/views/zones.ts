/** Machines of a zone that stand side by side, as one frame each: a zone with gaps has several. */
import type { Layout, Rect } from '../layout.ts';
import type { RailMachine } from '../rails.ts';

export const zoneLabel = 'topology.kubernetes.io/zone';
/** How far a frame stands out; two fit in the gap between machines. */
const outset = 5;
/** Of one machine and its frame. */
const machineWidth = 260 + 2 * outset;

export interface ZoneFrame {
  readonly zone: string;
  readonly rect: Rect;
}

/** None while every zone has a single machine: each says its own. */
export function zoneFrames(layout: Layout, machines: readonly RailMachine[]): readonly ZoneFrame[] {
  if (layout.form !== 'wide') return [];
  const frames: { zone: string; rect: Rect }[] = [];
  for (const { scene, rect } of machines) {
    const zone = scene.node?.metadata?.labels?.[zoneLabel];
    if (zone === undefined) continue;
    const last = frames.at(-1);
    const end = last === undefined ? 0 : last.rect.x + last.rect.width - outset;
    const continues = last?.zone === zone && last.rect.y === rect.y - outset && rect.x - end <= 16;
    if (continues) last.rect = { ...last.rect, width: rect.x + rect.width + outset - last.rect.x };
    else frames.push({ zone, rect: grow(rect) });
  }
  return frames.some(({ rect }) => rect.width > machineWidth) || hasTwins(frames) ? frames : [];
}

function hasTwins(frames: readonly ZoneFrame[]): boolean {
  return new Set(frames.map(({ zone }) => zone)).size < frames.length;
}

function grow({ x, y, width, height }: Rect): Rect {
  return { x: x - outset, y: y - outset, width: width + 2 * outset, height: height + 2 * outset };
}
