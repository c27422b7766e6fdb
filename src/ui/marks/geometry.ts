/** Path data for the pieces that marks are made of: arcs, ticks, rounded boxes and hatching. Units are view-box units. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

const short = (value: number): string => String(Math.round(value * 100) / 100);

/** Part of a circle, clockwise; `from` and `to` are fractions of a turn, 0 at twelve o'clock. */
export function arcPath(cx: number, cy: number, r: number, from: number, to: number): string {
  // An arc from a point to itself is nothing in SVG: a full turn stops just short of its start.
  const end = to - from >= 0.999 ? from + 0.9985 : to;
  const at = (turn: number): string =>
    `${short(cx + r * Math.sin(2 * Math.PI * turn))} ${short(cy - r * Math.cos(2 * Math.PI * turn))}`;
  return `M${at(from)}A${r} ${r} 0 ${end - from > 0.5 ? 1 : 0} 1 ${at(end)}`;
}

export function circlePath(cx: number, cy: number, r: number): string {
  return `M${short(cx + r)} ${cy}a${r} ${r} 0 1 1 ${short(-2 * r)} 0a${r} ${r} 0 1 1 ${short(2 * r)} 0z`;
}

/** The ticks `from` (inclusive) to `to` (exclusive) of a ring cut in `count` ticks with a gap of `gap` turns. */
export function tickPath(
  ring: { readonly cx: number; readonly cy: number; readonly r: number; readonly gap: number },
  count: number,
  from: number,
  to: number,
): string {
  let path = '';
  for (let tick = from; tick < to; tick++) {
    path += arcPath(ring.cx, ring.cy, ring.r, tick / count + ring.gap / 2, (tick + 1) / count - ring.gap / 2);
  }
  return path;
}

export function boxPath({ x, y, width, height, radius }: Box): string {
  const r = Math.min(radius, width / 2, height / 2);
  const corner = (dx: number, dy: number): string =>
    `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`;
  const across = short(width - 2 * r);
  const down = short(height - 2 * r);
  return `M${short(x + r)} ${short(y)}h${across}${corner(r, r)}v${down}${corner(-r, r)}h-${across}${corner(-r, -r)}v-${down}${corner(r, -r)}z`;
}

/**
 * Diagonal lines inside a rounded box, as explicit segments. A path needs no pattern definition, so it takes the theme
 * of the element it stands in, and a canvas draws the very same lines. `step` is the distance between the lines.
 */
export function hatchPath(box: Box, step: number, direction: 'rising' | 'falling' | 'both'): string {
  if (direction === 'both') return hatchPath(box, step, 'rising') + hatchPath(box, step, 'falling');
  const pitch = step * Math.SQRT2;
  const { width, height } = box;
  let path = '';
  for (let offset = pitch / 2; offset < width + height; offset += pitch) {
    const line = clipDiagonal(offset, width, height, box.radius);
    if (line === undefined) continue;
    const [x1, x2] = line;
    const place = (x: number): string => {
      const y = offset - x;
      return `${short(box.x + x)} ${short(box.y + (direction === 'rising' ? y : height - y))}`;
    };
    path += `M${place(x1)}L${place(x2)}`;
  }
  return path;
}

/** Where the line x + y = offset runs inside a rounded box at the origin: its least and greatest x. */
function clipDiagonal(
  offset: number,
  width: number,
  height: number,
  radius: number,
): [number, number] | undefined {
  let from = Math.max(0, offset - height);
  let to = Math.min(width, offset);
  const corners = [
    [radius, radius, -1, -1],
    [width - radius, radius, 1, -1],
    [radius, height - radius, -1, 1],
    [width - radius, height - radius, 1, 1],
  ] as const;
  for (const [cx, cy, sideX, sideY] of corners) {
    const inCorner = (x: number): boolean => (x - cx) * sideX > 0 && (offset - x - cy) * sideY > 0;
    if (!inCorner(from) && !inCorner(to)) continue;
    const crossing = crossCircle(offset, cx, cy, radius);
    if (crossing === undefined) {
      if (inCorner(from) && inCorner(to)) return undefined;
      continue;
    }
    if (inCorner(from)) from = Math.max(from, crossing[0]);
    if (inCorner(to)) to = Math.min(to, crossing[1]);
  }
  return to - from > 0.5 ? [from, to] : undefined;
}

/** Where x + y = offset crosses a circle, as the two x. */
function crossCircle(offset: number, cx: number, cy: number, radius: number): [number, number] | undefined {
  const distance = offset - cy - cx;
  const discriminant = 2 * radius * radius - distance * distance;
  if (discriminant < 0) return undefined;
  const half = Math.sqrt(discriminant) / 2;
  return [cx + distance / 2 - half, cx + distance / 2 + half];
}
