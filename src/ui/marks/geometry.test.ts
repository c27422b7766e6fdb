import { describe, expect, it } from 'vitest';
import { arcPath, hatchPath } from './geometry.ts';

const numbers = (path: string): number[] => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

describe('arcs', () => {
  it('start at twelve o’clock and go clockwise', () => {
    expect(arcPath(10, 10, 5, 0, 0.25)).toBe('M10 5A5 5 0 0 1 15 10');
  });

  it('draw a full turn although start and end would meet', () => {
    const [startX, , , , , , , endX] = numbers(arcPath(10, 10, 5, 0, 1));
    expect(startX).not.toBe(endX);
  });
});

describe('hatching', () => {
  it.each(['rising', 'falling', 'both'] as const)('%s lines stay inside the rounded box', (direction) => {
    const box = { x: 2, y: 3, width: 40, height: 20, radius: 6 };
    const points = numbers(hatchPath(box, 4, direction));
    expect(points.length).toBeGreaterThan(20);
    for (let index = 0; index < points.length; index += 2) {
      const x = (points[index] ?? 0) - box.x;
      const y = (points[index + 1] ?? 0) - box.y;
      const beyondX = Math.max(box.radius - x, x - (box.width - box.radius), 0);
      const beyondY = Math.max(box.radius - y, y - (box.height - box.radius), 0);
      expect(Math.hypot(beyondX, beyondY)).toBeLessThanOrEqual(box.radius + 0.02);
    }
  });
});
