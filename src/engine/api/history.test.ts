import { describe, expect, it } from 'vitest';
import { startCause } from '../kernel/index.ts';
import { changeKey, type Difference, History } from './history.ts';
import type { Change } from './store.ts';

const names = ['a', 'b', 'c', 'd', 'e'];

/** A history of objects that come, change and go, as chance has it. */
function chanceHistory(length: number, seed: number, history = new History()): History {
  let dice = seed;
  const present = new Map<string, Change['next']>();
  for (const change of history.changes) present.set(change.name, change.next);
  for (let index = 0; index < length; index++) {
    dice = (Math.imul(dice, 1103515245) + 12345) & 0x7fffffff;
    const name = names[dice % names.length]!;
    const previous = present.get(name);
    const isGone = previous !== undefined && dice % 3 === 0;
    const revision = history.changes.length + 1;
    const next = isGone ? undefined : { metadata: { name, resourceVersion: String(revision) } };
    present.set(name, next);
    const type = previous === undefined ? 'ADDED' : isGone ? 'DELETED' : 'MODIFIED';
    const place = { resource: 'pods', namespace: 'default', name };
    history.append({
      ...place,
      revision,
      type,
      previous,
      next,
      timeMs: revision,
      author: '',
      cause: startCause,
    });
  }
  return history;
}

/** Change by change: what the quick walk must come to as well. */
function slowDifference({ changes }: History, from: number, to: number): Difference {
  const result: Difference = new Map();
  const { resource } = changes[0]!;
  for (let index = from; index < to; index++)
    result.set(changeKey(changes[index]!), { resource, object: changes[index]!.next });
  for (let index = from - 1; index >= to; index--)
    result.set(changeKey(changes[index]!), { resource, object: changes[index]!.previous });
  return result;
}

function expectSameWalks(history: History): void {
  const { length } = history.changes;
  for (let from = 0; from <= length; from += 3)
    for (let to = 0; to <= length; to += 2)
      expect(history.difference(from, to)).toEqual(slowDifference(history, from, to));
}

describe('a walk through history', () => {
  it('finds what differs between any two moments', () => {
    expectSameWalks(chanceHistory(60, 1));
  });

  it('finds it on a branch too, and the old branch stays as it was', () => {
    const old = chanceHistory(50, 2);
    const branch = chanceHistory(30, 3, old.forkAt(20));
    expectSameWalks(branch);
    expectSameWalks(old);
  });
});
