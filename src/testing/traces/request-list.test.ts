import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readRequestLists, replayRequestList } from './request-list.ts';

const lists = readRequestLists(fileURLToPath(new URL('data', import.meta.url)));

describe('recorded lists of requests', () => {
  it('are there', () => {
    expect(lists.map(({ name, cases }) => [name, cases.length])).toEqual([
      ['s-validation', 229],
      ['t-api', 94],
    ]);
  });

  it.each(lists.map((list) => [list.name, list] as const))('%s gets the recorded answers', (_, list) => {
    expect(replayRequestList(list)).toEqual([]);
  });

  it('are held against code and message', () => {
    const [list] = lists;
    const [first, ...others] = list!.cases;
    const response = { ...(first!.response as object), message: 'something else' };
    const about = (cases: typeof others) =>
      replayRequestList({ name: list!.name, cases }).map((difference) => difference.about);
    expect(about([{ ...first!, response }, ...others])).toEqual(['pod-name-uppercase: message']);
    expect(about([{ ...first!, status: 200 }, ...others])).toEqual(['pod-name-uppercase: code']);
  });
});
