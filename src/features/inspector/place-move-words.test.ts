import { describe, expect, it } from 'vitest';
import type { ChartLayout } from './container-layout.ts';
import { placeMoveWords } from './place-move-words.ts';

const box = (x: number, y: number) => ({ x, y, width: 100, height: 40 });
const layout = (lines: ChartLayout['lines'], boxes: ChartLayout['boxes'] = {}): ChartLayout => ({
  width: 600,
  height: 400,
  boxes,
  lines,
  isLarge: true,
});
const wish = (name: string, words: string, countWidth = 20) => ({ name, words, countWidth, share: 0.5 });

describe('the words of a move', () => {
  it('stand on their own line, before its count', () => {
    const placed = placeMoveWords(layout({ 'a>b': 'M100 100H500' }), [wish('a>b', 'EXIT')]).get('a>b')!;
    expect(placed.count).toEqual({ x: 300, y: 100 });
    expect(placed.anchor).toBe('end');
    expect(placed.words.x).toBeLessThan(290);
  });

  it('lie on no state', () => {
    const lines = { 'a>b': 'M300 50V350' };
    const left = layout(lines, { a: box(190, 180) });
    expect(placeMoveWords(left, [wish('a>b', 'STARTED')]).get('a>b')!.anchor).toBe('start');
    const right = layout(lines, { a: box(310, 180) });
    expect(placeMoveWords(right, [wish('a>b', 'STARTED')]).get('a>b')!.anchor).toBe('end');
  });

  it('never lie on each other', () => {
    const near = layout({ 'a>b': 'M100 100H500', 'b>a': 'M500 112H100' });
    const placed = placeMoveWords(near, [wish('a>b', 'RESTART_DEFERRED'), wish('b>a', 'EXIT')]);
    const [first, second] = [placed.get('a>b')!, placed.get('b>a')!];
    const leftOf = ({ words, anchor }: typeof first, width: number): number =>
      anchor === 'start' ? words.x : anchor === 'end' ? words.x - width : words.x - width / 2;
    const [from, other] = [leftOf(first, 107), leftOf(second, 27)];
    const isApart =
      Math.abs(first.words.y - second.words.y) >= 14 || from >= other + 27 || other >= from + 107;
    expect(isApart).toBe(true);
  });
});
