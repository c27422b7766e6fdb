/**
 * Splits a typed line into words as a shell does: spaces separate, single quotes keep everything, double
 * quotes keep all but backslash escapes. There are no variables, pipes or globs.
 * @throws Error when a quote isn't closed.
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let index = 0; index < line.length; index++) {
    const character = line[index]!;
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (quote === '"' && character === '\\' && /["\\$`]/.test(line[index + 1] ?? ''))
        word += line[++index]!;
      else word += character;
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= '';
    } else if (character === '\\') {
      word = (word ?? '') + (line[++index] ?? '');
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== '') throw new Error(`unclosed quote ${quote}`);
  return word === undefined ? words : [...words, word];
}
