import { describe, expect, it } from 'vitest';
import { clockOffsetMs, clockText, exactText, parseClock, spanText, tickText } from './clock-text.ts';
import { firstWindow, msAt, scaleOf, spanOf, tickStepMs, ticksOf, xOf, zoomAt } from './time-scale.ts';
import { windowHeld } from './use-gestures.ts';

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

describe('the lens', () => {
  const lens = { fromMs: 30_000, toMs: 30_060 };
  const scale = scaleOf({ spanMs: 60_000, fromMs: 0 }, 50_000, 1000, lens);

  it('widens its moment on the same axis, which still ends where it ended', () => {
    expect(xOf(scale, lens.toMs) - xOf(scale, lens.fromMs)).toBeGreaterThan(300);
    expect(xOf(scale, 60_000)).toBeCloseTo(1000);
    expect(spanOf(scale)).toBeCloseTo(60_000);
  });

  it('goes from moments to pixels and back on both sides and within', () => {
    for (const ms of [0, 12_000, 30_000, 30_017, 30_060, 45_000])
      expect(msAt(scale, xOf(scale, ms))).toBeCloseTo(ms, 3);
  });

  it('has a ruler of its own', () => {
    const own = ticksOf(scale, 0).filter(({ afterMs }) => afterMs !== undefined);
    expect(own[0]?.afterMs).toBe(0);
    expect(own.length).toBeGreaterThan(2);
  });

  it('is not there when its moment is not in view, or wide enough already', () => {
    expect(scaleOf({ spanMs: 60_000, fromMs: 40_000 }, 0, 1000, lens).lens).toBeUndefined();
    expect(scaleOf({ spanMs: 100, fromMs: 29_980 }, 0, 1000, lens).lens).toBeUndefined();
  });
});

describe('two fingers', () => {
  it('keep the moments under them', () => {
    const held = { window: { fromMs: 0, spanMs: 1000 }, widthPx: 400, xs: [160, 240] };
    expect(windowHeld(held, [120, 280])).toEqual({ spanMs: 500, fromMs: 250 });
    expect(windowHeld({ ...held, xs: [160] }, [164])).toBeUndefined();
    expect(windowHeld({ ...held, xs: [160] }, [240])).toEqual({ spanMs: 1000, fromMs: -200 });
  });
});

describe('clock and spans', () => {
  it('shows the simulated clock with tenths', () => {
    const offset = clockOffsetMs('2026-01-01T09:00:00Z');
    expect(clockText(offset, 384_349, true)).toBe('09:06:24.3');
    expect(clockText(offset, 15 * 3_600_000)).toBe('00:00:00');
  });

  it('is as exact as the ruler, from milliseconds to days', () => {
    const startedAt = '2026-03-02T09:00:00Z';
    expect(exactText(clockOffsetMs(startedAt), 7)).toBe('09:00:00.007');
    expect(tickText(startedAt, 1350, 50)).toBe('00:01.350');
    expect(tickText(startedAt, 1000, 1000)).toBe('09:00:01');
    expect(tickText(startedAt, 3_600_000, 600_000)).toBe('10:00');
    expect(tickText(startedAt, 15 * 3_600_000, 86_400_000)).toBe('Mar 3');
  });

  it('reads a time that somebody typed as the next such', () => {
    const offset = clockOffsetMs('2026-03-02T09:00:00Z');
    expect(parseClock(offset, '09:01:30', 0)).toBe(90_000);
    expect(parseClock(offset, '9:01', 120_000)).toBe(86_460_000);
    expect(parseClock(offset, 'soon', 0)).toBeUndefined();
  });

  it('shortens spans', () => {
    expect([3210, 23_000, 252_000, 3_852_000].map(spanText)).toEqual(['3.2 s', '23 s', '4:12', '1:04:12']);
  });
});
