import { describe, expect, it } from 'vitest';
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  quantityToBytes,
  quantityToMilli,
  subtractQuantities,
} from './quantity.ts';

describe('quantities', () => {
  it('are printed with the largest suffix that loses nothing', () => {
    const printed = ['0.5', '1000m', '1024Mi', '1.5Gi', '1e13', '1000E'].map((text) =>
      canonicalQuantity(text),
    );
    expect(printed).toEqual(['500m', '1', '1Gi', '1536Mi', '10e12', '1e21']);
  });

  it('count in thousandths and in whole units, rounded up', () => {
    expect(quantityToMilli('250m')).toBe(250);
    expect(quantityToMilli('1.0001')).toBe(1001);
    expect(quantityToBytes('128Mi')).toBe(134217728);
    expect(quantityToBytes('1m')).toBe(1);
  });

  it('add and subtract exactly, in the notation of the first', () => {
    const [half, gibibyte] = [parseQuantity('500m'), parseQuantity('1Gi')];
    expect(formatQuantity(addQuantities(half, parseQuantity('1')))).toBe('1500m');
    expect(formatQuantity(subtractQuantities(gibibyte, parseQuantity('512Mi')))).toBe('512Mi');
    expect(compareQuantities(gibibyte, parseQuantity('1G'))).toBe(1);
  });

  it('refuse what is none, without hanging on huge exponents', () => {
    for (const text of ['', 'abc', '1 Gi', '64MB', '1e999999999', '--1']) {
      expect(() => parseQuantity(text)).toThrow();
    }
  });
});
