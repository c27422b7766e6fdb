import { describe, expect, it } from 'vitest';
import { computeLayout } from './layout.ts';
import { fitViewport, isInView, viewportOf } from './view-port.ts';

const layout = computeLayout({
  form: 'wide',
  machineCount: 3,
  serviceCount: 1,
  columns: 2,
  rows: [3],
  leastRows: 3,
  hasSystemPods: true,
});

describe('the view', () => {
  it('shows the whole cluster at the boards’ size', () => {
    expect(fitViewport(layout, { width: 836, height: 648 }).zoom).toBeCloseTo(1, 1);
  });

  it.each([
    [300, 200],
    [836, 648],
    [2560, 1440],
  ])('has everything in view at %i by %i', (width, height) => {
    const size = { width, height };
    const viewport = fitViewport(layout, size);
    const right = layout.bounds.width * viewport.zoom + viewport.x;
    expect(viewport.x).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(width + 0.001);
    for (const rect of layout.machines) expect(isInView(rect, viewport, size)).toBe(true);
  });

  it('stands in the middle of the room there is', () => {
    const size = { width: 2276, height: 1095 };
    const { x, zoom } = fitViewport(layout, size);
    expect(zoom).toBe(1.5);
    expect(x + (layout.bounds.width * zoom) / 2).toBeCloseTo(size.width / 2);
  });

  it('centres what one goes to, smaller where it would not fit', () => {
    const rect = { x: 100, y: 100, width: 300, height: 200 };
    const size = { width: 390, height: 600 };
    const viewport = viewportOf(rect, size, 2);
    expect(viewport.zoom).toBeLessThan(2);
    expect(viewport.x + (rect.x + rect.width / 2) * viewport.zoom).toBeCloseTo(size.width / 2);
  });
});
