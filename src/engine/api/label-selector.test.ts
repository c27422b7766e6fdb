import { describe, expect, it } from 'vitest';
import {
  formatLabelSelector,
  labelSelectorMatches,
  matchesLabels,
  parseLabelSelector,
  selectorFromObject,
} from './label-selector.ts';

describe('label selectors', () => {
  it('agree between text, object and the fast way', () => {
    const object = {
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['front', 'back'] },
        { key: 'old', operator: 'DoesNotExist' },
        { key: 'stage', operator: 'NotIn', values: ['dev'] },
      ],
    };
    const fromObject = selectorFromObject(object);
    const fromText = parseLabelSelector('app=web,tier in (front,back),!old,stage notin (dev)');
    const candidates: Record<string, string>[] = [
      { app: 'web', tier: 'front' },
      { app: 'web', tier: 'other' },
      { app: 'web', tier: 'back', old: '' },
      { app: 'web', tier: 'back', stage: 'dev' },
      { tier: 'front' },
      {},
    ];
    for (const labels of candidates) {
      const expected = matchesLabels(fromText, labels);
      expect(matchesLabels(fromObject, labels)).toBe(expected);
      expect(labelSelectorMatches(object, labels)).toBe(expected);
    }
    expect(formatLabelSelector(fromObject ?? [])).toBe('app=web,!old,stage notin (dev),tier in (back,front)');
  });

  it('match nothing when absent and everything when empty', () => {
    expect(labelSelectorMatches(undefined, { a: 'b' })).toBe(false);
    expect(labelSelectorMatches({}, undefined)).toBe(true);
    expect(parseLabelSelector('')).toEqual([]);
  });

  it('tell what is wrong in the words of Kubernetes', () => {
    expect(() => parseLabelSelector('a b')).toThrow(
      "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
    );
    expect(() => parseLabelSelector('-a=b')).toThrow(
      /^unable to parse requirement: <nil>: Invalid value: "-a": name part/,
    );
  });
});
