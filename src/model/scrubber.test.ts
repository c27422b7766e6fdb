import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createScrub } from './scrubber.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recorded(seekMs: number): { scrub: (timeMs: number) => Promise<void>; asked: (number | 'rest')[] } {
  const asked: (number | 'rest')[] = [];
  const scrub = createScrub({
    seekRoughly: (timeMs) => {
      asked.push(timeMs);
      return new Promise((resolve) => setTimeout(resolve, seekMs));
    },
    tellRest: () => {
      asked.push('rest');
      return Promise.resolve();
    },
  });
  return { scrub, asked };
}

it('leaves out what is stale, shows the last, and tells the rest once the hand is still', async () => {
  const { scrub, asked } = recorded(10);
  for (const timeMs of [1, 2, 3, 4]) void scrub(timeMs);
  await vi.advanceTimersByTimeAsync(15);
  void scrub(5);
  const shown = scrub(6);
  await vi.advanceTimersByTimeAsync(30);
  await shown;
  expect(asked).toEqual([1, 4, 6]);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toEqual([1, 4, 6, 'rest']);
});

it('goes on after a moment that could not be shown', async () => {
  const asked: number[] = [];
  const scrub = createScrub({
    seekRoughly: (timeMs) => {
      asked.push(timeMs);
      return timeMs < 0 ? Promise.reject(new Error('before the start')) : Promise.resolve();
    },
    tellRest: () => Promise.resolve(),
  });
  await expect(scrub(-1)).rejects.toThrow('before the start');
  await scrub(2);
  expect(asked).toEqual([-1, 2]);
});
