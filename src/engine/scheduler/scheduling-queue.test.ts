import { describe, expect, test } from 'vitest';
import { backoffMs, SchedulingQueue } from './scheduling-queue.ts';

const entry = (key: string, priority = 0) => ({ key, uid: key, priority });

describe('the scheduling queue', () => {
  test('gives out the more important pod first, then the one that waits longer', () => {
    const queue = new SchedulingQueue();
    queue.add(entry('a'), 0);
    queue.add(entry('b', 10), 5);
    queue.add(entry('c'), 0);
    expect([1, 2, 3].map(() => queue.pop(10)?.key)).toEqual(['b', 'a', 'c']);
  });

  test('keeps a refused pod until something helps it', () => {
    const queue = new SchedulingQueue();
    queue.add(entry('a'), 0);
    queue.putBack(queue.pop(0)!, ['NodeResourcesFit'], 0);
    expect(queue.pop(60_000)).toBeUndefined();
    queue.requeue('a', 60_000);
    expect(queue.pop(60_000)).toMatchObject({ key: 'a', attempts: 1 });
  });

  test('prefers new pods to one in back-off, and takes that one when there are no others', () => {
    const queue = new SchedulingQueue();
    queue.add(entry('a', 5), 0);
    queue.putBack(queue.pop(0)!, [], 0);
    queue.requeue('a', 100);
    queue.add(entry('b'), 100);
    expect([1, 2].map(() => queue.pop(100)?.key)).toEqual(['b', 'a']);
  });

  test('backs off from one second to ten', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map(backoffMs)).toEqual([0, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  test('says the same after a restore', () => {
    const queue = new SchedulingQueue();
    for (const key of ['a', 'b', 'c', 'd']) queue.add(entry(key, key === 'c' ? 3 : 0), 0);
    queue.putBack(queue.pop(0)!, ['NodeName'], 0);
    queue.remove('a');
    const copy = new SchedulingQueue();
    copy.restore(queue.snapshot());
    expect(copy.snapshot()).toEqual(queue.snapshot());
    expect([1, 2, 3].map(() => copy.pop(0)?.key)).toEqual(['b', 'd', undefined]);
  });
});
