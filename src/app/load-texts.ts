import type { Texts } from '../ui/i18n.ts';

/** The texts of a language; English needs none. Rejects when they can't be loaded. */
export async function loadTexts(tag: string): Promise<Texts> {
  return tag === 'de' ? (await import('./german.ts')).german : {};
}
