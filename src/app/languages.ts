/** The languages of the page. Kubernetes' own words and what kubectl prints stay English in all of them. */
import { addTranslation, setLanguage } from '../ui/i18n.ts';
import { loadTexts } from './load-texts.ts';

export interface Language {
  /** BCP 47. */
  readonly tag: string;
  /** In the language itself. */
  readonly name: string;
  /** For translators and tests: not offered to a person. */
  readonly isPseudo?: true;
}

export const languages: readonly Language[] = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
  { tag: 'en-XA', name: 'Accented English', isPseudo: true },
  { tag: 'ar-XB', name: 'English from right to left', isPseudo: true },
];

const rightToLeft = new Set(['ar-XB']);
const translated: readonly string[] = ['de'];

/** The language that a person chose, or the first that their browser asks for and the page has; English else. */
export function languageFor(chosen: string, wanted: readonly string[]): string {
  for (const tag of [chosen, ...wanted]) {
    const found =
      languages.find((language) => language.tag === tag) ??
      languages.find((language) => language.tag === tag.split('-')[0]);
    if (found !== undefined) return found.tag;
  }
  return 'en';
}

/** The language that the address asks for (`?lang=de`), which wins over what was chosen before; empty: none. */
export function addressedLanguage(search: string): string {
  return new URLSearchParams(search).get('lang') ?? '';
}

/** Brings the texts of a language and shows them from the next rendering on. Rejects when they can't be loaded. */
export async function showLanguage(tag: string): Promise<void> {
  if (translated.includes(tag)) addTranslation(tag, await loadTexts(tag));
  const pseudo = tag === 'en-XA' ? (await import('../ui/pseudo-locale.ts')).pseudo : undefined;
  setLanguage(tag, pseudo);
  document.documentElement.lang = tag;
  document.documentElement.dir = rightToLeft.has(tag) ? 'rtl' : 'ltr';
}
