/**
 * The strategic merge patch that turns one object into another.
 * `staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go`, diffMaps
 */
import { semanticallyEqual } from '../equal.ts';
import { elementKind, requireIdentity, sortByOrder, withoutDuplicates, type List } from './list-order.ts';
import { elementType, fieldPatchType, type FieldPatchType, type PatchSchema } from './merge-keys.ts';
import { jsonKind, PatchError, printGo } from './patch-error.ts';
import { isObject, type JsonObject } from '../json-object.ts';
import { deleteFromList, retainKeys, setElementOrder } from './strategic-merge.ts';

export interface DiffOptions {
  readonly schema: PatchSchema;
  readonly ignoreChangesAndAdditions?: boolean;
  readonly ignoreDeletions?: boolean;
  /** Adds $setElementOrder lists. */
  readonly withOrder?: boolean;
}

interface ListDiff {
  readonly changes: List;
  readonly deletions: List;
  readonly order: List;
}

const noDiff: ListDiff = { changes: [], deletions: [], order: [] };

/** @throws PatchError */
export function diffObjects(
  original: JsonObject,
  modified: JsonObject,
  type: string,
  options: DiffOptions,
  withRetainKeys = false,
): JsonObject {
  const patch: JsonObject = {};
  for (const [key, value] of Object.entries(modified)) {
    if (!(key in original)) {
      if (options.ignoreChangesAndAdditions !== true) patch[key] = value;
    } else if (key === '$patch') {
      if (value !== original[key]) patch[key] = value;
    } else {
      diffField(patch, key, original[key], value, type, options);
    }
  }
  const removed = Object.keys(original).filter((key) => !(key in modified));
  if (options.ignoreDeletions !== true) for (const key of removed) patch[key] = null;
  const retained = withRetainKeys ? Object.keys(modified).filter((key) => modified[key] !== null) : [];
  const hasChange = Object.keys(patch).length > 0 || removed.some((key) => original[key] !== null);
  if (retained.length > 0 && hasChange) patch[retainKeys] = retained.toSorted();
  return patch;
}

function diffField(
  patch: JsonObject,
  key: string,
  original: unknown,
  modified: unknown,
  type: string,
  options: DiffOptions,
): void {
  const silent = options.ignoreChangesAndAdditions === true;
  if (jsonKind(original) !== jsonKind(modified)) {
    if (!silent) patch[key] = modified;
  } else if (isObject(original) && isObject(modified)) {
    diffObjectField(patch, key, original, modified, type, options);
  } else if (Array.isArray(original) && Array.isArray(modified)) {
    diffListField(patch, key, original, modified, type, options);
  } else if (!silent && original !== modified) {
    patch[key] = modified;
  }
}

/** A field without metadata matters only when its values differ. */
function metadataOf(
  key: string,
  original: unknown,
  modified: unknown,
  type: string,
  schema: PatchSchema,
): FieldPatchType | undefined {
  try {
    return fieldPatchType(schema, type, key);
  } catch (error) {
    if (error instanceof PatchError && semanticallyEqual(original, modified)) return undefined;
    throw error;
  }
}

function diffObjectField(
  patch: JsonObject,
  key: string,
  original: JsonObject,
  modified: JsonObject,
  type: string,
  options: DiffOptions,
): void {
  const field = metadataOf(key, original, modified, type, options.schema);
  if (field === undefined) return;
  if (field.replace === true) {
    if (options.ignoreChangesAndAdditions !== true) patch[key] = modified;
    return;
  }
  const inner = diffObjects(original, modified, field.type, options, field.retainKeys === true);
  if (Object.keys(inner).length > 0) patch[key] = inner;
}

