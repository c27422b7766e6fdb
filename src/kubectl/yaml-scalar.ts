/**
 * Which style a text takes in YAML: what kubectl's library (`sigs.k8s.io/yaml/goyaml.v2`: resolve.go, emitterc.go)
 * would read as something else than a text is quoted, and so is what can't stand plain.
 */

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

/** Words of YAML 1.1 that are no text. */
const words = new Set(
  [
    ['', '~', 'null', 'Null', 'NULL', '<<'],
    ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'],
    ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'],
    ['.nan', '.NaN', '.NAN', '.inf', '.Inf', '.INF'],
    ['+.inf', '+.Inf', '+.INF', '-.inf', '-.Inf', '-.INF'],
  ].flat(),
);

const decimal = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const integer = /^[-+]?(0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+)$/;
const sexagesimal = /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/;
const timestamp = /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/;

function looksLikeText(text: string): boolean {
  if (words.has(text) || sexagesimal.test(text) || timestamp.test(text)) return false;
  if (!/^[-+.\d]/.test(text)) return true;
  const digits = text.replaceAll('_', '');
  return !decimal.test(digits) && !integer.test(digits);
}

/** Style of a value, or of a key: keys stand on one line. */
export function styleOf(text: string, isKey: boolean): ScalarStyle {
  const allowed = analyze(text);
  if (text.includes('\n')) return allowed.literal && !isKey ? 'literal' : 'double';
  if (!looksLikeText(text)) return 'double';
  if (allowed.plain && !(isKey && text === '')) return 'plain';
  return allowed.single ? 'single' : 'double';
}

/** Letters that begin something of YAML's own. */
const indicators = new Set('#,[]{}&*!|>\'"%@`');

function analyze(text: string): { plain: boolean; single: boolean; literal: boolean } {
  const special = [...text].some((letter) => letter !== '\n' && !isPrintable(letter)) || / \n/.test(text);
  const spaceAfterBreak = /\n /.test(text);
  const spaced = /^[ \n]|[ \n]$/.test(text);
  return {
    plain: !special && !spaceAfterBreak && !spaced && !hasIndicator(text),
    single: !special && !spaceAfterBreak,
    literal: !special && !text.endsWith(' '),
  };
}

function hasIndicator(text: string): boolean {
  if (text.startsWith('---') || text.startsWith('...') || indicators.has(text[0] ?? '')) return true;
  return /^[-?:]([ \t]|$)/.test(text) || /:([ \t]|$)/.test(text) || /[ \t\n]#/.test(text);
}

/** Beside breaks, which are looked at alone. */
export function isPrintable(letter: string): boolean {
  const code = letter.codePointAt(0)!;
  if (code < 0x20 || code === 0x7f || code === 0xfeff) return false;
  return (
    code < 0x7f || (code >= 0xa0 && (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff)
  );
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

/** A letter inside of double quotes. */
export function escapeLetter(letter: string): string {
  const known = escapes[letter];
  if (known !== undefined || isPrintable(letter)) return known ?? letter;
  const code = letter.codePointAt(0)!;
  const hex = (digits: number) => code.toString(16).toUpperCase().padStart(digits, '0');
  if (code <= 0xff) return `\\x${hex(2)}`;
  return code <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`;
}
