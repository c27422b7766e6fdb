/**
 * Draws the lives of the lanes in view. Healthy is thin, trouble is thick, so that a lane is read by its bumps; state
 * is told by fill, edge and thickness together. What lies right of the moment shown is either known (we look at the
 * past: drawn faint) or expected (dotted, with an open circle where the queue will act).
 */
import type { Lane, Segment } from '../../model/timeline-store.ts';
import { spanText } from './clock-text.ts';
import type { Probe } from './container-lives.ts';
import type { Expected } from './expected.ts';
import { t } from './messages.en.ts';
import { paintBackOff, paintMark, paintProbes, paintRestart } from './paint-marks.ts';
import { paintSegment } from './paint-segment.ts';
import type { Palette } from './palette.ts';
import type { TimeScale } from './time-scale.ts';
import { xOf } from './time-scale.ts';

export interface PaintedRow {
  readonly lane: Lane | undefined;
  /** A container's waits are dimension lines with their seconds; its probes stand below its bar. */
  readonly isContainer: boolean;
  readonly probes: readonly Probe[];
  /** What is known to come of a container. */
  readonly next?: Expected | undefined;
}

export interface LanePicture {
  readonly scale: TimeScale;
  readonly viewMs: number;
  readonly headMs: number;
  readonly palette: Palette;
  readonly rowHeight: number;
  /** The rows in view, first at the top; the first begins at `firstY`. */
  readonly rows: readonly PaintedRow[];
  readonly firstY: number;
  /** What is expected of each lane, the nearest first. */
  readonly expected: ReadonlyMap<string, readonly Expected[]>;
}

const knownFutureAlpha = 0.4;
const goneAlpha = 0.55;

/** Where the thick bar of a row begins: its Events stand above it. */
export function barTop(rowHeight: number): number {
  return Math.round((rowHeight - 10) / 2) + 3;
}

export function paintLanes(context: CanvasRenderingContext2D, picture: LanePicture): void {
  picture.rows.forEach((row, at) => {
    if (row.lane === undefined) return;
    const y = picture.firstY + at * picture.rowHeight + barTop(picture.rowHeight);
    paintLane(context, row, row.lane, y, picture);
    const timers = row.next === undefined ? picture.expected.get(row.lane.key) : [row.next];
    const timer = timers?.find((expected) => expected.timeMs > picture.viewMs);
    if (timer !== undefined) paintExpected(context, timer, y, picture);
  });
  context.globalAlpha = 1;
}

function paintLane(
  context: CanvasRenderingContext2D,
  row: PaintedRow,
  lane: Lane,
  y: number,
  picture: LanePicture,
): void {
  const gone = lane.goneMs;
  const isGone = gone !== null && gone <= picture.viewMs;
  for (const segment of joined(lane.segments))
    paintLife(context, segment, y, picture, isGone ? goneAlpha : 1, row.isContainer);
  paintRestarts(context, lane, y, picture);
  context.globalAlpha = isGone ? 1 : knownFutureAlpha;
  if (gone !== null) paintEnd(context, xOf(picture.scale, gone), y, picture);
  paintEvents(context, lane, y, picture);
  if (row.probes.length > 0) paintProbes(context, row.probes, y + 12, picture);
}

/** Each time that a container began again is a bump on its bar. */
function paintRestarts(context: CanvasRenderingContext2D, lane: Lane, y: number, picture: LanePicture): void {
  const { scale, viewMs, palette } = picture;
  let restarts = 0;
  let lastX = Number.NEGATIVE_INFINITY;
  for (const segment of lane.segments) {
    if (segment.restarts <= restarts) continue;
    restarts = segment.restarts;
    const x = xOf(scale, segment.fromMs);
    if (x < 0 || x > scale.widthPx || x - lastX < 6) continue;
    lastX = x;
    context.globalAlpha = segment.fromMs <= viewMs ? 1 : knownFutureAlpha;
    paintRestart(context, x, y, palette);
  }
}

/** States that follow each other and look the same are one bar, whatever their words. */
function joined(segments: readonly Segment[]): readonly Segment[] {
  const bars: Segment[] = [];
  for (const segment of segments) {
    const last = bars.at(-1);
    if (last?.state === segment.state && last.toMs === segment.fromMs)
      bars[bars.length - 1] = { ...last, toMs: segment.toMs };
    else bars.push(segment);
  }
  return bars;
}

