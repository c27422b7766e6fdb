/**
 * Strategic merge patches: a merge patch that knows which lists merge by key.
 * `staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go`
 */
import { semanticallyEqual } from '../equal.ts';
import {
  arrange,
  checkSetOrder,
  elementKind,
  identityOf,
  isDeletion,
  requireIdentity,
  withoutDuplicates,
  type List,
} from './list-order.ts';
import { elementType, fieldPatchType, kubernetesPatchSchema, type PatchSchema } from './merge-keys.ts';
import { jsonKind, noMergeKey, PatchError, printGo } from './patch-error.ts';
import { isObject, type JsonObject } from '../json-object.ts';

export const deleteFromList = '$deleteFromPrimitiveList';
export const setElementOrder = '$setElementOrder';
export const retainKeys = '$retainKeys';

export interface MergeOptions {
  readonly schema: PatchSchema;
  /** True when the result is an object; false when it is itself a patch, which keeps its directives. */
  readonly final: boolean;
}

/**
 * The object with the patch applied; neither argument is changed.
 * @param definitionName of the generated structure: `Deployment`, `Pod`
 * @throws PatchError
 */
export function applyStrategicMergePatch(
  original: object,
  patch: unknown,
  definitionName: string,
  schema: PatchSchema = kubernetesPatchSchema,
): JsonObject {
  if (!isObject(patch)) throw new PatchError(400, 'invalid JSON document');
  return mergeObjects(original as JsonObject, patch, definitionName, { schema, final: true });
}

export function mergeObjects(
  original: JsonObject,
  patch: JsonObject,
  type: string,
  options: MergeOptions,
): JsonObject {
  const directive = patch['$patch'];
  if (directive !== undefined) return replaceObject(directive, patch);
  const rest = { ...patch };
  const result = clearUnretained(original, rest, options);
  mergeOrderedLists(result, rest, type, options);
  for (const [key, value] of Object.entries(rest)) mergeField(result, key, value, type, options);
  return result;
}

function replaceObject(directive: unknown, patch: JsonObject): JsonObject {
  if (directive === 'delete') return {};
  if (directive !== 'replace') throw unknownDirective(directive, patch);
  const { $patch: _, ...rest } = patch;
  return rest;
}

function unknownDirective(directive: unknown, patch: JsonObject): PatchError {
  return new PatchError(500, `unknown patch type: ${printGo(directive)} in map: ${printGo(patch)}`);
}

/** A copy of the original without the fields that $retainKeys doesn't name; takes the directive out of the patch. */
function clearUnretained(original: JsonObject, patch: JsonObject, options: MergeOptions): JsonObject {
  const result = { ...original };
  const keys = patch[retainKeys];
  if (keys === undefined) return result;
  delete patch[retainKeys];
  if (!options.final) {
    if (retainKeys in result && !semanticallyEqual(result[retainKeys], keys)) {
      throw new PatchError(500, `${printGo(result[retainKeys])} and ${printGo(keys)} are not deep equal`);
    }
    result[retainKeys] = keys;
    return result;
  }
  if (!Array.isArray(keys)) throw new PatchError(400, 'invalid patch format of retainKeys');
  const retained = new Set(keys);
  for (const [key, value] of Object.entries(patch)) {
    const exempt = value === null || key.startsWith(deleteFromList) || key.startsWith(setElementOrder);
    if (!exempt && !retained.has(key)) throw new PatchError(400, 'invalid patch format of retainKeys');
  }
  for (const key of Object.keys(result)) if (!retained.has(key)) delete result[key];
  return result;
}

/** Handles every list that comes with $setElementOrder, and takes both out of the patch. */
function mergeOrderedLists(result: JsonObject, patch: JsonObject, type: string, options: MergeOptions): void {
  for (const directive of Object.keys(patch).filter((key) => key.startsWith(setElementOrder))) {
    const order = patch[directive];
    if (!options.final) {
      if (directive in result && !semanticallyEqual(result[directive], order)) throw wrongSetOrder();
      result[directive] = order;
    }
    delete patch[directive];
    const key = listName(directive, setElementOrder);
    const field = fieldPatchType(options.schema, type, key);
    const live = key in result ? asList(result[key]) : undefined;
    const wanted = key in patch ? asList(patch[key]) : undefined;
    checkSetOrder(wanted ?? [], asList(order), field.mergeKey);
    if (live === undefined && wanted === undefined) continue;
    const merged =
      live === undefined || wanted === undefined
        ? (live ?? wanted ?? [])
        : mergeLists(live, wanted, field.type, field, false, options);
    elementKind(live ?? [], wanted ?? []);
    result[key] = arrange(
      merged,
      asList(order),
      liveOrder(live ?? [], wanted ?? [], field.mergeKey),
      field.mergeKey,
    );
    delete patch[key];
  }
}

