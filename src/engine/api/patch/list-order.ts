/**
 * Order of merged lists: what a patch asks for ($setElementOrder), then the patch's own order, then the live one.
 * `staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go`, normalizeElementOrder
 */
import { jsonKind, noMergeKey, PatchError } from './patch-error.ts';
import { isObject } from '../json-object.ts';

export type List = readonly unknown[];

/** What tells an element apart: its merge key's value, or the element itself in a list of scalars. */
export function identityOf(element: unknown, mergeKey: string | undefined): unknown {
  if (mergeKey === undefined || !isObject(element)) return element;
  return element[mergeKey];
}

/** As identityOf. @throws PatchError when an object lacks the key */
export function requireIdentity(element: unknown, mergeKey: string | undefined): unknown {
  if (mergeKey === undefined) return element;
  if (!isObject(element)) throw new PatchError(500, `expected a map, but received a ${jsonKind(element)}`);
  if (!Object.hasOwn(element, mergeKey)) throw noMergeKey(element, mergeKey);
  return element[mergeKey];
}

/** The kind all elements share. @throws PatchError when they differ, are lists, or there are none */
export function elementKind(...lists: List[]): string {
  let kind: string | undefined;
  for (const element of lists.flat(1)) {
    const own = jsonKind(element);
    if (own === 'list') throw new PatchError(422, 'lists of lists are not supported');
    if (kind !== undefined && own !== kind) throw new PatchError(500, 'list element types are not identical');
    kind = own;
  }
  if (kind === undefined) throw new PatchError(500, 'no elements in any of the given slices');
  return kind;
}

function ranks(order: List, mergeKey: string | undefined): Map<unknown, number> {
  const byIdentity = new Map<unknown, number>();
  order.forEach((element, index) => {
    const identity = identityOf(element, mergeKey);
    if (!byIdentity.has(identity)) byIdentity.set(identity, index);
  });
  return byIdentity;
}

export function isDeletion(element: unknown): boolean {
  return isObject(element) && element['$patch'] === 'delete';
}

/** Elements in the order of another list; deletions go last. */
export function sortByOrder(elements: List, order: List, mergeKey: string | undefined): unknown[] {
  if (mergeKey !== undefined)
    for (const element of [...elements, ...order]) requireIdentity(element, mergeKey);
  const rank = ranks(order, mergeKey);
  const rankOf = (element: unknown): number => rank.get(identityOf(element, mergeKey)) ?? -1;
  const kept = elements.filter((element) => !isDeletion(element));
  const deletions = elements.filter((element) => isDeletion(element));
  return [...kept.toSorted((left, right) => rankOf(left) - rankOf(right)), ...deletions];
}

/** Elements of a merged list, split by whether a list names them, each part in its order, woven by the live order. */
export function arrange(merged: List, named: List, live: List, mergeKey: string | undefined): unknown[] {
  const names = new Set(named.map((element) => identityOf(element, mergeKey)));
  const isNamed = (element: unknown): boolean => names.has(requireIdentity(element, mergeKey));
  const fromPatch = sortByOrder(
    merged.filter((element) => isNamed(element)),
    named,
    mergeKey,
  );
  const onlyLive = sortByOrder(
    merged.filter((element) => !isNamed(element)),
    live,
    mergeKey,
  );
  return weave(onlyLive, fromPatch, ranks(live, mergeKey), mergeKey);
}

function weave(left: List, right: List, live: Map<unknown, number>, mergeKey: string | undefined): unknown[] {
  const woven: unknown[] = [];
  let taken = 0;
  for (const element of right) {
    const limit = live.get(identityOf(element, mergeKey)) ?? -1;
    for (; taken < left.length; taken++) {
      const rank = live.get(identityOf(left[taken], mergeKey));
      if (rank === undefined || rank >= limit) break;
      woven.push(left[taken]);
    }
    woven.push(element);
  }
  return [...woven, ...left.slice(taken)];
}

/** Without repetition: a repeated element gives its place to the last one of the list, as Kubernetes does it. */
export function withoutDuplicates(list: List): unknown[] {
  const result = [...list];
  for (let index = 0; index < result.length - 1; index++) {
    for (let other = index + 1; other < result.length; other++) {
      if (result[index] !== result[other]) continue;
      const last = result.pop();
      if (other < result.length) result[other] = last;
      other--;
    }
  }
  return result;
}

/**
 * Checks that a patch list keeps the order that $setElementOrder gives and names nothing else.
 * @throws PatchError
 */
export function checkSetOrder(patchList: List, setOrder: List, mergeKey: string | undefined): void {
  if (setOrder.length === 0 || patchList.length === 0) return;
  const named = patchList.filter((element) => !(isObject(element) && '$patch' in element));
  let position = 0;
  for (const element of setOrder) {
    if (position >= named.length) return;
    if (requireIdentity(named[position], mergeKey) === requireIdentity(element, mergeKey)) position++;
  }
  if (position < named.length) {
    throw new PatchError(500, "The order in patch list doesn't match $setElementOrder list");
  }
}
