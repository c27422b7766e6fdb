import { expect, it } from 'vitest';
import { branchTree } from './branch-tree.ts';

const branch = (id: string, parent: string | null, forkedAtMs: number) => ({
  id,
  name: id,
  parent,
  forkedAtMs,
  headMs: 900,
  commands: 0,
});

it('puts each branch below the one that it was forked from', () => {
  const tree = branchTree([
    branch('main', null, 0),
    branch('late', 'main', 200),
    branch('early', 'main', 100),
    branch('inner', 'early', 300),
  ]);
  expect(tree.map((row) => `${row.branch.id} ${row.depth}`)).toEqual([
    'main 0',
    'early 1',
    'inner 2',
    'late 1',
  ]);
});
