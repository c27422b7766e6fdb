import { describe, expect, it } from 'vitest';
import { cellPlace, computeLayout } from './layout.ts';
import type { LayoutForm, Rect } from './layout.ts';

const layoutOf = (machineCount: number, rows = 3, columns = 2, form: LayoutForm = 'wide') =>
  computeLayout({
    form,
    machineCount,
    serviceCount: 2,
    columns,
    rows: Array.from({ length: Math.max(1, machineCount) }, () => rows),
    leastRows: 3,
    hasSystemPods: true,
  });

const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('layout', () => {
  it('gives three machines the measures of the board', () => {
    const layout = layoutOf(3);
    expect(layout.bounds.width).toBe(836);
    expect(layout.machines).toEqual([
      { x: 12, y: 164, width: 260, height: 388 },
      { x: 288, y: 164, width: 260, height: 388 },
      { x: 564, y: 164, width: 260, height: 388 },
    ]);
    expect(cellPlace(layout.grid, { row: 1, column: 1 })).toEqual({ x: 136, y: 236 });
    expect(layout.services[0]).toEqual({ x: 12, y: 588, width: 304, height: 44 });
  });

  it.each([0, 1, 2, 4, 5, 9, 24, 41, 100])('lets nothing overlap with %i machines', (count) => {
    for (const form of ['wide', 'narrow'] as const) {
      const layout = layoutOf(count, 5, form === 'wide' ? 2 : 3, form);
      const all = [layout.controlPlane, layout.queue, ...layout.machines, ...layout.services];
      expect(layout.machines).toHaveLength(count);
      for (const [index, one] of all.entries()) {
        for (const other of all.slice(index + 1)) expect(overlaps(one, other)).toBe(false);
        expect(one.x + one.width).toBeLessThanOrEqual(layout.bounds.width);
        expect(one.y + one.height).toBeLessThanOrEqual(layout.bounds.height);
      }
    }
  });

  it.each([
    [2, 10],
    [4, 10],
    [8, 14],
  ])('keeps %i columns of pods inside the machine', (columns, rows) => {
    const layout = layoutOf(3, rows, columns);
    const { grid } = layout;
    const last = cellPlace(grid, { row: rows - 1, column: columns - 1 });
    const machine = layout.machines[0];
    expect(last.x + grid.cellWidth * grid.scale).toBeLessThanOrEqual((machine?.width ?? 0) - 12);
    expect(last.y + grid.cellHeight * grid.scale).toBeLessThanOrEqual((machine?.height ?? 0) - 8);
  });
});
