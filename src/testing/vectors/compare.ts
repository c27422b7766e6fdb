/**
 * How an output is held against the expected one (`data/FORMAT.md`):
 * - `equal`: deeply equal, where a key that is absent, null, {} or [] counts as the same;
 * - `set`: arrays, compared as `equal` without regard to order;
 * - `subset`: every expected key matches, further keys of the output are ignored; a list of errors may come in any
 *   order, for Kubernetes walks maps at random;
 * - `strict`: deeply equal, and null is not the same as absent.
 *
 * Where a suite expects `error: true`, any text of an error will do.
 */
export type CompareMode = 'equal' | 'set' | 'subset' | 'strict';

/** Where and how an output differs. */
export interface Difference {
  /** `spec.containers[0].image`; empty for the whole value. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** The first twenty differences between an output and what was expected; none when it holds. */
export function compare(mode: CompareMode, expected: unknown, actual: unknown): Difference[] {
  const differences: Difference[] = [];
  if (mode === 'set') compareSets('equal', expected, actual, differences);
  else if (mode === 'subset' && Array.isArray(expected)) compareSets('subset', expected, actual, differences);
  else walk(mode, '', expected, actual, differences);
  return differences.slice(0, 20);
}

function walk(
  mode: CompareMode,
  path: string,
  expected: unknown,
  actual: unknown,
  found: Difference[],
): void {
  if (isFields(expected) && isFields(actual)) {
    walkFields(mode, path, expected, actual, found);
  } else if (Array.isArray(expected) && Array.isArray(actual)) {
    walkArrays(mode, path, expected, actual, found);
  } else if (mode !== 'strict' && isEmpty(expected)) {
    if (!isEmpty(actual)) found.push({ path, expected, actual });
  } else if (!Object.is(withoutMinusZero(expected), withoutMinusZero(actual))) {
    found.push({ path, expected, actual });
  }
}

function walkArrays(
  mode: CompareMode,
  path: string,
  expected: readonly unknown[],
  actual: readonly unknown[],
  found: Difference[],
): void {
  if (expected.length !== actual.length) {
    found.push({ path, expected, actual });
    return;
  }
  for (const [index, item] of expected.entries()) walk(mode, `${path}[${index}]`, item, actual[index], found);
}

function walkFields(
  mode: CompareMode,
  path: string,
  expected: Fields,
  actual: Fields,
  found: Difference[],
): void {
  const keys =
    mode === 'subset'
      ? Object.keys(expected)
      : [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  for (const key of keys.toSorted()) {
    if (key === 'error' && expected[key] === true && typeof actual[key] === 'string') continue;
    walk(mode, path === '' ? key : `${path}.${key}`, expected[key], actual[key], found);
  }
}

function compareSets(mode: CompareMode, expected: unknown, actual: unknown, found: Difference[]): void {
  if (!Array.isArray(expected) || !Array.isArray(actual)) {
    walk(mode, '', expected, actual, found);
    return;
  }
  const left = [...(actual as unknown[])];
  for (const item of expected as unknown[]) {
    const index = left.findIndex((candidate) => compare(mode, item, candidate).length === 0);
    if (index < 0) found.push({ path: '', expected: item, actual: undefined });
    else left.splice(index, 1);
  }
  for (const item of left) found.push({ path: '', expected: undefined, actual: item });
}

/** Absent, null, {} and [], and what holds nothing but these by its keys. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isFields(value) && Object.values(value).every(isEmpty);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutMinusZero(value: unknown): unknown {
  return value === 0 ? 0 : value;
}
