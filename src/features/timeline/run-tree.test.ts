import { expect, it } from 'vitest';
import type { Branch } from '../../bridge/protocol.ts';
import { railsOf } from './run-tree.ts';

const branch = (id: string, parent: string | null): Branch => ({
  id,
  name: id,
  parent,
  forkedAtMs: 0,
  headMs: 0,
  commands: 0,
});

it('gives each branch a row, and says from which it is switched off', () => {
  const rails = railsOf([branch('main', null), branch('b', 'main'), branch('c', 'b'), branch('d', 'main')]);
  expect(rails.map(({ row, parentRow }) => [row, parentRow])).toEqual([
    [0, null],
    [1, 0],
    [2, 1],
    [3, 0],
  ]);
});

it('lets a branch whose parent is gone begin by itself', () => {
  expect(railsOf([branch('c', 'lost')])[0]?.parentRow).toBeNull();
});
