import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import { type CompiledLifecycle, elapsed, type Effect, type Transition } from './table.ts';

interface ActionLike {
  readonly type: string;
  readonly params?: unknown;
}

/**
 * Compiles a machine to its table by walking every state, event and combination of guards with XState itself
 * as the oracle. The machine must not use assign, parallel states, history or invoked actors.
 */
export function compile(machine: AnyStateMachine): CompiledLifecycle {
  const guards = Object.keys(machine.implementations.guards);
  let mask = 0;
  const oracle = machine.provide({
    guards: Object.fromEntries(guards.map((name, bit) => [name, () => ((mask >> bit) & 1) === 1])),
  });
  const states: string[] = [];
  const values: unknown[] = [];
  const indexOf = (snapshot: AnyMachineSnapshot): number => {
    const path = pathOf(snapshot.value);
    const known = states.indexOf(path);
    if (known >= 0) return known;
    values.push(snapshot.value);
    return states.push(path) - 1;
  };
  const [first, firstActions] = initialTransition(oracle);
  const initial: Transition = { to: indexOf(first), effects: effectsOf(firstActions) };
  reachEvery(oracle, indexOf);
  const transitions: Record<string, (Transition | null)[]>[] = [];
  for (let state = 0; state < states.length; state++) {
    const rowsByEvent: Record<string, (Transition | null)[]> = {};
    for (const event of oracle.events) {
      const rows: (Transition | null)[] = [];
      for (mask = 0; mask < 1 << guards.length; mask++) rows.push(ask(oracle, values[state], event, indexOf));
      if (rows.some((row) => row !== null)) rowsByEvent[tableEvent(event)] = compact(rows);
    }
    transitions.push(rowsByEvent);
  }
  return { id: machine.id, guards, events: oracle.events.map(tableEvent), states, initial, transitions };
}

/** `waiting.creating` of `{ waiting: 'creating' }`. */
export function pathOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, inner]] = Object.entries(value as Record<string, unknown>) as [[string, unknown]];
  return `${name}.${pathOf(inner)}`;
}

/** Effects in the table's words of the actions that a transition returned. */
export function effectsOf(actions: readonly ActionLike[]): Effect[] {
  return actions.map((action) => {
    const params = action.params as { event?: { type: string }; sendId?: string } | undefined;
    if (action.type === 'xstate.raise') return { arm: delayOf(params!.event!.type) };
    if (action.type === 'xstate.cancel') return { disarm: delayOf(params!.sendId!) };
    return { act: action.type };
  });
}

/** XState calls the end of a delay `xstate.after.<delay>.<state>`; a state has at most one timer of a name. */
export function tableEvent(event: string): string {
  return event.startsWith('xstate.after.') ? elapsed(delayOf(event)) : event;
}

function delayOf(event: string): string {
  return event.split('.')[2]!;
}

function ask(
  oracle: AnyStateMachine,
  value: unknown,
  event: string,
  indexOf: (snapshot: AnyMachineSnapshot) => number,
): Transition | null {
  const snapshot = oracle.resolveState({ value: value as string, context: {} });
  if (snapshot.status !== 'active' || !snapshot.can({ type: event })) return null;
  const [next, actions] = transition(oracle, snapshot, { type: event });
  return { to: indexOf(next), effects: effectsOf(actions) };
}

/** States that no event leads to are drawn all the same, so they are in the table. */
function reachEvery(oracle: AnyStateMachine, indexOf: (snapshot: AnyMachineSnapshot) => number): void {
  const visit = (node: AnyStateMachine['root'], wrap: (inner: unknown) => unknown): void => {
    const children = Object.values(node.states);
    if (children.length === 0) indexOf(oracle.resolveState({ value: wrap(node.key) as string, context: {} }));
    for (const child of children) {
      const inside =
        node === oracle.root ? (inner: unknown) => inner : (inner: unknown) => wrap({ [node.key]: inner });
      visit(child, inside);
    }
  };
  visit(oracle.root, (inner) => inner);
}

function compact(rows: (Transition | null)[]): (Transition | null)[] {
  const first = JSON.stringify(rows[0]);
  return rows.every((row) => JSON.stringify(row) === first) ? rows.slice(0, 1) : rows;
}
