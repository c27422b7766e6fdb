import { describe, expect, it } from 'vitest';
import { splitWords } from './words.ts';

describe('splitWords', () => {
  it.each([
    ['kubectl get  pods', ['kubectl', 'get', 'pods']],
    ['annotate x cause="first version"', ['annotate', 'x', 'cause=first version']],
    [`patch -p '{"a":"b \\n"}'`, ['patch', '-p', '{"a":"b \\n"}']],
    ['a "x\\"y" b\\ c ""', ['a', 'x"y', 'b c', '']],
  ])('splits %s', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  it('refuses an open quote', () => {
    expect(() => splitWords('get "pods')).toThrow('unclosed quote "');
  });
});
