/** Functions of Go templates (`text/template/funcs.go`), and kubectl's own `exists` and `base64decode`. */
import { decodeBase64 } from '../../engine/api/base64.ts';
import { GoTemplateError } from './syntax.ts';

export type TemplateFunction = (...values: readonly unknown[]) => unknown;

/** Whether a value counts as true. */
export function isTrue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** A value as `{{ }}` prints it. */
export function printTemplateValue(value: unknown): string {
  return value === undefined || value === null ? '<no value>' : printInside(value);
}

function printInside(value: unknown): string {
  if (value === undefined || value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(printInside).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `map[${pairs.map(([key, field]) => `${key}:${printInside(field)}`).join(' ')}]`;
}

/** The element at keys and numbers, one inside of the other; nothing where a map has no such key. */
function elementAt(value: unknown, ...keys: readonly unknown[]): unknown {
  return keys.reduce((inside, key) => {
    if (inside === undefined || inside === null) throw new GoTemplateError('index of untyped nil');
    if (!Array.isArray(inside)) return (inside as Record<string, unknown>)[String(key)];
    if (typeof key !== 'number' || key < 0 || key >= inside.length)
      throw new GoTemplateError(`error calling index: reflect: slice index out of range`);
    return inside[key] as unknown;
  }, value);
}

function has(value: unknown, ...keys: readonly unknown[]): boolean {
  try {
    return elementAt(value, ...keys) !== undefined;
  } catch {
    return false;
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return new TextEncoder().encode(value).length;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length;
  throw new GoTemplateError('error calling len: len of type is not supported');
}

/** Texts beside each other stand without a space. */
function print(...values: readonly unknown[]): string {
  return values
    .map((value, index) => {
      const beside = index > 0 && typeof value !== 'string' && typeof values[index - 1] !== 'string';
      return (beside ? ' ' : '') + printInside(value);
    })
    .join('');
}

function printFormatted(format: unknown, ...values: readonly unknown[]): string {
  const queue = [...values];
  return String(format).replace(/%([-0]?)(\d*)(?:\.(\d+))?([a-z%])/g, (...match: readonly string[]) => {
    const [, flag, width = '', digits, verb] = match;
    if (verb === '%') return '%';
    const value = queue.shift();
    const text = printVerb(verb!, value, digits);
    if (flag === '-') return text.padEnd(Number(width));
    return text.padStart(Number(width), flag === '0' ? '0' : ' ');
  });
}

function printVerb(verb: string, value: unknown, digits: string | undefined): string {
  if (verb === 'q') return JSON.stringify(String(value));
  if (verb === 'f') return Number(value).toFixed(Number(digits ?? 6));
  // Numbers of JSON are floats to Go.
  if (verb === 'd' && typeof value === 'number') return `%!d(float64=${value})`;
  return printInside(value);
}

const compare = (a: unknown, b: unknown) => ((a as number) < (b as number) ? -1 : a === b ? 0 : 1);

export const templateFunctions: Readonly<Record<string, TemplateFunction>> = {
  and: (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (...values) => values.find(isTrue) ?? values.at(-1),
  not: (value) => !isTrue(value),
  len: lengthOf,
  index: elementAt,
  slice: (value, from = 0, to) =>
    (value as string | unknown[]).slice(from as number, to as number | undefined),
  print,
  println: (...values) => `${values.map(printInside).join(' ')}\n`,
  printf: printFormatted,
  eq: (first, ...others) => others.some((other) => compare(first, other) === 0),
  ne: (a, b) => compare(a, b) !== 0,
  lt: (a, b) => compare(a, b) < 0,
  le: (a, b) => compare(a, b) <= 0,
  gt: (a, b) => compare(a, b) > 0,
  ge: (a, b) => compare(a, b) >= 0,
  urlquery: (...values) => encodeURIComponent(print(...values)).replaceAll('%20', '+'),
  exists: has,
  base64decode: (value) => decodeBase64(String(value)),
};
