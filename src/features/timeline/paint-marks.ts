/** The small marks of a lane: Events, restarts, waits with their length, ticks of probes. */
import type { Segment } from '../../model/timeline-store.ts';
import { spanText } from './clock-text.ts';
import type { Probe } from './container-lives.ts';
import type { Palette } from './palette.ts';
import { xOf } from './time-scale.ts';
import type { TimeScale } from './time-scale.ts';

/** A warning is a triangle, everything else an open circle: told apart without colour. */
export function paintMark(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  warns: boolean,
  palette: Palette,
): void {
  context.beginPath();
  if (warns) {
    context.moveTo(x, y - 3.5);
    context.lineTo(x + 4, y + 3);
    context.lineTo(x - 4, y + 3);
    context.closePath();
    context.fillStyle = palette['backoff-ink'];
    context.fill();
    return;
  }
  context.arc(x, y, 2.25, 0, Math.PI * 2);
  context.fillStyle = palette.surface;
  context.fill();
  context.strokeStyle = palette['ink-3'];
  context.lineWidth = 1;
  context.stroke();
}

/** A bump on the bar where its container began again. */
export function paintRestart(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  palette: Palette,
): void {
  context.beginPath();
  context.arc(x, y + 1, 3, Math.PI, 0);
  context.closePath();
  context.fillStyle = palette['ink-2'];
  context.fill();
}

/** `|—— 20 s ——|`: how long is waited, as a drawing says a length. */
export function paintBackOff(
  context: CanvasRenderingContext2D,
  segment: Segment & { readonly backOffSeconds?: number },
  x: number,
  y: number,
  width: number,
  palette: Palette,
): void {
  const middle = y + 5;
  context.strokeStyle = palette['backoff-ink'];
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, middle);
  context.lineTo(x + width, middle);
  for (const end of [x + 0.75, x + width - 0.75]) {
    context.moveTo(end, middle - 3.5);
    context.lineTo(end, middle + 3.5);
  }
  context.stroke();
  if (segment.backOffSeconds === undefined) return;
  const text = spanText(segment.backOffSeconds * 1000);
  const textWidth = context.measureText(text).width;
  if (textWidth + 20 > width) return;
  const left = x + (width - textWidth) / 2;
  context.fillStyle = palette.surface;
  context.fillRect(left - 4, y - 1, textWidth + 8, 12);
  context.fillStyle = palette.ink;
  context.fillText(text, left, y + 9);
}

/** A pass is a tick, a failure a cross; those that would touch are left out, a failure never. */
export function paintProbes(
  context: CanvasRenderingContext2D,
  probes: readonly Probe[],
  y: number,
  {
    scale,
    palette,
    viewMs,
  }: { readonly scale: TimeScale; readonly palette: Palette; readonly viewMs: number },
): void {
  context.lineWidth = 1.25;
  let lastX = Number.NEGATIVE_INFINITY;
  for (const { atMs, passed } of probes) {
    const x = xOf(scale, atMs);
    if (x < 0 || x > scale.widthPx || atMs > viewMs || (passed && x - lastX < 3)) continue;
    lastX = x;
    context.strokeStyle = palette[passed ? 'succeeded' : 'failed-ink'];
    context.beginPath();
    if (passed) {
      context.moveTo(x, y - 2);
      context.lineTo(x, y + 1.5);
    } else {
      context.moveTo(x - 2, y - 2.5);
      context.lineTo(x + 2, y + 1.5);
      context.moveTo(x + 2, y - 2.5);
      context.lineTo(x - 2, y + 1.5);
    }
    context.stroke();
  }
}
