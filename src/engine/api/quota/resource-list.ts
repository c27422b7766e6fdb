/** Arithmetic on lists of quantities as quotas do it. `staging/src/k8s.io/apiserver/pkg/quota/v1/resources.go` */
import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  type Quantity,
  subtractQuantities,
} from '../quantity.ts';

/** Quantities by resource name, written as in manifests. */
export type ResourceList = Readonly<Record<string, string>>;

const zero = parseQuantity('0');

export function addLists(left: ResourceList, right: ResourceList): ResourceList {
  return merge(left, right, addQuantities);
}

/** What only the second has counts as negative. */
export function subtractLists(left: ResourceList, right: ResourceList): ResourceList {
  return merge(left, right, subtractQuantities);
}

/** The same, but never below zero. */
export function subtractListsToZero(left: ResourceList, right: ResourceList): ResourceList {
  return merge(left, right, (one, other) => larger(zero, subtractQuantities(one, other)));
}

export function maxLists(left: ResourceList, right: ResourceList): ResourceList {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const [one, other] = [left[name], right[name]];
      if (one === undefined || other === undefined) return [name, (one ?? other)!];
      return [name, formatQuantity(larger(parseQuantity(one), parseQuantity(other)))];
    }),
  );
}

export function areListsEqual(left: ResourceList, right: ResourceList): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => right[name] !== undefined && compare(left[name]!, right[name]) === 0)
  );
}

export function isZeroList(list: ResourceList): boolean {
  return Object.values(list).every((text) => isZero(text));
}

export function withoutZeros(list: ResourceList): ResourceList {
  return Object.fromEntries(Object.entries(list).filter(([, text]) => !isZero(text)));
}

/** Names of negative quantities, sorted. */
export function negativeNames(list: ResourceList): string[] {
  return Object.keys(list)
    .filter((name) => compareQuantities(parseQuantity(list[name]!), zero) < 0)
    .toSorted();
}

/** Names whose quantity is above that of `limits`, where there is one. */
export function namesAbove(list: ResourceList, limits: ResourceList): string[] {
  return Object.keys(list).filter((name) => {
    const limit = limits[name];
    return limit !== undefined && compare(list[name]!, limit) > 0;
  });
}

export function maskList(list: ResourceList, names: readonly string[]): ResourceList {
  return Object.fromEntries(Object.entries(list).filter(([name]) => names.includes(name)));
}

/** `cpu=1,memory=2Gi`, sorted by name. */
export function formatList(list: ResourceList): string {
  return Object.keys(list)
    .toSorted()
    .map((name) => `${name}=${formatQuantity(parseQuantity(list[name]!))}`)
    .join(',');
}

function merge(
  left: ResourceList,
  right: ResourceList,
  combine: (left: Quantity, right: Quantity) => Quantity,
): ResourceList {
  const result: Record<string, string> = {};
  for (const name in left) {
    const other = right[name];
    result[name] =
      other === undefined
        ? left[name]!
        : formatQuantity(combine(parseQuantity(left[name]!), parseQuantity(other)));
  }
  for (const name in right) {
    if (left[name] === undefined) result[name] = formatQuantity(combine(zero, parseQuantity(right[name]!)));
  }
  return result;
}

function larger(left: Quantity, right: Quantity): Quantity {
  return compareQuantities(left, right) < 0 ? right : left;
}

function compare(left: string, right: string): number {
  return compareQuantities(parseQuantity(left), parseQuantity(right));
}

function isZero(text: string): boolean {
  return parseQuantity(text).unscaled === 0n;
}
