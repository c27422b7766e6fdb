import { describe, expect, it } from 'vitest';
import type { Cause } from './cause.ts';
import { EventQueue } from './event-queue.ts';
import { canonicalJson, hashJson } from './json.ts';
import { Kernel } from './kernel.ts';

const cause: Cause = { kind: 'command', index: 0 };

describe('event queue', () => {
  it('orders by time, then by order of arming, whatever was pushed, popped and cancelled', () => {
    const random = new Kernel('queue').random('test');
    const queue = new EventQueue();
    const waiting = new Map<number, number>();
    let last = { atMs: -1, sequence: -1 };
    for (let sequence = 1; sequence < 20_000; sequence++) {
      const atMs = Math.max(last.atMs, 0) + random.integer(50);
      queue.push({ atMs, sequence, part: 'p', timer: '', payload: null, cause });
      waiting.set(sequence, atMs);
      if (random.integer(4) === 0) {
        const doomed = [...waiting.keys()][random.integer(waiting.size)]!;
        expect(queue.cancel(doomed)).toBe(true);
        waiting.delete(doomed);
      }
      if (random.integer(2) === 0 && waiting.size > 0) {
        const next = queue.pop()!;
        const soonest = [...waiting].reduce((best, entry) => (entry[1] < best[1] ? entry : best));
        expect([next.sequence, next.atMs]).toEqual(soonest);
        waiting.delete(next.sequence);
        last = next;
      }
      expect(queue.size).toBe(waiting.size);
      if (waiting.size > 60) while (waiting.size > 0) waiting.delete(queue.pop()!.sequence);
    }
  });
});

describe('kernel', () => {
  /** A part that arms more timers by chance and writes down what happened. */
  function noisy(seed: string): { kernel: Kernel; told: string[] } {
    const kernel = new Kernel(seed);
    const told: string[] = [];
    kernel.handle('noisy', (payload, timer) => {
      told.push(`${kernel.nowMs} ${timer} ${String(payload)} ${canonicalJson(kernel.cause)}`);
      const random = kernel.random('noise');
      if (told.length < 3000)
        for (let count = random.integer(3); count >= 0; count--)
          kernel.schedule('noisy', 'tick', random.integer(40), told.length);
    });
    kernel.schedule('noisy', 'first', 5, 0);
    return { kernel, told };
  }

  it('gives the same run in one step, in a thousand, and from a checkpoint in the middle', () => {
    const once = noisy('a');
    once.kernel.advanceTo(2000);
    const often = noisy('a');
    for (let timeMs = 0; timeMs <= 2000; timeMs += 2) often.kernel.advanceTo(timeMs);
    expect(often.told).toEqual(once.told);
    expect(often.kernel.snapshot()).toEqual(once.kernel.snapshot());

    const half = noisy('a');
    half.kernel.advanceTo(777);
    const restored = noisy('a');
    restored.told.push(...half.told);
    restored.kernel.restore(JSON.parse(JSON.stringify(half.kernel.snapshot())));
    restored.kernel.advanceTo(2000);
    expect(restored.told).toEqual(once.told);
    expect(hashJson(restored.kernel.snapshot())).toBe(hashJson(once.kernel.snapshot()));
  });

  it('takes back chance that a refused action used', () => {
    const kernel = new Kernel('a');
    kernel.tentatively(() => (kernel.random('x').next(), false));
    const first = kernel.random('x').next();
    expect(first).toBe(new Kernel('a').random('x').next());
  });

  it('says which part answers itself for ever instead of hanging', () => {
    const kernel = new Kernel('a');
    kernel.handle('echo', () => void kernel.schedule('echo', '', 0, null));
    kernel.schedule('echo', '', 1, null);
    expect(() => kernel.advanceTo(10)).toThrow(/events at 1 ms, last: echo/);
  });
});
