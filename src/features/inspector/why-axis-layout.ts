/**
 * Where the steps of a why chain stand on their axis, in px: to scale, and where one wait is so long that the rest
 * would share a pixel, with that wait cut, so that each side has a scale of its own.
 */

export interface AxisStep {
  readonly timeMs: number;
}

/** A stretch of the axis with one scale. */
export interface AxisPart {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromX: number;
  readonly toX: number;
  readonly pxPerMs: number;
}

export interface Capsule {
  readonly x: number;
  /** Places of its steps, the first is 0. */
  readonly steps: readonly number[];
}

export interface AxisLayout {
  /** One, or two with a cut between them. */
  readonly parts: readonly AxisPart[];
  readonly capsules: readonly Capsule[];
  /** What lies between two parts, in simulated ms; 0 when nothing is cut. */
  readonly cutMs: number;
}

export const capsuleWidth = (steps: number): number => 8 + 14 * steps;
/** Steps closer than this share a capsule. */
const nearPx = 20;
/** A wait of more than this share of the whole is cut. */
const longShare = 0.5;
const cutPx = 32;
/** So much of a cut wait is seen on either side. */
const tailPx = 72;
/** Nothing is spread more than this: a chain of a few ms is no cartoon. */
const mostPxPerMs = 8;

/** `steps` oldest first, at least two; `width` in px, of which the last capsule takes its part. */
export function layOutAxis(steps: readonly AxisStep[], width: number): AxisLayout {
  const parts = partsOf(steps, width);
  const [first, last] = [parts[0]!, parts.at(-1)!];
  return {
    parts,
    capsules: capsulesOf(steps, parts),
    cutMs: parts.length === 1 ? 0 : last.fromMs - first.toMs,
  };
}

/** The place of a moment; one that is cut out lies at the cut. */
export function xOfMoment(parts: readonly AxisPart[], timeMs: number): number {
  const part = parts.find(({ toMs }) => timeMs <= toMs) ?? parts.at(-1)!;
  return Math.max(part.fromX, part.fromX + (timeMs - part.fromMs) * part.pxPerMs);
}

function partsOf(steps: readonly AxisStep[], width: number): AxisPart[] {
  const fromMs = steps[0]!.timeMs;
  const toMs = steps.at(-1)!.timeMs;
  const endX = width - capsuleWidth(1);
  const after = longestWaitAfter(steps);
  const waitMs = steps[after + 1]!.timeMs - steps[after]!.timeMs;
  const isCut = waitMs > (toMs - fromMs) * longShare && steps.length > 2;
  const whole = partOver(fromMs, toMs, 0, endX);
  if (!isCut) return [whole];
  const leftMs = steps[after]!.timeMs - fromMs;
  const rightMs = toMs - steps[after + 1]!.timeMs;
  const room = endX - cutPx - 2 * tailPx;
  // Each side has room for its steps' capsules; what is left goes by how many steps there are.
  const leftPx = (room * (after + 1)) / steps.length;
  const leftScale = scaleFor(leftMs, leftPx);
  const rightScale = scaleFor(rightMs, room - leftPx);
  const leftEndMs = steps[after]!.timeMs + tailPx / leftScale;
  const rightStartMs = steps[after + 1]!.timeMs - tailPx / rightScale;
  if (leftEndMs >= rightStartMs) return [whole];
  const cutX = leftMs * leftScale + tailPx;
  const rightX = endX - (toMs - rightStartMs) * rightScale;
  return [
    { fromMs, toMs: leftEndMs, fromX: 0, toX: cutX, pxPerMs: leftScale },
    { fromMs: rightStartMs, toMs, fromX: rightX, toX: endX, pxPerMs: rightScale },
  ];
}

function partOver(fromMs: number, toMs: number, fromX: number, toX: number): AxisPart {
  const pxPerMs = scaleFor(toMs - fromMs, toX - fromX);
  return { fromMs, toMs, fromX, toX: fromX + (toMs - fromMs) * pxPerMs, pxPerMs };
}

/** What takes no time at all takes the finest scale that there is. */
function scaleFor(ms: number, px: number): number {
  return ms <= 0 ? mostPxPerMs : Math.min(mostPxPerMs, px / ms);
}

/** The place of the step before the longest wait. */
function longestWaitAfter(steps: readonly AxisStep[]): number {
  let longest = 0;
  for (let at = 0; at + 1 < steps.length; at++) if (waitAt(steps, at) > waitAt(steps, longest)) longest = at;
  return longest;
}

const waitAt = (steps: readonly AxisStep[], at: number): number =>
  (steps[at + 1]?.timeMs ?? 0) - (steps[at]?.timeMs ?? 0);

/** One begins at the true moment of its first step. */
function capsulesOf(steps: readonly AxisStep[], parts: readonly AxisPart[]): Capsule[] {
  const capsules: Capsule[] = [];
  steps.forEach(({ timeMs }, step) => {
    const x = xOfMoment(parts, timeMs);
    const last = capsules.at(-1);
    const isNear = last !== undefined && x < last.x + capsuleWidth(last.steps.length) - 14 + nearPx;
    if (isNear) capsules[capsules.length - 1] = { ...last, steps: [...last.steps, step] };
    else capsules.push({ x, steps: [step] });
  });
  return capsules;
}

const tickSteps = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000,
  600_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
];

/** Round moments of a part, far enough from each other for their words, and how far that is in ms. */
export function ticksOf({ fromMs, toMs, pxPerMs }: AxisPart): {
  readonly stepMs: number;
  readonly at: readonly number[];
} {
  const stepMs = tickSteps.find((step) => step * pxPerMs >= 88) ?? tickSteps.at(-1)!;
  const at: number[] = [];
  for (let ms = Math.ceil(fromMs / stepMs) * stepMs; ms <= toMs; ms += stepMs) at.push(ms);
  return { stepMs, at };
}
