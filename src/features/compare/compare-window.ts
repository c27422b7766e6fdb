/** Which stretch of time is shown, and its ruler, whose zero is where the branches part. */
import type { Lives } from './lives.ts';

export interface CompareScale {
  readonly fromMs: number;
  readonly toMs: number;
  readonly widthPx: number;
}

export interface Tick {
  readonly ms: number;
  readonly x: number;
  /** Seconds since the branches parted. */
  readonly seconds: number;
}

const shortestMs = 10_000;
/** What goes on after the last change is no news; some of it shows that nothing comes. */
const restShare = 0.15;
const beforeShare = 0.09;

/** From a little before the branches part to a little after the last change in either. */
export function windowOf(
  sides: readonly Lives[],
  partedMs: number,
  headMs: number,
): { fromMs: number; toMs: number } {
  const moments = sides.flatMap(({ pods, wanted }) => [
    ...pods.flatMap(({ spans, goneMs }) => [...spans.map(({ fromMs }) => fromMs), goneMs ?? 0]),
    ...[...wanted.values()].flat().map(({ fromMs }) => fromMs),
  ]);
  const last = moments.reduce((latest, ms) => Math.max(latest, ms), partedMs);
  const spanMs = Math.max(shortestMs, (last - partedMs) * (1 + restShare));
  const toMs = Math.max(partedMs + shortestMs, Math.min(partedMs + spanMs, Math.max(headMs, last)));
  return { fromMs: Math.max(0, partedMs - (toMs - partedMs) * beforeShare), toMs };
}

export function xOf(scale: CompareScale, ms: number): number {
  return ((ms - scale.fromMs) / (scale.toMs - scale.fromMs)) * scale.widthPx;
}

export function msAt(scale: CompareScale, x: number): number {
  return scale.fromMs + (x / scale.widthPx) * (scale.toMs - scale.fromMs);
}

const steps = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000];

export function ticksOf(scale: CompareScale, partedMs: number, minPx = 64): Tick[] {
  const msPerPx = (scale.toMs - scale.fromMs) / Math.max(1, scale.widthPx);
  const step = steps.find((candidate) => candidate / msPerPx >= minPx) ?? 3_600_000;
  const first = Math.ceil((scale.fromMs - partedMs) / step);
  const count = Math.min(200, Math.floor((scale.toMs - partedMs) / step) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const ms = partedMs + (first + index) * step;
    return { ms, x: xOf(scale, ms), seconds: (ms - partedMs) / 1000 };
  });
}
