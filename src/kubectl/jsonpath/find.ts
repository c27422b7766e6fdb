/** Finds the values of a path. `staging/src/k8s.io/client-go/util/jsonpath/jsonpath.go` */
import type { Path, PathStep } from './syntax.ts';
import { JsonPathError } from './syntax.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * @param allowMissing a key that isn't there finds nothing, instead of being an error
 * @throws JsonPathError
 */
export function findValues(path: Path, from: readonly unknown[], allowMissing: boolean): unknown[] {
  return path.reduce<unknown[]>((values, step) => walk(step, values, allowMissing), [...from]);
}

function walk(step: PathStep, values: readonly unknown[], allowMissing: boolean): unknown[] {
  switch (step.kind) {
    case 'constant':
      return [step.value];
    case 'field':
      return findField(step.name, values, allowMissing);
    case 'wildcard':
      return values.flatMap(children);
    case 'descent':
      return values.flatMap(containers);
    case 'index':
      return slicesOf(values, { from: step.index, to: step.index + 1, single: true });
    case 'slice':
      return slicesOf(values, { ...step, single: false });
    case 'union':
      return step.paths.flatMap((path) => findValues(path, values, allowMissing));
    case 'filter':
      return values.flatMap((value) => filtered(step, value, allowMissing));
  }
}

function findField(name: string, values: readonly unknown[], allowMissing: boolean): unknown[] {
  const found = values.flatMap((value) =>
    isFields(value) && value[name] !== undefined ? [value[name]] : [],
  );
  if (found.length === 0 && values.length > 0 && !allowMissing)
    throw new JsonPathError(`${name} is not found`);
  return found;
}

function children(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  return isFields(value) ? Object.values(value) : [];
}

/** A value and all below it, as far as they hold something themselves. */
function containers(value: unknown): unknown[] {
  const inside = children(value);
  return inside.length === 0 ? [] : [value, ...inside.flatMap(containers)];
}

interface Slice {
  readonly from?: number;
  readonly to?: number;
  readonly step?: number;
  readonly single: boolean;
}

function slicesOf(values: readonly unknown[], slice: Slice): unknown[] {
  return values.flatMap((value) => {
    if (value === null || value === undefined) return [];
    if (!Array.isArray(value)) throw new JsonPathError(`${String(value)} is not array or slice`);
    return sliceOf(value as unknown[], slice);
  });
}

function sliceOf(
  list: readonly unknown[],
  { from = 0, to = list.length, step = 1, single }: Slice,
): unknown[] {
  const start = from < 0 ? from + list.length : from;
  // The end of a single index of -1 is 0, and means the end of the list.
  const end = to < 0 || (to === 0 && single) ? to + list.length : to;
  if (start === end) return [];
  if (start < 0 || start >= list.length) throw outOfBounds(start, list.length);
  if (end < 0 || end > list.length) throw outOfBounds(end - 1, list.length);
  if (start > end) throw new JsonPathError(`starting index ${start} is greater than ending index ${end}`);
  if (step <= 0) throw new JsonPathError('step must be > 0');
  return list.slice(start, end).filter((_, index) => index % step === 0);
}

function outOfBounds(index: number, length: number): JsonPathError {
  return new JsonPathError(`array index out of bounds: index ${index}, length ${length}`);
}

type Filter = Extract<PathStep, { kind: 'filter' }>;

function filtered(filter: Filter, value: unknown, allowMissing: boolean): unknown[] {
  if (!Array.isArray(value))
    throw new JsonPathError(`${String(value)} is not array or slice and cannot be filtered`);
  return (value as unknown[]).filter((item) => {
    const left = findValues(filter.left, [item], allowMissing || filter.operator === 'exists');
    if (filter.operator === 'exists') return left.length > 0;
    if (left.length === 0) return false;
    const right = findValues(filter.right, [item], allowMissing);
    if (right.length === 0) return false;
    if (left.length > 1 || right.length > 1)
      throw new JsonPathError('can only compare one element at a time');
    return holds(filter.operator, left[0], right[0]);
  });
}

function holds(operator: string, left: unknown, right: unknown): boolean {
  const known = ['<', '>', '==', '!=', '<=', '>='];
  if (!known.includes(operator)) throw new JsonPathError(`unrecognized filter operator ${operator}`);
  if (typeof left !== typeof right) throw new JsonPathError('incompatible types for comparison');
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const [a, b] = [left as number, right as number];
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
