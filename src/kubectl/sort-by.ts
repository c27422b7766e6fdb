/** `--sort-by`. `staging/src/k8s.io/kubectl/pkg/cmd/get/sorter.go` */
import { compareQuantities, parseQuantity } from '../engine/api/quantity.ts';
import { goSorted } from './go-sort.ts';
import { findValues, parseTemplate, relaxPath } from './jsonpath/index.ts';
import { KubectlError } from './kubectl-error.ts';

/**
 * Items in the order of what a path finds in them; those in which it finds nothing come first.
 * @throws KubectlError when it finds nothing in any.
 */
export function sortBy<Item>(
  items: readonly Item[],
  path: string,
  objectOf: (item: Item) => unknown = (item) => item,
): Item[] {
  const parts = parseTemplate(relaxPath(path));
  const keyed = items.map((item) => {
    const [key] = parts.flatMap((part) =>
      part.kind === 'values' ? findValues(part.path, [objectOf(item)], true) : [],
    );
    return { item, key };
  });
  if (items.length > 0 && keyed.every(({ key }) => key === undefined)) {
    throw new KubectlError(`couldn't find any field with path "${relaxPath(path)}" in the list of objects`);
  }
  return goSorted(keyed, (a, b) => isLess(a.key, b.key)).map(({ item }) => item);
}

function isLess(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === undefined;
  if (a === null || b === null) return a === null && b !== null;
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  const [left, right] = [String(a), String(b)];
  return isLessAmount(left, right) ?? isNaturallyLess(left, right);
}

/** Undefined when either is no quantity. */
function isLessAmount(a: string, b: string): boolean | undefined {
  try {
    return compareQuantities(parseQuantity(a), parseQuantity(b)) < 0;
  } catch {
    return undefined;
  }
}

/** Numbers inside of texts count as numbers, and come before all else. */
function isNaturallyLess(a: string, b: string): boolean {
  const [left, right] = [a.match(/\d+|\D/g) ?? [], b.match(/\d+|\D/g) ?? []];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [x, y] = [left[i]!, right[i]!];
    if (x === y) continue;
    const [isNumber, isOther] = [/^\d/.test(x), /^\d/.test(y)];
    if (isNumber !== isOther) return isNumber;
    if (!isNumber) return x < y;
    const [digits, others] = [x.replace(/^0+/, ''), y.replace(/^0+/, '')];
    if (digits.length !== others.length) return digits.length < others.length;
    return digits === others ? x.length < y.length : digits < others;
  }
  return a.length < b.length;
}
