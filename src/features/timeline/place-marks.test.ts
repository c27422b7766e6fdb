import { expect, it } from 'vitest';
import { placeMarks } from './place-marks.ts';

const scale = { fromMs: 0, msPerPx: 10, widthPx: 600 };
const mark = (timeMs: number, index: number, fault = false) => ({
  kind: 'command' as const,
  timeMs,
  index,
  label: 'apply web.yaml',
  fault,
});

it('names a mark only where its words have room', () => {
  const placed = placeMarks([mark(0, 0), mark(500, 1), mark(4000, 2), mark(9000, 3)], scale);
  expect(placed.map(({ x, labelled }) => [x, labelled])).toEqual([
    [0, false],
    [50, true],
    [400, true],
  ]);
});

it('shows the fault of those that share a place, and counts the others', () => {
  expect(placeMarks([mark(100, 0, true), mark(101, 1)], scale).map(({ mark: { index } }) => index)).toEqual([
    0,
  ]);
});
