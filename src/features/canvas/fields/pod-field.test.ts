import { describe, expect, it } from 'vitest';
import { blocksOf, cellsInView, gridOf, seatRect } from './pod-field.ts';
import type { PodField } from './pod-field.ts';

const columns = 40;
const field: PodField = {
  key: 'replicasets.apps/default/web',
  name: 'web',
  at: { x: 300, y: 100 },
  grid: gridOf({ width: 108, height: 32, pitchX: 124, pitchY: 44 }),
  seats: Array.from({ length: 1000 }, (_, index) => ({
    id: `pods/default/p${index}`,
    podKey: `pods/default/p${index}`,
    cell: { row: Math.floor(index / columns), column: index % columns },
  })),
};

describe('a field of pods', () => {
  it.each([0.08, 0.3, 1])('loses none of them to blocks, and none moves (zoom %f)', (zoom) => {
    const blocks = blocksOf(field, zoom);
    const places = blocks.flatMap((block) =>
      block.seats.map(({ id, cell }) => [id, seatRect({ ...field, at: block.rect }, cell)] as const),
    );
    expect(new Map(places)).toEqual(new Map(field.seats.map(({ id, cell }) => [id, seatRect(field, cell)])));
  });

  it('has few blocks from afar, and the same ones while one comes a little nearer', () => {
    expect(blocksOf(field, 0.1).length).toBeLessThanOrEqual(2);
    expect(blocksOf(field, 0.3).map(({ id }) => id)).toEqual(blocksOf(field, 0.26).map(({ id }) => id));
  });

  it('knows about how many are in view', () => {
    const screen = { width: 1240, height: 440 };
    expect(cellsInView([field], { x: 0, y: 0, zoom: 0.1 }, screen)).toBe(1000);
    expect(cellsInView([field], { x: -300, y: -100, zoom: 1 }, screen)).toBe(100);
    expect(cellsInView([field], { x: 9000, y: 0, zoom: 1 }, screen)).toBe(0);
  });
});
