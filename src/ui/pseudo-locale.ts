/**
 * English in disguise, for finding words that no catalogue holds and places that longer words don't fit: letters wear
 * accents, each text is a third longer and stands in brackets. What stands in braces is a value's name and stays.
 */
export function pseudo(text: string): string {
  const disguised = text.replace(/\{\w+\}|[a-z]/gi, (found) => accented[found] ?? found);
  return `⟦${disguised}${'~'.repeat(Math.ceil(text.length / 3))}⟧`;
}

const plain = 'aceginosuyACEGINOSUY';
const accents = 'àçéĝîñôšûýÀÇÉĜÎÑÔŠÛÝ';
const accented: Readonly<Record<string, string>> = Object.fromEntries(
  [...plain].map((letter, at) => [letter, [...accents][at] ?? letter]),
);
