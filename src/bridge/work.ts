/**
 * Work that may take long, as a generator: wherever it yields, whoever runs it may rest, tell how far it has come, or
 * leave it there. What is left halfway is as whole as time that was stopped at that moment.
 */
export interface WorkPlace {
  /** The simulated moment that the work has come to. */
  readonly atMs: number;
  /** From 0 to 1; null where nobody knows how much there is. */
  readonly share: number | null;
}

export type Work<Result = unknown> = Generator<WorkPlace, Result, void>;

/** What crosses the bridge is plain data, so nothing else has such a method. */
export function isWork(answer: unknown): answer is Work {
  return typeof (answer as Partial<Work> | null | undefined)?.next === 'function';
}

/** All of it at once. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** As much of it as is done when the clock shows `stopAtMs`; at least a piece. */
export function runUntil<Result>(
  work: Work<Result>,
  now: () => number,
  stopAtMs: number,
): IteratorResult<WorkPlace, Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true || now() > stopAtMs) return step;
  }
}

/** A part of larger work, that takes it from one share to another. */
export function* within<Result>(work: Work<Result>, fromShare: number, toShare: number): Work<Result> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      const share = fromShare + (step.value.share ?? 0) * (toShare - fromShare);
      yield { atMs: step.value.atMs, share };
    }
  } finally {
    // Left here, the part is left too.
    work.return(undefined as Result);
  }
}
