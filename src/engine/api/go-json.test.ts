import { expect, it } from 'vitest';
import { goJsonError } from './go-json.ts';

it.each([
  ['{"a": [1, true, null, "\\u00e9", -0.5e3]}', undefined],
  ['', 'unexpected end of JSON input'],
  ['{"apiVersion": "v1", ', 'unexpected end of JSON input'],
  ['foo', "invalid character 'o' in literal false (expecting 'a')"],
  ['bar', "invalid character 'b' looking for beginning of value"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a": 1 "b"}', `invalid character '"' after object key:value pair`],
  ['{a: 1}', "invalid character 'a' looking for beginning of object key string"],
  ['[1 2]', "invalid character '2' after array element"],
  ['{} x', "invalid character 'x' after top-level value"],
  ['"\\x"', "invalid character 'x' in string escape code"],
])('%s', (text, error) => {
  expect(goJsonError(text)).toBe(error);
});
