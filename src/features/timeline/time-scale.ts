/**
 * The timeline's axis: simulated milliseconds to pixels and back, and where the ruler's marks go. A lens widens one
 * stretch of it on the same axis; everything that asks `xOf` is widened with it.
 */

/** A stretch of time that is shown wider than what is around it. */
export interface Lens {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface TimeScale {
  /** The moment at x = 0; may lie before the cluster's start, so that moment 0 has room to its left. */
  readonly fromMs: number;
  /** Outside of the lens. */
  readonly msPerPx: number;
  readonly widthPx: number;
  readonly lens?: PlacedLens;
}

interface PlacedLens extends Lens {
  readonly x: number;
  readonly widthPx: number;
}

/** What a person chose to see: how much time, and from when (null: the window follows the moment shown). */
export interface TimeWindow {
  readonly spanMs: number;
  readonly fromMs: number | null;
}

export interface Tick {
  readonly ms: number;
  readonly x: number;
  /** Inside the lens, milliseconds after its beginning; absent outside. */
  readonly afterMs?: number;
}

export const firstWindow: TimeWindow = { spanMs: 180_000, fromMs: null };

const minSpanMs = 20;
const maxSpanMs = 30 * 24 * 3_600_000;
/** Room left of moment 0, and how far to the right the moment shown may come before the axis moves under it. */
const startRoomPx = 16;
const followAt = 0.6;
/** How much of the axis a lens takes. */
const lensShare = 0.32;

export function scaleOf(window: TimeWindow, viewMs: number, widthPx: number, lens?: Lens | null): TimeScale {
  const msPerPx = window.spanMs / Math.max(1, widthPx);
  const earliest = -startRoomPx * msPerPx;
  const following = Math.max(earliest, viewMs - window.spanMs * followAt);
  const plain = { fromMs: window.fromMs ?? following, msPerPx, widthPx };
  return lens === undefined || lens === null ? plain : withLens(plain, lens, window.spanMs);
}

/** Only a stretch that lies in the window, and that is wider so than without, gets its lens. */
function withLens(plain: TimeScale, lens: Lens, spanMs: number): TimeScale {
  const lensMs = lens.toMs - lens.fromMs;
  const lensPx = plain.widthPx * lensShare;
  const inView = lens.fromMs >= plain.fromMs && lens.toMs <= plain.fromMs + spanMs;
  if (!inView || lensMs <= 0 || lensMs / plain.msPerPx >= lensPx) return plain;
  const msPerPx = (spanMs - lensMs) / Math.max(1, plain.widthPx - lensPx);
  const x = (lens.fromMs - plain.fromMs) / msPerPx;
  return { ...plain, msPerPx, lens: { ...lens, x, widthPx: lensPx } };
}

export function xOf(scale: TimeScale, ms: number): number {
  const { lens } = scale;
  if (lens === undefined || ms <= lens.fromMs) return (ms - scale.fromMs) / scale.msPerPx;
  if (ms >= lens.toMs) return lens.x + lens.widthPx + (ms - lens.toMs) / scale.msPerPx;
  return lens.x + ((ms - lens.fromMs) / (lens.toMs - lens.fromMs)) * lens.widthPx;
}

export function msAt(scale: TimeScale, x: number): number {
  const { lens } = scale;
  if (lens === undefined || x <= lens.x) return scale.fromMs + x * scale.msPerPx;
  if (x >= lens.x + lens.widthPx) return lens.toMs + (x - lens.x - lens.widthPx) * scale.msPerPx;
  return lens.fromMs + ((x - lens.x) / lens.widthPx) * (lens.toMs - lens.fromMs);
}

/** How much time the whole axis shows. */
export function spanOf(scale: TimeScale): number {
  return msAt(scale, scale.widthPx) - scale.fromMs;
}

function limited(spanMs: number): number {
  return Math.min(maxSpanMs, Math.max(minSpanMs, spanMs));
}

/** Zooms by a factor (above 1 shows more time) with the moment under `x` staying where it is. */
export function zoomAt(scale: TimeScale, x: number, factor: number): TimeWindow {
  const spanMs = limited(spanOf(scale) * factor);
  return { spanMs, fromMs: msAt(scale, x) - (x / scale.widthPx) * spanMs };
}

/** Zooms without leaving the moment shown: a window that follows goes on following, another keeps its middle. */
export function zoomFollowing(window: TimeWindow, factor: number): TimeWindow {
  const spanMs = limited(window.spanMs * factor);
  const fromMs = window.fromMs === null ? null : window.fromMs + (window.spanMs - spanMs) / 2;
  return { spanMs, fromMs };
}

export function panBy(scale: TimeScale, dx: number): TimeWindow {
  return { spanMs: spanOf(scale), fromMs: scale.fromMs + dx * scale.msPerPx };
}

/** From one moment to another, neither too near nor too far. */
export function windowBetween(fromMs: number, toMs: number): TimeWindow {
  return { spanMs: limited(toMs - fromMs), fromMs };
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const steps = [
  ...[1, 10, 100].flatMap((n) => [n, 2 * n, 5 * n]),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 6, 12].map((n) => n * hour),
  ...[1, 2, 7].map((n) => n * day),
];

/** The step of the ruler: the finest whose marks stand at least `minPx` apart. */
export function tickStepMs({ msPerPx }: Pick<TimeScale, 'msPerPx'>, minPx = 96): number {
  return steps.find((step) => step / msPerPx >= minPx) ?? 14 * day;
}

/**
 * The ruler's marks, at round times of the clock: `offsetMs` is what the clock shows beyond a full day at moment 0.
 */
export function ticksOf(scale: TimeScale, offsetMs: number): Tick[] {
  const step = tickStepMs(scale);
  const first = Math.ceil((Math.max(0, scale.fromMs) + offsetMs) / step) * step - offsetMs;
  const last = msAt(scale, scale.widthPx);
  const count = Math.min(200, Math.max(0, Math.floor((last - first) / step) + 1));
  const ticks = Array.from({ length: count }, (_, index) => {
    const ms = first + index * step;
    return { ms, x: xOf(scale, ms) };
  });
  const { lens } = scale;
  if (lens === undefined) return ticks;
  return [...ticks.filter(({ x }) => x < lens.x - 72 || x > lens.x + lens.widthPx), ...lensTicks(lens)];
}

function lensTicks(lens: PlacedLens): Tick[] {
  const lensMs = lens.toMs - lens.fromMs;
  const step = tickStepMs({ msPerPx: lensMs / lens.widthPx }, 72);
  const count = Math.floor(lensMs / step) + 1;
  return Array.from({ length: count }, (_, index) => {
    const afterMs = index * step;
    return { ms: lens.fromMs + afterMs, x: lens.x + (afterMs / lensMs) * lens.widthPx, afterMs };
  });
}
