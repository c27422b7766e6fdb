import { describe, expect, it } from 'vitest';
import { clockOffsetMs, clockText, spanText } from './clock-text.ts';
import { firstWindow, msAt, scaleOf, tickStepMs, ticksOf, xOf, zoomAt } from './time-scale.ts';

describe('the axis', () => {
  it('keeps the young cluster at the left and then follows the moment shown', () => {
    expect(xOf(scaleOf(firstWindow, 0, 1000), 0)).toBeCloseTo(16);
    const later = scaleOf(firstWindow, 600_000, 1000);
    expect(xOf(later, 600_000)).toBeCloseTo(600);
    expect(msAt(later, 600)).toBeCloseTo(600_000);
  });

  it('zooms around the moment under the pointer', () => {
    const scale = scaleOf(firstWindow, 600_000, 1000);
    const window = zoomAt(scale, 250, 2);
    const zoomed = scaleOf(window, 600_000, 1000);
    expect(window.spanMs).toBe(360_000);
    expect(msAt(zoomed, 250)).toBeCloseTo(msAt(scale, 250));
  });

  it('sets its marks at round times of the clock, never before the start', () => {
    const scale = scaleOf(firstWindow, 0, 1250);
    const offset = clockOffsetMs('2026-01-01T09:00:50Z');
    expect(tickStepMs(scale)).toBe(15_000);
    const ticks = ticksOf(scale, offset);
    expect(ticks.slice(0, 2).map((tick) => clockText(offset, tick.ms))).toEqual(['09:01:00', '09:01:15']);
    expect(ticks.every((tick) => tick.ms >= 0)).toBe(true);
  });
});

describe('clock and spans', () => {
  it('shows the simulated clock with tenths', () => {
    const offset = clockOffsetMs('2026-01-01T09:00:00Z');
    expect(clockText(offset, 384_349, true)).toBe('09:06:24.3');
    expect(clockText(offset, 15 * 3_600_000)).toBe('00:00:00');
  });

  it('shortens spans', () => {
    expect([3210, 23_000, 252_000, 3_852_000].map(spanText)).toEqual(['3.2 s', '23 s', '4:12', '1:04:12']);
  });
});