function diffListField(
  patch: JsonObject,
  key: string,
  original: List,
  modified: List,
  type: string,
  options: DiffOptions,
): void {
  const field = metadataOf(key, original, modified, type, options.schema);
  if (field === undefined) return;
  if (field.merge !== true) {
    if (options.ignoreChangesAndAdditions !== true && !semanticallyEqual(original, modified))
      patch[key] = modified;
    return;
  }
  const { changes, deletions, order } = diffLists(original, modified, field, options);
  if (changes.length > 0) patch[key] = changes;
  if (deletions.length > 0) patch[`${deleteFromList}/${key}`] = deletions;
  if (order.length > 0) patch[`${setElementOrder}/${key}`] = order;
}

function diffLists(original: List, modified: List, field: FieldPatchType, options: DiffOptions): ListDiff {
  if (original.length === 0) {
    return options.ignoreChangesAndAdditions === true ? noDiff : { ...noDiff, changes: modified };
  }
  if (elementKind(original, modified) !== 'object') return diffScalars(original, modified, options);
  return diffElements(original, modified, field, options);
}

function diffScalars(original: List, modified: List, options: DiffOptions): ListDiff {
  const silent = options.ignoreChangesAndAdditions === true;
  const before = sortScalars(original);
  const missing = remainder(modified, original);
  const gone = remainder(original, modified);
  const additions = silent ? [] : sortByOrder(missing, modified, undefined);
  const deletions = options.ignoreDeletions === true ? [] : withoutDuplicates(sortScalars(gone));
  const changed = deletions.length > 0 || (!silent && !semanticallyEqual(before, modified));
  return { changes: additions, deletions, order: options.withOrder === true && changed ? modified : [] };
}

/** Elements of `list` beyond those that `other` has, counting repetitions. */
function remainder(list: List, other: List): unknown[] {
  const counts = new Map<string, number>();
  for (const element of other) counts.set(printGo(element), (counts.get(printGo(element)) ?? 0) + 1);
  return list.filter((element) => {
    const left = counts.get(printGo(element)) ?? 0;
    counts.set(printGo(element), left - 1);
    return left <= 0;
  });
}

function sortScalars(list: List): unknown[] {
  return list.toSorted((left, right) => compareText(printGo(left), printGo(right)));
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function diffElements(original: List, modified: List, field: FieldPatchType, options: DiffOptions): ListDiff {
  const mergeKey = field.mergeKey ?? '';
  const silent = options.ignoreChangesAndAdditions === true;
  const before = byIdentity(original, mergeKey);
  const after = byIdentity(modified, mergeKey);
  const changes: unknown[] = [];
  for (const [identity, element] of after) {
    const old = before.get(identity);
    if (old === undefined) {
      if (!silent) changes.push(element);
      continue;
    }
    const inner = diffObjects(old, element, elementType(field.type), options, field.retainKeys === true);
    if (Object.keys(inner).length > 0) changes.push({ ...inner, [mergeKey]: element[mergeKey] });
  }
  const gone =
    options.ignoreDeletions === true ? [] : [...before].filter(([identity]) => !after.has(identity));
  const deletions = gone
    .toSorted(([left], [right]) => compareText(left, right))
    .map(([, element]) => ({ [mergeKey]: element[mergeKey], $patch: 'delete' }));
  const list = [...sortByOrder(changes, modified, mergeKey), ...deletions];
  const changed =
    (!silent && (list.length > 0 || !sameOrder(original, modified, mergeKey))) ||
    (options.ignoreDeletions !== true && list.length > 0);
  const order = modified.map((element) => ({ [mergeKey]: requireIdentity(element, mergeKey) }));
  return { changes: list, deletions: [], order: options.withOrder === true && changed ? order : [] };
}

function byIdentity(list: List, mergeKey: string): Map<string, JsonObject> {
  return new Map(list.map((element) => [printGo(requireIdentity(element, mergeKey)), element as JsonObject]));
}

function sameOrder(original: List, modified: List, mergeKey: string): boolean {
  return (
    original.length === modified.length &&
    modified.every(
      (element, index) => requireIdentity(element, mergeKey) === requireIdentity(original[index], mergeKey),
    )
  );
}
