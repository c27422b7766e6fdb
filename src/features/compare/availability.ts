/** How many pods could answer, from moment to moment, and what that sums up to. All numbers come from the marks. */
import type { Lives, PodLife } from './lives.ts';

/** What holds between two moments. */
export interface Step {
  readonly fromMs: number;
  readonly toMs: number;
  readonly wanted: number;
  readonly readyOld: number;
  readonly readyNew: number;
  /** Pods on their way out that still pass their probes. */
  readonly leaving: number;
}

export interface Figures {
  /** The fewest ready pods, and how many were wanted then. */
  readonly worstReady: number;
  readonly worstWanted: number;
  /** Milliseconds in which pods were wanted, and none was ready or still answered on its way out. */
  readonly nobodyMs: number;
  readonly missingPodSeconds: number;
  /** From the beginning until all wanted pods were ready for good; null when that is not so at the end. */
  readonly allReadyAfterMs: number | null;
}

interface Counts {
  wanted: number;
  readyOld: number;
  readyNew: number;
  leaving: number;
}

/** @param isOld whether a pod is of a version that was there before the branches parted */
export function availabilityOf(
  lives: Lives,
  fromMs: number,
  toMs: number,
  isOld: (pod: PodLife) => boolean,
): Step[] {
  const changes = changesOf(lives, isOld).toSorted((left, right) => left.timeMs - right.timeMs);
  const counts: Counts = { wanted: 0, readyOld: 0, readyNew: 0, leaving: 0 };
  const steps: Step[] = [];
  let index = 0;
  let atMs = fromMs;
  while (atMs < toMs) {
    for (; index < changes.length && changes[index]!.timeMs <= atMs; index++) {
      const { what, by } = changes[index]!;
      counts[what] += by;
    }
    const nextMs = Math.min(toMs, changes[index]?.timeMs ?? toMs);
    addStep(steps, { ...counts, fromMs: atMs, toMs: nextMs });
    atMs = nextMs;
  }
  return steps;
}

/** Steps that are alike are one. */
function addStep(steps: Step[], step: Step): void {
  const last = steps.at(-1);
  const isSame =
    last !== undefined &&
    (['wanted', 'readyOld', 'readyNew', 'leaving'] as const).every((what) => last[what] === step[what]);
  if (isSame) steps[steps.length - 1] = { ...last, toMs: step.toMs };
  else steps.push(step);
}

interface CountChange {
  readonly timeMs: number;
  readonly what: keyof Counts;
  readonly by: number;
}

function changesOf(lives: Lives, isOld: (pod: PodLife) => boolean): CountChange[] {
  const changes: CountChange[] = [];
  for (const pod of lives.pods) {
    const ready = isOld(pod) ? 'readyOld' : 'readyNew';
    for (const { fromMs, toMs, state, serving } of pod.spans) {
      const isLeaving = state === 'terminating' && serving;
      if (state !== 'ready' && !isLeaving) continue;
      const what = isLeaving ? 'leaving' : ready;
      changes.push({ timeMs: fromMs, what, by: 1 });
      if (toMs !== null) changes.push({ timeMs: toMs, what, by: -1 });
    }
  }
  for (const steps of lives.wanted.values()) {
    let before = 0;
    for (const { fromMs, pods } of steps) {
      changes.push({ timeMs: fromMs, what: 'wanted', by: pods - before });
      before = pods;
    }
  }
  return changes;
}

export function readyIn(step: Step): number {
  return step.readyOld + step.readyNew;
}

/** Pods are wanted, and a request would find none. */
export function isNobodyThere(step: Step): boolean {
  return step.wanted > 0 && readyIn(step) === 0 && step.leaving === 0;
}

/** None is ready, but pods on their way out answer as a last resort. */
export function isFallback(step: Step): boolean {
  return step.wanted > 0 && readyIn(step) === 0 && step.leaving > 0;
}

export function figuresOf(steps: readonly Step[]): Figures {
  let worst: Step | undefined;
  let nobodyMs = 0;
  let missingMs = 0;
  let missingUntilMs: number | undefined;
  for (const step of steps) {
    const missing = Math.max(0, step.wanted - readyIn(step));
    const spanMs = step.toMs - step.fromMs;
    if (step.wanted > 0 && (worst === undefined || readyIn(step) < readyIn(worst))) worst = step;
    if (isNobodyThere(step)) nobodyMs += spanMs;
    missingMs += missing * spanMs;
    if (missing > 0) missingUntilMs = step.toMs;
  }
  const beganMs = steps[0]?.fromMs ?? 0;
  const isMissing = missingUntilMs !== undefined && missingUntilMs === steps.at(-1)?.toMs;
  return {
    worstReady: worst === undefined ? 0 : readyIn(worst),
    worstWanted: worst?.wanted ?? 0,
    nobodyMs,
    missingPodSeconds: missingMs / 1000,
    allReadyAfterMs: isMissing ? null : (missingUntilMs ?? beganMs) - beganMs,
  };
}

export function stepAt(steps: readonly Step[], ms: number): Step | undefined {
  return (
    steps.find((step) => step.fromMs <= ms && ms < step.toMs) ?? steps.findLast((step) => step.toMs <= ms)
  );
}

/** Stretches of steps for which something holds, joined. */
export function stretchesOf(
  steps: readonly Step[],
  holds: (step: Step) => boolean,
): { readonly fromMs: number; readonly toMs: number }[] {
  const stretches: { fromMs: number; toMs: number }[] = [];
  for (const step of steps) {
    if (!holds(step)) continue;
    const last = stretches.at(-1);
    if (last?.toMs === step.fromMs) last.toMs = step.toMs;
    else stretches.push({ fromMs: step.fromMs, toMs: step.toMs });
  }
  return stretches;
}
