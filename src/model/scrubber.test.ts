import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createScrub } from './scrubber.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Told = 'rest' | 'drag' | 'still';

function recorded(seekMs: number): { scrub: (timeMs: number) => Promise<void>; asked: (number | Told)[] } {
  const asked: (number | Told)[] = [];
  const scrub = createScrub({
    seekRoughly: (timeMs) => {
      asked.push(timeMs);
      return new Promise((resolve) => setTimeout(resolve, seekMs));
    },
    tellRest: () => {
      asked.push('rest');
      return Promise.resolve();
    },
    onDrag: (isDragging) => asked.push(isDragging ? 'drag' : 'still'),
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
  expect(asked).toEqual(['drag', 1, 4, 6]);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toEqual(['drag', 1, 4, 6, 'rest', 'still']);
});

it('goes on after a moment that could not be shown', async () => {
  const asked: number[] = [];
  const scrub = createScrub({
    seekRoughly: (timeMs) => {
      asked.push(timeMs);
      return timeMs < 0 ? Promise.reject(new Error('before the start')) : Promise.resolve();
    },
    tellRest: () => Promise.resolve(),
    onDrag: () => undefined,
  });
  await expect(scrub(-1)).rejects.toThrow('before the start');
  await scrub(2);
  expect(asked).toEqual([-1, 2]);
});
