import { describe, expect, it } from 'vitest';
import { assignSlots, cellOf, emptySlots } from './slots.ts';
import type { PlacedPod, Slots } from './slots.ts';

/** A small seeded generator, so that a failure can be repeated. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const pod = (name: string, machine = 'node-1', namespace = 'default'): PlacedPod => ({
  key: `pods/${namespace}/${name}`,
  machine,
  namespace,
});

const places = (slots: Slots): Map<string, string> =>
  new Map(
    [...slots.byPod].map(([key, slot]) => {
      const cell = cellOf(slots, slot);
      return [key, `${slot.machine}:${cell.row}:${cell.column}`];
    }),
  );

describe('slots', () => {
  it('fill rows from the left and reuse the place of a pod that is gone', () => {
    const full = assignSlots(emptySlots(2), [pod('a'), pod('b'), pod('c')], 2);
    const after = assignSlots(full, [pod('a'), pod('c'), pod('d')], 2);
    expect(places(after).get('pods/default/d')).toBe('node-1:0:1');
    expect(places(after).get('pods/default/c')).toBe('node-1:1:0');
  });

  it('give each namespace rows of its own, at the same height on every machine', () => {
    const slots = assignSlots(
      emptySlots(2),
      [pod('a'), pod('b', 'node-1', 'shop'), pod('c', 'node-2', 'shop')],
      2,
    );
    expect(slots.rows).toEqual(['default', 'shop']);
    expect(places(slots).get('pods/shop/c')).toBe('node-2:1:0');
  });

  it('add rows at the bottom when a shelf is full', () => {
    const before = assignSlots(emptySlots(2), [pod('a'), pod('b'), pod('x', 'node-1', 'shop')], 2);
    const after = assignSlots(before, [...before.byPod.values(), pod('c')], 2);
    expect(after.rows).toEqual(['default', 'shop', 'default']);
  });

  it('stay the same value when nothing changed', () => {
    const slots = assignSlots(emptySlots(2), [pod('a'), pod('b')], 2);
    expect(assignSlots(slots, [pod('b'), pod('a')], 2)).toBe(slots);
  });

  it('seat 110 pods in more and smaller columns', () => {
    const pods = Array.from({ length: 110 }, (_, index) => pod(`p${index}`));
    const slots = assignSlots(emptySlots(2), pods, 2);
    expect(slots.columns).toBe(8);
    expect(slots.rows.length).toBe(14);
    expect(new Set(places(slots).values()).size).toBe(110);
  });

  it.each([1, 2, 3, 4, 5])('never move a survivor, whatever comes and goes (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const machines = ['node-1', 'node-2', 'node-3'];
    const namespaces = ['default', 'shop', 'infra'];
    let pods: PlacedPod[] = [];
    let slots = emptySlots(2);
    for (let round = 0; round < 300; round++) {
      const before = places(slots);
      const columns = slots.columns;
      pods = pods.filter(() => random() > 0.15);
      const arrivals = Math.floor(random() * 4);
      for (let n = 0; n < arrivals && pods.length < 40; n++) {
        const machine = machines[Math.floor(random() * 3)];
        pods.push(pod(`p${round}-${n}`, machine, namespaces[Math.floor(random() * 3)]));
      }
      slots = assignSlots(slots, pods, 2);
      const after = places(slots);
      expect(new Set(after.values()).size, 'two pods in one slot').toBe(pods.length);
      if (slots.columns !== columns) continue;
      for (const [key, place] of after) if (before.has(key)) expect(place).toBe(before.get(key));
    }
  });
});
