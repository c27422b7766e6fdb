/** Words to arguments: variables, outputs of lines, blanks that split, names of files that match. */
import type { Word, WordPart } from './syntax.ts';

export interface Expansion {
  variable(name: string): string;
  /** Runs a line and gives what it printed. */
  output(line: string): Promise<string>;
  /** Names of all files. */
  fileNames(): readonly string[];
}

/** Every word's arguments: none for an unquoted value that is empty, several for one with blanks. */
export async function expandWords(words: readonly Word[], expansion: Expansion): Promise<string[]> {
  const result: string[] = [];
  for (const word of words) result.push(...(await expandWord(word, expansion)));
  return result;
}

/** A word as one text, neither split nor matched: values of assignments, heredocs, targets of redirects. */
export async function expandText(word: Word, expansion: Expansion): Promise<string> {
  let text = '';
  for (const part of word) text += await valueOf(part, expansion);
  return text;
}

interface Field {
  text: string;
  /** Whether unquoted `*` or `?` stand in it. */
  isPattern: boolean;
}

async function expandWord(word: Word, expansion: Expansion): Promise<string[]> {
  const fields: Field[] = [];
  let open: Field | undefined;
  const append = (text: string, isPattern: boolean): void => {
    if (open === undefined) fields.push((open = { text: '', isPattern: false }));
    open.text += text;
    open.isPattern ||= isPattern;
  };
  for (const part of word) {
    const value = await valueOf(part, expansion);
    if (part.quoted) append(value, false);
    else if (part.kind === 'text') append(value, /[*?]/.test(value));
    else {
      for (const [index, piece] of value.split(/[ \t\n]+/).entries()) {
        if (index > 0) open = undefined;
        if (piece !== '') append(piece, false);
      }
    }
  }
  return fields.flatMap((field) => matchesOf(field, expansion));
}

async function valueOf(part: WordPart, expansion: Expansion): Promise<string> {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'variable') return expansion.variable(part.name);
  return (await expansion.output(part.line)).replace(/\n+$/, '');
}

/** A pattern stands for the files that it matches, or for itself when there are none. */
function matchesOf({ text, isPattern }: Field, expansion: Expansion): string[] {
  if (!isPattern) return [text];
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  const pattern = new RegExp(`^${source}$`);
  const found = expansion.fileNames().filter((name) => pattern.test(name));
  return found.length > 0 ? found.toSorted() : [text];
}
