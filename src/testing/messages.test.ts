/**
 * The catalogues together: every English message has its German one, is told apart by its key, and is used. What a
 * single catalogue looks like is the compiler's business already.
 */
import { describe, expect, it } from 'vitest';
import { german } from '../app/german.ts';
import type { Texts } from '../ui/i18n.ts';

type Message = Texts[string];
interface Catalogue {
  readonly t: { readonly english: Texts };
}

const catalogues = Object.entries(import.meta.glob<Catalogue>('../**/*messages.en.ts', { eager: true }));
const translations = import.meta.glob<{ german: Texts }>('../**/*messages.de.ts', { eager: true });
const english = catalogues.flatMap(([, { t }]) => Object.entries(t.english));
const code = Object.values(
  import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*messages.*.ts', '!../**/*.test.ts'], {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
).join('\n');

describe('messages', () => {
  it('are found', () => {
    expect(catalogues.length).toBeGreaterThan(10);
    expect(english.length).toBeGreaterThan(700);
  });

  it('have a key of their own over all catalogues', () => {
    const keys = english.map(([key]) => key);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it.each(catalogues)('have German beside English: %s', (path, { t }) => {
    const own = translations[path.replace('.en.ts', '.de.ts')]?.german ?? {};
    expect(Object.keys(own).toSorted()).toEqual(Object.keys(t.english).toSorted());
    for (const key of Object.keys(own)) expect(german[key], key).toBe(own[key]);
  });

  it('keep placeholders and plural forms in German', () => {
    for (const [key, text] of english) {
      expect(shapeOf(german[key]!), key).toEqual(shapeOf(text));
    }
  });

  it('are each used', () => {
    const named = new Set(Array.from(code.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g), ([, key]) => key));
    const stems = Array.from(code.matchAll(/`([a-z][\w-]*(?:\.[\w-]+)*\.)\$\{/g), ([, stem]) => stem!);
    const unused = english
      .map(([key]) => key)
      .filter((key) => !named.has(key) && !stems.some((stem) => key.startsWith(stem)));
    expect(unused).toEqual([]);
  });

  it('hold no markup but strong words', () => {
    for (const [key, text] of [...english, ...Object.entries(german)])
      for (const form of formsOf(text)) {
        expect(form, key).not.toMatch(/<\/?[a-z]|&\w+;|`/);
        expect(form.split('**').length % 2, `${key}: ** in pairs`).toBe(1);
      }
  });

  it('look like German: its quotes, and a gap before an ellipsis', () => {
    for (const [key, text] of Object.entries(german))
      for (const form of formsOf(text)) {
        expect(form, key).not.toMatch(/["“][^“„”"]*[”"]|\S…/);
        expect(form, `${key}: nobody is addressed`).not.toMatch(/\b(Sie|Ihnen|du|dein\w*)\b(?! (hat|läuft))/);
      }
  });
});

function formsOf(text: Message): readonly string[] {
  return typeof text === 'string' ? [text] : Object.values<string>(text);
}

/** Whether a message counts, and the values it wants. */
function shapeOf(text: Message): { counts: boolean; values: readonly string[] } {
  const found = formsOf(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []);
  return { counts: typeof text !== 'string', values: [...new Set(found)].toSorted() };
}
