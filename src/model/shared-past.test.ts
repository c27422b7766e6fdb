import { expect, it } from 'vitest';
import { forkParent, sharedUntilMs } from './shared-past.ts';

const branch = (id: string, parent: string | null, forkedAtMs: number) => ({
  id,
  name: id,
  parent,
  forkedAtMs,
  headMs: 900,
  commands: 0,
});
const branches = [
  branch('main', null, 0),
  branch('a', 'main', 100),
  branch('b', 'a', 300),
  branch('c', 'main', 200),
];

it('ends where one left the other, or where the first of them left what they both come from', () => {
  expect(sharedUntilMs(branches, 'main', 'a')).toBe(100);
  expect(sharedUntilMs(branches, 'b', 'a')).toBe(300);
  expect(sharedUntilMs(branches, 'b', 'main')).toBe(100);
  expect(sharedUntilMs(branches, 'b', 'c')).toBe(100);
  expect(sharedUntilMs(branches, 'c', 'c')).toBe(Number.POSITIVE_INFINITY);
  expect(sharedUntilMs(branches, 'c', 'gone')).toBe(0);
});

it('compares a branch with its parent, and the first with its youngest child', () => {
  expect(['main', 'a', 'b'].map((id) => forkParent(branches, id))).toEqual(['c', 'main', 'a']);
  expect(forkParent([branch('main', null, 0)], 'main')).toBeUndefined();
});
