import { describe, expect, it } from 'vitest';
import { parseSearch } from './search-query.ts';
import type { SearchTarget } from './search-query.ts';

const web: SearchTarget = {
  name: 'web-5c7c7c598-v5fcf',
  kind: 'Pod',
  namespace: 'shop',
  node: 'node-1',
  labels: { app: 'web', tier: 'front' },
  states: ['backOff', 'CrashLoopBackOff'],
};

describe('a search of the canvas', () => {
  it.each([
    'web',
    'v5fcf',
    'pod',
    'app=web',
    'app=',
    'app!=db',
    'tier',
    'state:back-off',
    'state:CrashLoop',
    '-state:ready',
    'ns:shop',
    'node:node-1',
    'kind:pod app=web shop',
    'NODE-1',
  ])('finds by %s', (text) => expect(parseSearch(text).matches(web)).toBe(true));

  it.each(['db', 'app=we', 'app!=web', 'state:ready', '-ns:shop', 'node:node-2', 'web app=db'])(
    'passes over by %s',
    (text) => expect(parseSearch(text).matches(web)).toBe(false),
  );

  it('is empty without a word', () => expect(parseSearch('  ').isEmpty).toBe(true));
});
