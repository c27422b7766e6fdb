/**
 * Why something happened. Every write and every queued event carries one; following causes ends at a
 * command of a person or at the passing of time (invariant 5).
 */
export type Cause =
  | { readonly kind: 'command'; readonly index: number }
  | { readonly kind: 'revision'; readonly revision: number }
  | { readonly kind: 'time'; readonly atMs: number; readonly timer: string; readonly since?: ArmedBy };

/** What armed a timer: never a timer itself, so causes do not nest without end. */
export type ArmedBy = Exclude<Cause, { kind: 'time' }>;

/** The cluster's own beginning, before any command. */
export const startCause: Cause = { kind: 'time', atMs: 0, timer: 'start' };

/** What a timer that is armed under a cause is armed by. */
export function armedUnder(cause: Cause): ArmedBy | undefined {
  return cause.kind === 'time' ? cause.since : cause;
}

/** The cause of what a timer does, given what the timer was armed by. */
export function timerCause(atMs: number, timer: string, since: ArmedBy | undefined): Cause {
  return since === undefined ? { kind: 'time', atMs, timer } : { kind: 'time', atMs, timer, since };
}
