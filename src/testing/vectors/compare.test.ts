import { describe, expect, it } from 'vitest';
import type { CompareMode } from './compare.ts';
import { compare } from './compare.ts';

const holds = (mode: CompareMode, expected: unknown, actual: unknown) =>
  compare(mode, expected, actual).length === 0;

describe('compare', () => {
  it('counts absent, null, {} and [] as the same, at any depth', () => {
    expect(holds('equal', { a: 1 }, { a: 1, b: null, c: {}, d: [], e: { f: undefined } })).toBe(true);
    expect(holds('equal', undefined, {})).toBe(true);
    expect(holds('equal', { a: 0 }, {})).toBe(false);
    expect(holds('equal', { a: '' }, {})).toBe(false);
    expect(holds('equal', { a: false }, {})).toBe(false);
  });

  it('keeps the order and number of items', () => {
    expect(holds('equal', [1, 2], [2, 1])).toBe(false);
    expect(holds('equal', [{}], [])).toBe(false);
    expect(holds('equal', [{ a: {} }], [{}])).toBe(true);
  });

  it('compares sets without order, counting repetitions', () => {
    expect(holds('set', [1, 2, 2], [2, 1, 2])).toBe(true);
    expect(holds('set', [1, 2, 2], [2, 1, 1])).toBe(false);
    expect(holds('set', undefined, [])).toBe(true);
  });

  it('ignores further keys for subsets, and nothing else', () => {
    expect(holds('subset', { a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 })).toBe(true);
    expect(holds('subset', { a: {} }, { a: { b: 1 } })).toBe(true);
    expect(holds('subset', { a: null }, { a: 1 })).toBe(false);
    expect(holds('subset', [{ a: 1 }], [{ a: 1, b: 2 }])).toBe(true);
    expect(holds('subset', [{ a: 1 }], [{ a: 1 }, { a: 1 }])).toBe(false);
  });

  it('tells null from absent when strict', () => {
    expect(holds('strict', { a: null }, {})).toBe(false);
    expect(holds('strict', { a: {} }, {})).toBe(false);
    expect(holds('strict', { a: null, b: [1] }, { b: [1], a: null })).toBe(true);
  });

  it('says where the difference is', () => {
    expect(
      compare('equal', { spec: { ports: [{ port: 80 }] } }, { spec: { ports: [{ port: 81 }] } }),
    ).toEqual([{ path: 'spec.ports[0].port', expected: 80, actual: 81 }]);
  });
});
