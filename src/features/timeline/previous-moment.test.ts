import { expect, it } from 'vitest';
import type { Lane } from '../../model/timeline-store.ts';
import { previousMoment } from './previous-moment.ts';

const lane = (fromMs: readonly number[]): Lane => ({
  key: 'pods/default/a',
  owner: undefined,
  bornMs: 0,
  goneMs: null,
  events: [],
  segments: fromMs.map((from) => ({
    fromMs: from,
    toMs: null,
    state: 'ready',
    word: 'Running',
    restarts: 0,
  })),
});

it('finds the last change or command before the moment shown', () => {
  expect(previousMoment([lane([10, 500]), lane([300])], [{ timeMs: 400 }], 500)).toBe(400);
  expect(previousMoment([lane([10, 500])], [], 10)).toBe(0);
});
