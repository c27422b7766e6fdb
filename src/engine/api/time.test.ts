import { describe, expect, it } from 'vitest';
import { formatMicroTimestamp, formatTimestamp, parseTimestamp } from './time.ts';

describe('timestamps', () => {
  it('agrees with the calendar of the host over four centuries', () => {
    for (let epochMs = -2_208_988_800_000; epochMs < 10_413_792_000_000; epochMs += 987_654_321_000) {
      const expected = new Date(epochMs).toISOString();
      expect(formatTimestamp(epochMs)).toBe(expected.replace('.000', ''));
      expect(parseTimestamp(expected)).toBe(epochMs);
    }
  });

  it('keeps milliseconds in micro times, reads offsets, and refuses nonsense', () => {
    const moment = parseTimestamp('2026-03-02T09:00:00.250Z');
    expect(formatMicroTimestamp(moment)).toBe('2026-03-02T09:00:00.250000Z');
    expect(formatTimestamp(moment)).toBe('2026-03-02T09:00:00Z');
    expect(parseTimestamp('2026-03-02T10:00:00.25+01:00')).toBe(moment);
    expect(parseTimestamp('yesterday')).toBeNaN();
  });
});
