/**
 * The message catalogue: every word of the page comes from here, so that another language is a table, not a search.
 * A feature keeps its English in `messages.en.ts` as `export const t = defineMessages({...})`; the keys and the
 * placeholders of each message are checked by the compiler. Kubernetes' own words are not messages: they stay as they are.
 */
type Counted = { readonly one: string; readonly other: string };
type Ranked = Counted & { readonly two: string; readonly few: string };
type Text = string | Counted | Ranked;
/** The messages of a language by key. */
export type Texts = Readonly<Record<string, Text>>;
type Values = Readonly<Record<string, string | number>>;

/** The names between braces: `'{n} of {m}'` wants `{ n, m }`. */
type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type TextOf<M extends Text> = M extends { readonly other: infer Other extends string }
  ? Other
  : M extends string
    ? M
    : never;
type Arguments<M extends Text> = [Placeholders<TextOf<M>>] extends [never]
  ? []
  : [values: { readonly [Name in Placeholders<TextOf<M>>]: string | number }];

export interface Translate<Catalogue extends Record<string, Text>> {
  <Key extends keyof Catalogue>(key: Key, ...values: Arguments<Catalogue[Key]>): string;
  readonly english: Catalogue;
}

/** The same messages in another language: every key, and counted where the English one is. */
export type Translation<T extends { readonly english: Record<string, Text> }> = {
  readonly [Key in keyof T['english']]: T['english'][Key] extends string ? string : Exclude<Text, string>;
};

let language = 'en';
let plurals = new Intl.PluralRules(language);
let ranks = new Intl.PluralRules(language, { type: 'ordinal' });
let disguise: ((text: string) => string) | undefined;
const translations = new Map<string, Readonly<Record<string, Text>>>();

/**
 * Gives the translator of a feature's own messages. A message with `one` and `other` chooses by its value `n`; one that
 * has `two` and `few` as well counts places (1st, 2nd, 3rd, 4th).
 */
export function defineMessages<const Catalogue extends Record<string, Text>>(
  english: Catalogue,
): Translate<Catalogue> {
  const translate = (key: keyof Catalogue, ...[values]: [values?: Values]): string => {
    const text = translations.get(language)?.[String(key)] ?? english[key];
    if (text === undefined) return String(key);
    const form = chooseForm(text, values);
    return fill(disguise === undefined ? form : disguise(form), values);
  };
  return Object.assign(translate, { english }) as Translate<Catalogue>;
}

/** Adds the texts of another language; what it lacks falls back to English. */
export function addTranslation(tag: string, texts: Readonly<Record<string, Text>>): void {
  translations.set(tag, { ...translations.get(tag), ...texts });
}

/**
 * `tag` is a BCP 47 language tag. Components show it from their next rendering on. `disguised` changes each text before
 * its values are filled in: a pseudo-locale, which shows what is not from the catalogue.
 */
export function setLanguage(tag: string, disguised?: (text: string) => string): void {
  language = tag;
  disguise = disguised;
  plurals = new Intl.PluralRules(tag);
  ranks = new Intl.PluralRules(tag, { type: 'ordinal' });
}

/** BCP 47: what the next rendering shows. */
export function shownLanguage(): string {
  return language;
}

function chooseForm(text: Text, values: Values | undefined): string {
  if (typeof text === 'string') return text;
  const n = Number(values?.['n'] ?? 0);
  if (!('two' in text)) return plurals.select(n) === 'one' ? text.one : text.other;
  const form = ranks.select(n);
  return form === 'one' || form === 'two' || form === 'few' ? text[form] : text.other;
}

function fill(text: string, values: Values | undefined): string {
  if (values === undefined) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
