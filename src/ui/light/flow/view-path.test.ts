import { describe, expect, it } from 'vitest';
import { easeCubic, viewPath } from './view-path.ts';

const size = { width: 800, height: 600 };
const from = { x: 0, y: 0, zoom: 1 };
const far = { x: -4000, y: -1000, zoom: 1 };

describe('the way from view to view', () => {
  it('begins and ends where it should', () => {
    for (const way of ['smooth', 'linear'] as const) {
      const path = viewPath(from, { x: 50, y: -70, zoom: 2 }, size, way);
      expect(path(0).x).toBeCloseTo(0);
      expect(path(0).zoom).toBeCloseTo(1);
      expect(path(1)).toEqual({ x: 50, y: -70, zoom: 2 });
    }
  });

  it('draws back over a long distance when it is smooth', () => {
    expect(viewPath(from, far, size, 'smooth')(0.5).zoom).toBeLessThan(0.5);
    expect(viewPath(from, far, size, 'linear')(0.5).zoom).toBeCloseTo(1);
  });

  it('keeps the middle where it is while it only zooms', () => {
    const { x, y, zoom } = viewPath(from, { x: -400, y: -300, zoom: 2 }, size, 'smooth')(0.5);
    expect([(400 - x) / zoom, (300 - y) / zoom]).toEqual([expect.closeTo(400), expect.closeTo(300)]);
  });

  it('goes slowly at both ends', () => {
    expect([0, 0.1, 0.5, 0.9, 1].map(easeCubic)).toEqual([
      0,
      expect.closeTo(0.004),
      0.5,
      expect.closeTo(0.996),
      1,
    ]);
  });
});
