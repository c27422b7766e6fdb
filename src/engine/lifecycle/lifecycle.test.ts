import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, initialTransition, transition } from 'xstate';
import { compile, effectsOf, pathOf, tableEvent } from './compile.ts';
import { containerMachine } from './container.machine.ts';
import { containerLifecycle, podLifecycle, step, stateIndex } from './index.ts';
import { podMachine } from './pod.machine.ts';
import type { CompiledLifecycle } from './table.ts';

const lifecycles: readonly [string, AnyStateMachine, CompiledLifecycle][] = [
  ['container', containerMachine, containerLifecycle],
  ['pod', podMachine, podLifecycle],
];

/** A small generator of its own, so that a failing walk can be walked again. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}

describe.each(lifecycles)('the compiled %s lifecycle', (name, machine, table) => {
  it('is up to date with its machine', () => {
    const file = new URL(`generated/${name}.json`, import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(compile(machine))));
  });

  it('has every leaf state of the machine, and names no state twice', () => {
    expect(new Set(table.states).size).toBe(table.states.length);
    expect(table.transitions).toHaveLength(table.states.length);
  });

  it('takes the same way as XState on random walks', () => {
    let mask = 0;
    const guards = table.guards;
    const oracle = machine.provide({
      guards: Object.fromEntries(guards.map((guard, bit) => [guard, () => ((mask >> bit) & 1) === 1])),
    });
    const roll = dice(7);
    let taken = 0;
    for (let walk = 0; walk < 300; walk++) {
      let [snapshot] = initialTransition(oracle);
      let state = table.initial.to;
      for (let index = 0; index < 60 && snapshot.status === 'active'; index++) {
        mask = roll(1 << guards.length);
        const event = oracle.events[roll(oracle.events.length)]!;
        const known = step(table, state, tableEvent(event), mask);
        expect(snapshot.can({ type: event })).toBe(known !== undefined);
        if (known === undefined) continue;
        const [next, actions] = transition(oracle, snapshot, { type: event });
        expect(table.states[known.to]).toBe(pathOf(next.value));
        expect(known.effects).toEqual(effectsOf(actions));
        snapshot = next;
        state = known.to;
        taken++;
      }
    }
    expect(taken).toBeGreaterThan(1200);
  });
});

describe('the container lifecycle', () => {
  const at = (path: string): number => stateIndex(containerLifecycle, path);

  it('goes from an exit to terminated, and on to back-off only when it may restart', () => {
    const exited = step(containerLifecycle, at('running.ready'), 'EXIT', 0);
    expect(exited?.to).toBe(at('terminated'));
    expect(step(containerLifecycle, at('terminated'), 'RESTART_DEFERRED', 0)).toBeUndefined();
    expect(step(containerLifecycle, at('terminated'), 'RESTART_DEFERRED', 1)).toEqual({
      to: at('waiting.crashLoopBackOff'),
      effects: [{ arm: 'backoff' }],
    });
  });
});
