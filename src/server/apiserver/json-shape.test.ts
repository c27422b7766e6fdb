import { describe, expect, it } from 'vitest';
import { duplicateFields, TooDeepError } from './json-shape.ts';

describe('duplicateFields', () => {
  it.each([
    ['{"a":1,"b":{"a":2}}', []],
    ['{"a":1,"a":2,"a":3}', ['a']],
    ['{"spec":{"list":[{"x":1},{"x":1, "x" : 2}]}}', ['spec.list[1].x']],
    ['{"a":"}{\\"a\\":","a\\u0062":1,"ab":2}', ['ab']],
    ['{"list":["a","a",{}, [{"k":1,"k":2}]],"k":{}}', ['list[1][0].k']],
    ['[]', []],
  ])('of %s', (text, expected) => {
    expect(duplicateFields(text)).toEqual(expected);
  });

  it('refuses what nests too deeply', () => {
    expect(() => duplicateFields('['.repeat(5000) + ']'.repeat(5000))).toThrow(TooDeepError);
  });
});
