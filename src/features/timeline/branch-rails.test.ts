import { expect, it } from 'vitest';
import { railsOf } from './branch-rails.ts';

const branch = (id: string, parent: string | null) => ({
  id,
  name: id,
  parent,
  forkedAtMs: 100,
  headMs: 200,
  commands: 0,
});
const shown = (current: string) =>
  railsOf([branch('main', null), branch('a', 'main'), branch('b', 'a')], current).rails.map(
    (rail) => `${rail.branch.id}${rail.current ? '*' : ''}`,
  );

it('shows the branch looked at with its parent, or the first with its youngest child', () => {
  expect(shown('b')).toEqual(['a', 'b*']);
  expect(shown('main')).toEqual(['main*', 'a']);
  expect(railsOf([branch('main', null)], 'main')).toMatchObject({
    rails: [{ row: 0, forkedAtMs: null }],
    hidden: 0,
  });
  expect(railsOf([], 'main')).toEqual({ rails: [], hidden: 0 });
});