/** A segment is cut at the moment shown: what is left of it is full, what is right of it faint. */
function paintLife(
  context: CanvasRenderingContext2D,
  segment: Segment,
  y: number,
  picture: LanePicture,
  alpha: number,
  isContainer: boolean,
): void {
  const { scale, viewMs, headMs, palette } = picture;
  const to = Math.min(segment.toMs ?? headMs, headMs);
  const parts = [
    { from: segment.fromMs, to: Math.min(to, viewMs), alpha },
    { from: Math.max(segment.fromMs, viewMs), to, alpha: knownFutureAlpha },
  ];
  for (const part of parts) {
    const x = Math.max(-20, xOf(scale, part.from));
    const right = Math.min(scale.widthPx + 20, xOf(scale, part.to));
    if (
      part.to < part.from ||
      right < 0 ||
      x > scale.widthPx ||
      (part.to === part.from && part.alpha !== alpha)
    )
      continue;
    context.globalAlpha = part.alpha;
    const width = Math.max(1.5, right - x);
    if (isContainer && segment.state === 'backOff') paintBackOff(context, segment, x, y, width, palette);
    else paintSegment(context, segment.state, x, y, width, palette);
  }
}

function paintEnd(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { scale, palette }: LanePicture,
): void {
  if (x < -2 || x > scale.widthPx + 2) return;
  context.fillStyle = palette['ink-2'];
  context.fillRect(Math.round(x), y - 1, 2, 12);
}

/** Kubernetes Events stand above the bar; those closer than 5 px merge, and the merged one warns if any does. */
function paintEvents(
  context: CanvasRenderingContext2D,
  lane: Lane,
  y: number,
  { scale, viewMs, palette }: LanePicture,
): void {
  const marks = new Map<number, boolean>();
  for (const event of lane.events) {
    const x = xOf(scale, event.timeMs);
    if (x < 0 || x > scale.widthPx) continue;
    const slot = Math.round(x / 5) * 5;
    marks.set(slot, marks.get(slot) === true || event.type === 'Warning');
  }
  const viewX = xOf(scale, viewMs);
  for (const [x, warns] of marks) {
    context.globalAlpha = x <= viewX + 3 ? 1 : knownFutureAlpha;
    paintMark(context, x, y - 4, warns, palette);
  }
}

function paintExpected(
  context: CanvasRenderingContext2D,
  timer: Expected,
  y: number,
  picture: LanePicture,
): void {
  const { scale, viewMs, palette } = picture;
  const from = xOf(scale, viewMs);
  const x = xOf(scale, timer.timeMs);
  if (x <= from || from > scale.widthPx) return;
  const beyond = x > scale.widthPx - 8;
  const to = beyond ? scale.widthPx - 8 : x;
  context.globalAlpha = 1;
  context.strokeStyle = palette['ink-3'];
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(from, y + 5.5);
  context.lineTo(to, y + 5.5);
  context.stroke();
  context.setLineDash([]);
  if (!beyond) paintOpenCircle(context, x, y + 5.5, palette);
  paintExpectedText(context, timer, beyond ? to : x, y, beyond, picture);
}

function paintOpenCircle(context: CanvasRenderingContext2D, x: number, y: number, palette: Palette): void {
  context.beginPath();
  context.arc(x, y, 3.5, 0, Math.PI * 2);
  context.fillStyle = palette.ground;
  context.fill();
  context.strokeStyle = palette['ink-2'];
  context.lineWidth = 1.5;
  context.stroke();
}

/** Right of its circle, or where there is no room for that, at the end of its line. */
function paintExpectedText(
  context: CanvasRenderingContext2D,
  timer: Expected,
  x: number,
  y: number,
  beyond: boolean,
  { scale, viewMs, palette }: LanePicture,
): void {
  const words = t('timeline.in', { label: timer.label, span: spanText(timer.timeMs - viewMs) });
  const text = beyond ? `${words} ›` : words;
  const width = context.measureText(text).width;
  const fits = !beyond && x + 10 + width < scale.widthPx;
  const left = fits ? x + 8 : (beyond ? x : x - 8) - width;
  if (left < xOf(scale, viewMs) + 6) return;
  context.fillStyle = palette.ground;
  context.fillRect(left - 4, y - 2, width + 8, 14);
  context.fillStyle = palette['ink-2'];
  context.fillText(text, left, y + 9);
}
