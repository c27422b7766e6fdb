import { describe, expect, it } from 'vitest';
import { zoomLevel } from './zoom-level.ts';

describe('zoom level', () => {
  it('follows the zoom', () => {
    expect([0.2, 0.5, 1, 2].map((zoom) => zoomLevel(zoom, undefined, 0))).toEqual([
      'far',
      'middle',
      'near',
      'close',
    ]);
  });

  it('holds on to the level it has within the hysteresis', () => {
    expect(zoomLevel(0.69, 'near', 0)).toBe('near');
    expect(zoomLevel(0.67, 'near', 0)).toBe('middle');
    expect(zoomLevel(0.71, 'middle', 0)).toBe('middle');
    expect(zoomLevel(0.73, 'middle', 0)).toBe('near');
  });

  it('draws tiles when there would be too many cards', () => {
    expect(zoomLevel(1, 'near', 301)).toBe('middle');
    expect(zoomLevel(0.3, 'near', 301)).toBe('far');
  });
});
