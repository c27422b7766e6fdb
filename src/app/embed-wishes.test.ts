import { describe, expect, it } from 'vitest';
import { readWishes } from './embed-wishes.ts';

const wishes = (search: string, around = '', ...wanted: string[]) => readWishes(search, around, wanted);

it('takes what an author asked for', () => {
  expect(
    wishes('?theme=dark&contrast=more&motion=reduced&lang=de&title=A%20node%20dies&break=node-1'),
  ).toEqual({
    looks: { theme: 'dark', contrast: 'more', motion: 'reduced' },
    language: 'de',
    title: 'A node dies',
    machine: 'node-1',
  });
});

it('speaks as the page around it, else as the browser wishes', () => {
  expect(wishes('', 'de-AT', 'en').language).toBe('de');
  expect(wishes('', '', 'fr', 'de').language).toBe('de');
  expect(wishes('', 'fr', 'de').language).toBe('en');
  expect(wishes('?lang=en', 'de', 'de').language).toBe('en');
});

describe('what nobody of good will would write', () => {
  it.each([
    ['theme', 'url(evil)'],
    ['lang', '__proto__'],
    ['lang', '../../x'],
    ['break', '../pods/x'],
    ['break', 'a'.repeat(300)],
    ['break', '<script>'],
  ])('%s=%s is not heard', (name, value) => {
    expect(wishes(`?${name}=${encodeURIComponent(value)}`)).toEqual(wishes(''));
  });

  it('a title is short, and reads as it is', () => {
    expect(wishes(`?title=${'x'.repeat(100_000)}`).title).toHaveLength(80);
    expect(wishes('?title=safe%E2%80%AEcod.exe%00').title).toBe('safe cod.exe');
    expect(wishes('?title=%E2%80%8B').title).toBeUndefined();
    expect(wishes('?title=<b>bold</b>').title).toBe('<b>bold</b>');
  });
});
