/** `--sort-by`. `staging/src/k8s.io/kubectl/pkg/cmd/get/sorter.go` */
import { findValues, parseTemplate, relaxPath } from './jsonpath/index.ts';
import { KubectlError } from './kubectl-error.ts';

const order = new Intl.Collator('en', { numeric: true });

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
  return keyed.toSorted((a, b) => compareKeys(a.key, b.key)).map(({ item }) => item);
}

function compareKeys(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return order.compare(String(a), String(b));
}
