/** Chance for tests, apart from the cluster's own, and what it chooses from. */
import type { ApiRequest, Cluster } from '../engine/index.ts';

/** One thing that a person might do. */
export type Act = (cluster: Cluster, dice: Dice) => ApiRequest;

/** Numbers from 0 up to `below`; chance of the test's own, apart from the cluster's. */
export type Dice = (below: number) => number;

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    // mulberry32: small, and even enough for tests.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function one<Item>(dice: Dice, items: readonly Item[]): Item {
  return items[dice(items.length)]!;
}

/** A part in one of so many cases. */
export function maybe<Part extends object>(dice: Dice, oneIn: number, part: () => Part): Part | object {
  return dice(oneIn) === 0 ? part() : {};
}
