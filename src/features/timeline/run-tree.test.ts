import { expect, it } from 'vitest';
import type { Branch } from '../../bridge/protocol.ts';
import { placeNames, railsOf } from './run-tree.ts';

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

it('puts names where they want to be, and side by side where they would cover each other', () => {
  const wish = (leftPx: number) => ({ leftPx, widthPx: 40 });
  expect(placeNames([wish(10), wish(200)], 400)).toEqual([10, 200]);
  expect(placeNames([wish(210), wish(200)], 400)).toEqual([210, 170]);
  expect(placeNames([wish(200), wish(200), wish(200)], 400)).toEqual([120, 160, 200]);
  expect(placeNames([wish(390), wish(390)], 400)).toEqual([320, 360]);
});
