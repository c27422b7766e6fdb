import { beforeEach, expect, it } from 'vitest';
import { useBookmarks } from './bookmarks-store.ts';

beforeEach(() => useBookmarks.getState().replace([]));

it('keeps bookmarks in the order of time, each with an id of its own', () => {
  const { add, rename, remove } = useBookmarks.getState();
  const late = add({ name: 'late', branch: 'main', timeMs: 900 });
  const early = add({ name: 'early', branch: 'main', timeMs: 100 });
  expect(useBookmarks.getState().bookmarks.map(({ name }) => name)).toEqual(['early', 'late']);
  rename(early, 'first');
  remove(late);
  expect(useBookmarks.getState().bookmarks).toEqual([
    { id: early, name: 'first', branch: 'main', timeMs: 100 },
  ]);
  expect(add({ name: 'third', branch: 'main', timeMs: 5 })).not.toBe(early);
});
