/** The timeline's axis: simulated milliseconds to pixels and back, and where the ruler's marks go. */

export interface TimeScale {
  /** The moment at x = 0; may lie before the cluster's start, so that moment 0 has room to its left. */
  readonly fromMs: number;
  readonly msPerPx: number;
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
}

export const firstWindow: TimeWindow = { spanMs: 180_000, fromMs: null };

const minSpanMs = 500;
const maxSpanMs = 24 * 3_600_000;
/** Room left of moment 0, and how far to the right the moment shown may come before the axis moves under it. */
const startRoomPx = 16;
const followAt = 0.6;

export function scaleOf(window: TimeWindow, viewMs: number, widthPx: number): TimeScale {
  const msPerPx = window.spanMs / Math.max(1, widthPx);
  const earliest = -startRoomPx * msPerPx;
  const following = Math.max(earliest, viewMs - window.spanMs * followAt);
  return { fromMs: window.fromMs ?? following, msPerPx, widthPx };
}

export function xOf(scale: TimeScale, ms: number): number {
  return (ms - scale.fromMs) / scale.msPerPx;
}

export function msAt(scale: TimeScale, x: number): number {
  return scale.fromMs + x * scale.msPerPx;
}

/** Zooms by a factor (above 1 shows more time) with the moment under `x` staying where it is. */
export function zoomAt(scale: TimeScale, x: number, factor: number): TimeWindow {
  const spanMs = Math.min(maxSpanMs, Math.max(minSpanMs, scale.msPerPx * scale.widthPx * factor));
  return { spanMs, fromMs: msAt(scale, x) - (x / scale.widthPx) * spanMs };
}

/** Zooms without leaving the moment shown: a window that follows goes on following. */
export function zoomFollowing(window: TimeWindow, factor: number): TimeWindow {
  return { spanMs: Math.min(maxSpanMs, Math.max(minSpanMs, window.spanMs * factor)), fromMs: window.fromMs };
}

export function panBy(scale: TimeScale, dx: number): TimeWindow {
  return { spanMs: scale.msPerPx * scale.widthPx, fromMs: scale.fromMs + dx * scale.msPerPx };
}

const steps = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000, 3_600_000, 7_200_000, 21_600_000,
];

/** The step of the ruler: the finest whose marks stand at least `minPx` apart. */
export function tickStepMs(scale: TimeScale, minPx = 96): number {
  return steps.find((step) => step / scale.msPerPx >= minPx) ?? 86_400_000;
}

/**
 * The ruler's marks, at round times of the clock: `offsetMs` is what the clock shows beyond a full day at moment 0.
 */
export function ticksOf(scale: TimeScale, offsetMs: number): Tick[] {
  const step = tickStepMs(scale);
  const first = Math.ceil((Math.max(0, scale.fromMs) + offsetMs) / step) * step - offsetMs;
  const last = msAt(scale, scale.widthPx);
  const count = Math.min(200, Math.max(0, Math.floor((last - first) / step) + 1));
  return Array.from({ length: count }, (_, index) => {
    const ms = first + index * step;
    return { ms, x: xOf(scale, ms) };
  });
}
