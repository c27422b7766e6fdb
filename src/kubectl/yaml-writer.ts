/**
 * YAML as kubectl writes it (`sigs.k8s.io/yaml/goyaml.v2` emitterc.go): keys in order, lists not indented, long texts
 * folded at spaces after 80 columns.
 */
import { escapeLetter, styleOf } from './yaml-scalar.ts';

const foldAfter = 80;
/** Longer keys stand on a line of their own after a question mark. */
const longestKey = 128;

/** JSON data as YAML, with its last line end. */
export function writeYaml(value: unknown): string {
  return isComposite(value) ? linesOf(value, 0).join('\n') + '\n' : `${scalar(value, 0, 2)}\n`;
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Lines of a map or a list that begin at a column. */
function linesOf(value: object, indent: number): string[] {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value)) return value.flatMap((item: unknown) => itemLines(item, indent, pad));
  const keys = Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] !== undefined);
  return keys.toSorted(compareKeys).flatMap((key) => {
    const field = (value as Record<string, unknown>)[key];
    const name = keyText(key);
    if ([...key].length > longestKey) return [`${pad}? ${name}`, ...entryLines(`${pad}:`, field, indent)];
    return entryLines(`${pad}${name}:`, field, indent);
  });
}

function entryLines(start: string, field: unknown, indent: number): string[] {
  if (!isComposite(field)) return `${start} ${scalar(field, start.length + 1, indent + 2)}`.split('\n');
  return [start, ...linesOf(field, Array.isArray(field) ? indent : indent + 2)];
}

/** The first line of an item stands behind its dash. */
function itemLines(item: unknown, indent: number, pad: string): string[] {
  if (!isComposite(item)) return `${pad}- ${scalar(item, indent + 2, indent + 2)}`.split('\n');
  const [first = '', ...others] = linesOf(item, indent + 2);
  return [`${pad}- ${first.slice(indent + 2)}`, ...others];
}

function keyText(key: string): string {
  const style = styleOf(key, true);
  if (style === 'double') return `"${[...key].map(escapeLetter).join('')}"`;
  return style === 'single' ? `'${key.replaceAll("'", "''")}'` : key;
}

/** Text of a value whose first letter stands at `column`, and further lines at `indent`. */
function scalar(value: unknown, column: number, indent: number): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  if (typeof value !== 'string') return value === undefined ? 'null' : String(value);
  switch (styleOf(value, false)) {
    case 'plain':
      return fold([...value], column, indent, { escapes: false });
    case 'single': {
      const letters = [...value].map((letter) => (letter === "'" ? "''" : letter));
      return `'${fold(letters, column + 1, indent, { escapes: false })}'`;
    }
    case 'double':
      return `"${fold([...value].map(escapeLetter), column + 1, indent, { escapes: true })}"`;
    case 'literal':
      return literal(value, indent);
  }
}

/** Breaks after a word that went over the edge; in double quotes, a space that follows is escaped. */
function fold(
  letters: readonly string[],
  start: number,
  indent: number,
  { escapes }: { readonly escapes: boolean },
): string {
  let text = '';
  let column = start;
  let afterSpace = false;
  for (const [index, letter] of letters.entries()) {
    const isInside = index > 0 && index < letters.length - 1;
    const mayBreak = letter === ' ' && !afterSpace && isInside && column > foldAfter;
    if (mayBreak && (escapes || letters[index + 1] !== ' ')) {
      const guard = escapes && letters[index + 1] === ' ' ? '\\' : '';
      text += `\n${' '.repeat(indent)}${guard}`;
      column = indent + guard.length;
    } else {
      text += letter;
      column += [...letter].length;
    }
    afterSpace = letter === ' ';
  }
  return text;
}

/** Lines after a bar: a minus says that the last one has no end, a plus that there is more than one. */
function literal(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomping = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const body = text.replace(/\n$/, '').split('\n');
  const lines = body.map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
  return [`|${hint}${chomping}`, ...lines].join('\n');
}

/** Numbers in keys count as numbers: `a2` before `a10`; letters come after all else. `goyaml.v2` sorter.go */
function compareKeys(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < left.length && i < right.length; i++) {
    if (left[i] === right[i]) continue;
    return compareAt(left, right, i);
  }
  return left.length - right.length;
}

const isLetter = (letter: string | undefined) => /^\p{L}$/u.test(letter ?? '');
const isDigit = (letter: string | undefined) => /^\p{Nd}$/u.test(letter ?? '');

function compareAt(left: readonly string[], right: readonly string[], at: number): number {
  const [a, b] = [left[at]!, right[at]!];
  const byCode = a.codePointAt(0)! - b.codePointAt(0)!;
  if (isLetter(a) && isLetter(b)) return byCode;
  if (isLetter(a) !== isLetter(b)) return isLetter(a) ? 1 : -1;
  const start = (a === '0' || b === '0') && hasNumberBefore(left, at) ? '1' : '';
  const [first, second] = [numberAt(left, at, start), numberAt(right, at, start)];
  if (first.value !== second.value) return first.value - second.value;
  return first.end === second.end ? byCode : first.end - second.end;
}

/** Whether the digits right before are more than zeros. */
function hasNumberBefore(letters: readonly string[], at: number): boolean {
  return /[1-9]\d*$/.test(letters.slice(0, at).join(''));
}

/** A run of digits as a number, after the digit that it continues; nothing is zero. */
function numberAt(letters: readonly string[], at: number, start: string): { value: number; end: number } {
  let end = at;
  while (isDigit(letters[end])) end++;
  return { value: Number(start + letters.slice(at, end).join('') || '0'), end };
}