/** The live order that elements outside $setElementOrder keep: new elements take the places that deletions free. */
function liveOrder(live: List, wanted: List, mergeKey: string | undefined): List {
  const deleted = new Set(
    wanted.filter((element) => isDeletion(element)).map((element) => identityOf(element, mergeKey)),
  );
  if (deleted.size === 0) return live;
  const kept = live.filter((element) => !deleted.has(identityOf(element, mergeKey)));
  const known = new Set(kept.map((element) => identityOf(element, mergeKey)));
  const added = wanted.filter((element) => !isDeletion(element) && !known.has(identityOf(element, mergeKey)));
  return [...kept, ...added.slice(0, live.length - kept.length)];
}

function wrongSetOrder(): PatchError {
  return new PatchError(400, 'invalid patch format of setElementOrder list');
}

function listName(directive: string, prefix: string): string {
  if (directive[prefix.length] === '/') return directive.slice(prefix.length + 1);
  if (prefix === setElementOrder) throw wrongSetOrder();
  throw new PatchError(400, 'invalid patch format of primitive list');
}

function asList(value: unknown): List {
  if (Array.isArray(value)) return value;
  throw new PatchError(500, `expected a slice, but received a ${jsonKind(value)}`);
}

function mergeField(
  result: JsonObject,
  patchKey: string,
  value: unknown,
  type: string,
  options: MergeOptions,
): void {
  const isDeletionList = patchKey.startsWith(deleteFromList);
  if (isDeletionList && !options.final) {
    result[patchKey] = value;
    return;
  }
  const key = isDeletionList ? listName(patchKey, deleteFromList) : patchKey;
  if (value === null) {
    delete result[key];
    if (options.final) return;
  }
  const current = result[key];
  if (!(key in result) || jsonKind(current) !== jsonKind(value)) {
    result[key] = value;
    return;
  }
  const field = fieldPatchType(options.schema, type, key);
  if (isObject(value) && isObject(current)) {
    result[key] = field.replace === true ? value : mergeObjects(current, value, field.type, options);
  } else if (Array.isArray(value)) {
    result[key] = mergeLists(asList(current), value, field.type, field, isDeletionList, options);
  } else {
    result[key] = value;
  }
}

function mergeLists(
  live: List,
  patch: List,
  type: string,
  field: { readonly merge?: boolean; readonly mergeKey?: string },
  isDeletionList: boolean,
  options: MergeOptions,
): List {
  if (field.merge !== true) return patch;
  if (live.length === 0 && patch.length === 0) return live;
  if (elementKind(live, patch) !== 'object') return mergeScalars(live, patch, isDeletionList);
  const { mergeKey } = field;
  if (mergeKey === undefined)
    throw new PatchError(500, 'cannot merge lists without merge key for type struct');
  const { base, additions } = applyElementDirectives(live, patch, mergeKey);
  const merged = mergeElements(base, additions, elementType(type), mergeKey, options);
  return arrange(merged, additions, base, mergeKey);
}

function mergeScalars(live: List, patch: List, isDeletionList: boolean): List {
  if (isDeletionList) return live.filter((element) => !patch.includes(element));
  return arrange(withoutDuplicates([...live, ...patch]), patch, live, undefined);
}

/** Carries out `$patch: delete` and `$patch: replace` among the elements of a patch list. */
function applyElementDirectives(live: List, patch: List, mergeKey: string): { base: List; additions: List } {
  let base = live;
  let replaced = false;
  const additions: unknown[] = [];
  for (const element of patch) {
    const directive = isObject(element) ? element['$patch'] : undefined;
    if (directive === undefined) additions.push(element);
    else if (directive === 'delete') {
      const identity = requireIdentity(element, mergeKey);
      base = base.filter((other) => !isObject(other) || other[mergeKey] !== identity);
    } else if (directive === 'replace') replaced = true;
    else if (directive === 'merge') {
      throw new PatchError(500, 'merging lists cannot yet be specified in the patch');
    } else throw unknownDirective(directive, element as JsonObject);
  }
  return replaced ? { base: additions, additions: [] } : { base, additions };
}

function mergeElements(
  base: List,
  additions: List,
  type: string,
  mergeKey: string,
  options: MergeOptions,
): List {
  const merged = [...base];
  for (const element of additions) {
    const identity = requireIdentity(element, mergeKey);
    const index = merged.findIndex(
      (other) => isObject(other) && mergeKey in other && other[mergeKey] === identity,
    );
    const current = merged[index];
    if (!isObject(element)) throw noMergeKey(element, mergeKey);
    if (isObject(current)) merged[index] = mergeObjects(current, element, type, options);
    else merged.push(element);
  }
  return merged;
}
