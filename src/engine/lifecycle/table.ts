/**
 * Runs a compiled lifecycle: a state is a small integer, an event is looked up, and what is to be done comes
 * back as effects. Everything is plain data, so a checkpoint of an instance is one number.
 */

/** What a transition asks of whoever runs it. Delays and actions are the names the machine gives them. */
export type Effect = { readonly arm: string } | { readonly disarm: string } | { readonly act: string };

export interface Transition {
  /** Index of the state it leads to. */
  readonly to: number;
  readonly effects: readonly Effect[];
}

/** As it stands in `generated/`. */
export interface CompiledLifecycle {
  readonly id: string;
  /** Bit n of a guard mask is guard n. */
  readonly guards: readonly string[];
  readonly events: readonly string[];
  /** Dotted paths of the leaf states, `waiting.creating`. */
  readonly states: readonly string[];
  readonly initial: Transition;
  /**
   * By state, then by event: a transition for each guard mask, or a single one where guards don't matter;
   * null where nothing happens.
   */
  readonly transitions: readonly Readonly<Record<string, readonly (Transition | null)[]>>[];
}

/** The event that the end of a delay sends. */
export function elapsed(delay: string): string {
  return `after ${delay}`;
}

/** The mask for `step` of guards that hold. @throws Error when the lifecycle has no guard of such a name. */
export function guardMask(lifecycle: CompiledLifecycle, holding: readonly string[]): number {
  let mask = 0;
  for (const guard of holding) {
    const bit = lifecycle.guards.indexOf(guard);
    if (bit < 0) throw new Error(`lifecycle ${lifecycle.id} has no guard ${guard}`);
    mask |= 1 << bit;
  }
  return mask;
}

/** Where an event leads from a state; undefined when it changes nothing there. */
export function step(
  lifecycle: CompiledLifecycle,
  state: number,
  event: string,
  mask: number,
): Transition | undefined {
  const rows = lifecycle.transitions[state]?.[event];
  if (rows === undefined) return undefined;
  return rows[rows.length === 1 ? 0 : mask] ?? undefined;
}

/** @throws Error when there is no such state. */
export function stateIndex(lifecycle: CompiledLifecycle, path: string): number {
  const index = lifecycle.states.indexOf(path);
  if (index < 0) throw new Error(`lifecycle ${lifecycle.id} has no state ${path}`);
  return index;
}
